// Groups of fields of the form of a provider: how its requests are signed, and what goes with each of them.
import type { ReactNode } from 'react'
import { PairRows, type NamedValue } from '../../forms/pair-rows'
import { Segmented, TextArea, TextField } from '../../kit'
import { isSecretHeader, type FormProblems } from '../../stores/config/providers-check'
import type { ProviderForm } from '../../stores/config/providers-form'
const auths: readonly { value: ProviderForm['auth']; label: string }[] = [
  { value: 'key', label: 'A key' },
  { value: 'command', label: 'A command' },
  { value: 'none', label: 'Nothing' },
]

interface PartProps {
  form: ProviderForm
  problems: FormProblems
  change: (part: Partial<ProviderForm>) => void
}

/** How requests are signed; `children` belong to a key. */
export function ProviderAuth({ form, problems, change, children }: PartProps & { children: ReactNode }) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <span>Requests are signed with</span>
        <Segmented
          label="Requests are signed with"
          value={form.auth}
          options={auths}
          onChange={(auth) => change({ auth })}
        />
      </div>
      {form.auth === 'key' && (
        <>
          <TextField
            label="Variable that holds the key (env_key)"
            placeholder="MY_PROVIDER_KEY"
            value={form.envKey}
            spellCheck={false}
            maxLength={128}
            problem={problems.envKey}
            hint="Sent as “Authorization: Bearer …”. Without it Codex refuses to send."
            onChange={(event) => change({ envKey: event.target.value })}
          />
          {children}
        </>
      )}
      {form.auth === 'command' && (
        <>
          <TextField
            label="Program that prints the token"
            value={form.command}
            spellCheck={false}
            problem={problems.command}
            hint="Runs in the project’s folder, with all variables of Codex, secrets too. If it fails, Codex sends requests without a token and says nothing: use the test."
            onChange={(event) => change({ command: event.target.value })}
          />
          <TextArea
            label="Arguments, one a line"
            value={form.args.join('\n')}
            spellCheck={false}
            className="font-mono text-code"
            onChange={(event) => change({ args: event.target.value === '' ? [] : event.target.value.split('\n') })}
          />
          <div className="flex gap-3">
            <div className="flex-1">
              <TextField
                label="Ends after (ms)"
                placeholder="5000"
                inputMode="numeric"
                value={form.timeoutMs}
                problem={problems.timeoutMs}
                onChange={(event) => change({ timeoutMs: event.target.value })}
              />
            </div>
            <div className="flex-1">
              <TextField
                label="Runs again after (ms)"
                placeholder="300000"
                inputMode="numeric"
                value={form.refreshMs}
                onChange={(event) => change({ refreshMs: event.target.value })}
              />
            </div>
          </div>
        </>
      )}
    </div>
  )
}

const blank: NamedValue = { name: '', value: '' }

/** Headers and parameters. */
export function ProviderPairs({ form, problems, change, isBedrock }: PartProps & { isBedrock: boolean }) {
  const secret = form.headers.find(({ name, value }) => isSecretHeader(name) && value !== '')
  return (
    <>
      <PairRows
        label="Headers (http_headers)"
        one="header"
        blank={blank}
        rows={form.headers}
        problem={problems.headers}
        warning={
          secret
            ? `${secret.name} looks like a secret, and its value would stand in config.toml. Take it from a variable instead.`
            : null
        }
        onChange={(headers) => change({ headers })}
      />
      {!isBedrock && (
        <>
          <PairRows
            label="Headers from variables (env_http_headers)"
            hint="The value is the name of a variable; keep its value in Settings, Secrets. A header whose variable is not set is left out."
            one="header from a variable"
            valuePlaceholder="MY_VARIABLE"
            blank={blank}
            rows={form.envHeaders}
            problem={problems.envHeaders}
            onChange={(envHeaders) => change({ envHeaders })}
          />
          <PairRows
            label="Parameters of the address (query_params)"
            one="parameter"
            blank={blank}
            rows={form.query}
            problem={problems.query}
            onChange={(query) => change({ query })}
          />
        </>
      )}
    </>
  )
}
