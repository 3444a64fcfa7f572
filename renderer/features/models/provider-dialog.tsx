// A model provider by form. A key goes to the keyring and is named in config.toml by its variable; it is never written there.
import { useEffect, useState, type ReactNode } from 'react'
import type { Project } from '../../../preload/contract/model'
import { secretValueProblem } from '../../../preload/contract/secrets'
import { Button, Checkbox, Dialog, Segmented, TextArea, TextField } from '../../kit'
import { useSecrets } from '../../stores/accounts/secrets'
import { useEdits } from '../../stores/config/key-choice'
import {
  formProblems,
  isSecretHeader,
  providerEdit,
  type FormProblems,
  type ProviderForm,
} from '../../stores/config/providers-form'
import { PairRows } from './pair-rows'

interface ProviderDialogProps {
  project: Project
  given: ProviderForm
  /** Ids that are there already. */
  taken: readonly string[]
  isNew: boolean
  onClose: () => void
}

const auths: readonly { value: ProviderForm['auth']; label: string }[] = [
  { value: 'key', label: 'A key' },
  { value: 'command', label: 'A command' },
  { value: 'none', label: 'Nothing' },
]

export function ProviderDialog({ project, given, taken, isNew, onClose }: ProviderDialogProps) {
  const [form, setForm] = useState(given)
  const [key, setKey] = useState('')
  const [keep, setKeep] = useState(true)
  const [tried, setTried] = useState(false)
  const edits = useEdits(project.id, 'model_providers.form')
  const { busy: keeping, problem: keyProblem, save, load } = useSecrets()
  useEffect(() => void load(), [load])
  const change = (part: Partial<ProviderForm>): void => setForm((before) => ({ ...before, ...part }))
  const problems = formProblems(form, taken)
  const shown: FormProblems = tried ? problems : {}
  const valueProblem = key === '' ? null : secretValueProblem(key, 'provider-key')
  const write = async (): Promise<void> => {
    setTried(true)
    if (Object.keys(problems).length > 0 || valueProblem !== null || edits.busy || keeping) return
    // The key first: the provider must not be there without it.
    if (form.auth === 'key' && key !== '' && !(await keepKey())) return
    if (!(await edits.write([providerEdit(form)]))) return
    setKey('')
    onClose()
  }
  const keepKey = (): Promise<boolean> => {
    const name = form.envKey.trim()
    const known = useSecrets.getState().secrets?.find((one) => one.projectId === project.id && one.name === name)
    const facts = {
      projectId: project.id,
      name,
      purpose: 'provider-key' as const,
      label: form.name.trim().slice(0, 120),
    }
    return save({ id: known?.id ?? null, facts, value: key.trim(), keep })
  }
  const isBedrock = form.kind === 'bedrock'
  return (
    <Dialog
      open
      size="md"
      testId="provider-form"
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? 'Add a provider' : `Change ${given.name || given.id}`}
      description="It must speak the Responses API (wire_api “responses”), the only one that Codex still speaks."
      footer={
        <>
          <Button variant="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={edits.busy || keeping} onClick={() => void write()}>
            {isNew ? 'Add' : 'Save'}
          </Button>
        </>
      }
    >
      {!isBedrock && (
        <TextField
          label="Name"
          value={form.name}
          maxLength={120}
          problem={shown.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      )}
      {isNew && !isBedrock && (
        <TextField
          label="Name in config.toml"
          value={form.id}
          spellCheck={false}
          maxLength={64}
          problem={shown.id}
          onChange={(event) => change({ id: event.target.value })}
        />
      )}
      {isBedrock && shown.id && (
        <p role="alert" className="text-failed">
          {shown.id}
        </p>
      )}
      <TextField
        label={isBedrock ? 'Base URL (optional)' : 'Base URL'}
        placeholder="https://host.example/v1"
        value={form.baseUrl}
        spellCheck={false}
        problem={shown.baseUrl}
        onChange={(event) => change({ baseUrl: event.target.value })}
      />
      {isBedrock ? (
        <>
          <TextField
            label="AWS profile"
            placeholder="default"
            value={form.awsProfile}
            spellCheck={false}
            onChange={(event) => change({ awsProfile: event.target.value })}
          />
          <TextField
            label="AWS region"
            placeholder="us-east-1"
            value={form.awsRegion}
            spellCheck={false}
            onChange={(event) => change({ awsRegion: event.target.value })}
          />
        </>
      ) : (
        <Auth form={form} problems={shown} change={change}>
          <TextField
            label="Key"
            type="password"
            autoComplete="off"
            value={key}
            problem={tried ? valueProblem : null}
            hint={
              isNew
                ? 'Goes to the keyring. Empty if the variable is set otherwise.'
                : 'Empty leaves the one that is kept.'
            }
            onChange={(event) => setKey(event.target.value)}
          />
          {key !== '' && (
            <Checkbox
              label="Keep it in the system’s keyring"
              hint={keep ? undefined : 'Held in memory: gone when the app ends.'}
              checked={keep}
              onChange={setKeep}
            />
          )}
        </Auth>
      )}
      <Pairs form={form} problems={shown} change={change} isBedrock={isBedrock} />
      {(edits.problem ?? keyProblem?.message) && (
        <p role="alert" className="break-words text-failed select-text">
          {edits.problem ?? keyProblem?.message}
        </p>
      )}
    </Dialog>
  )
}

interface PartProps {
  form: ProviderForm
  problems: FormProblems
  change: (part: Partial<ProviderForm>) => void
}

function Auth({ form, problems, change, children }: PartProps & { children: ReactNode }) {
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

function Pairs({ form, problems, change, isBedrock }: PartProps & { isBedrock: boolean }) {
  const secret = form.headers.find(({ name, value }) => isSecretHeader(name) && value !== '')
  return (
    <>
      <PairRows
        title="Headers (http_headers)"
        one="header"
        pairs={form.headers}
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
            title="Headers from variables (env_http_headers)"
            about="The value is the name of a variable; keep its value in Settings, Secrets. A header whose variable is not set is left out."
            one="header from a variable"
            valuePlaceholder="MY_VARIABLE"
            pairs={form.envHeaders}
            problem={problems.envHeaders}
            onChange={(envHeaders) => change({ envHeaders })}
          />
          <PairRows
            title="Parameters of the address (query_params)"
            one="parameter"
            pairs={form.query}
            problem={problems.query}
            onChange={(query) => change({ query })}
          />
        </>
      )}
    </>
  )
}
