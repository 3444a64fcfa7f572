// Adds, edits or duplicates a server. Only what was changed is written; secrets go to the keychain first and are dropped from
// memory here once they were sent.
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { PairRows } from '../../forms/pair-rows'
import { Button, Checkbox, cx, Field, Segmented, Select, TextField } from '../../kit'
import type { McpTarget } from '../../stores/config/mcp'
import { saveServers } from '../../stores/config/mcp-acts'
import type { McpDraft } from '../../stores/config/mcp-draft'
import { hasSecrets } from '../../stores/config/mcp-draft-edits'
import { draftProblems, type DraftField } from '../../stores/config/mcp-draft-problems'
import { secretArgument, secretInUrl } from '../../stores/config/mcp-secrets'
import { approvalModes } from '../../stores/config/mcp-servers'
import type { Fields } from '../../stores/threads/decode'
import { ListRows } from './list-rows'
import { blankPair, SecretRows, SecretsNote } from './secret-rows'
import { modeWords } from './server-words'
import { TargetChoice } from './target-choice'

export interface ServerFormProps {
  projectId: string
  /** What the form holds at first. */
  draft: McpDraft
  /** The server that is edited, as it stands in config.toml; null adds. */
  before: Fields | null
  from: string | null
  /** Names of the other servers. */
  taken: ReadonlySet<string>
  /** Of config.toml as it was read. */
  version: string | null
  onDone: () => void
}

const readList = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '')

export function ServerForm({ projectId, draft: first, before, from, taken, version, onDone }: ServerFormProps) {
  const [draft, setDraft] = useState(first)
  const [target, setTarget] = useState<McpTarget>('project')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<{ problem: string; conflict: boolean } | null>(null)
  const [scopes, setScopes] = useState(first.scopes.join(' '))
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  const put = (part: Partial<McpDraft>): void => setDraft((now) => ({ ...now, ...part }))
  const problems = draftProblems(draft, taken)
  const problem = (field: DraftField): string | null => (tried ? (problems[field] ?? null) : null)
  const secret = hasSecrets(draft)

  const save = async (expectedVersion: string | null): Promise<void> => {
    setTried(true)
    if (busy || Object.keys(problems).length > 0) return
    setBusy(true)
    setFailed(null)
    const result = await saveServers(projectId, target, [{ draft, before, from }], {
      expectedVersion,
    })
    setBusy(false)
    if (result.ok) onDone()
    else setFailed(result)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void save(version)
  }
  const secretArg = secretArgument(draft.args)
  const secretUrl = secretInUrl(draft.url)
  const title = from === null ? 'Add a server' : `Edit ${from}`
  return (
    <form
      ref={form}
      noValidate
      aria-label={title}
      data-testid="mcp-form"
      className="flex max-w-[640px] flex-col gap-3 rounded-md border border-line p-3"
      onSubmit={submit}
    >
      <h3 className="font-semibold">{title}</h3>
      <TextField
        label="Name"
        placeholder="docs"
        spellCheck={false}
        autoComplete="off"
        value={draft.name}
        problem={problem('name') ?? (draft.name !== '' ? (problems.name ?? null) : null)}
        onChange={(event) => put({ name: event.target.value })}
      />
      <div>
        <Segmented
          label="Kind"
          value={draft.kind}
          onChange={(kind) => put({ kind })}
          options={[
            { value: 'stdio', label: 'Program' },
            { value: 'http', label: 'Address (HTTP)' },
          ]}
        />
      </div>
      {draft.kind === 'stdio' ? (
        <>
          <TextField
            label="Command"
            placeholder="npx"
            className="font-mono text-code!"
            spellCheck={false}
            autoComplete="off"
            value={draft.command}
            problem={problem('command')}
            hint={
              /\s/.test(draft.command.trim()) && !/[\\/]/.test(draft.command)
                ? 'Only the program. What follows it goes into the arguments, one a row.'
                : undefined
            }
            onChange={(event) => put({ command: event.target.value })}
          />
          <ListRows
            label="Arguments"
            what="Argument"
            values={draft.args}
            problem={problem('args')}
            hint={
              secretArg === null
                ? undefined
                : `${secretArg} seems to hold a secret. Arguments can be read by every program on this computer; give it as a variable if the server takes one.`
            }
            onChange={(args) => put({ args })}
          />
          <SecretRows
            label="Variables"
            one="variable"
            rows={draft.env}
            problem={problem('env')}
            onChange={(env) => put({ env })}
          />
          <ListRows
            label="Variables of Codex’s environment that it is given"
            what="Name"
            values={draft.envVars}
            problem={problem('envVars')}
            hint="Secrets in the keychain reach it this way."
            onChange={(envVars) => put({ envVars })}
          />
          <TextField
            label="Runs in"
            placeholder="The project’s folder"
            className="font-mono text-code!"
            spellCheck={false}
            value={draft.cwd}
            problem={problem('cwd')}
            onChange={(event) => put({ cwd: event.target.value })}
          />
        </>
      ) : (
        <>
          <TextField
            label="Address"
            placeholder="https://example.com/mcp"
            className="font-mono text-code!"
            spellCheck={false}
            autoComplete="off"
            value={draft.url}
            problem={problem('url')}
            hint={secretUrl === null ? undefined : `It holds ${secretUrl}, which stands readable in config.toml.`}
            onChange={(event) => put({ url: event.target.value })}
          />
          <SecretRows
            label="Headers"
            one="header"
            rows={draft.headers}
            problem={problem('headers')}
            onChange={(headers) => put({ headers })}
          />
          <PairRows
            label="Headers from variables"
            one="header from a variable"
            valuePlaceholder="VARIABLE"
            blank={blankPair}
            rows={draft.envHeaders}
            problem={problem('envHeaders')}
            hint="Each is sent with the value of a variable of Codex’s environment, such as a secret in the keychain."
            onChange={(envHeaders) => put({ envHeaders })}
          />
          <TextField
            label="Variable with the bearer token"
            placeholder="DOCS_TOKEN"
            className="font-mono text-code!"
            spellCheck={false}
            autoComplete="off"
            value={draft.bearerVariable}
            problem={problem('bearerVariable')}
            onChange={(event) => put({ bearerVariable: event.target.value.trim() })}
          />
          <TextField
            label="Scopes of the login"
            placeholder="As the server says"
            spellCheck={false}
            value={scopes}
            onChange={(event) => {
              setScopes(event.target.value)
              put({ scopes: readList(event.target.value) })
            }}
          />
        </>
      )}
      <div className="flex flex-wrap gap-3">
        <div className="w-36">
          <TextField
            label="Time to start, s"
            placeholder="30"
            inputMode="decimal"
            value={draft.startupTimeout}
            problem={problem('startupTimeout')}
            onChange={(event) => put({ startupTimeout: event.target.value })}
          />
        </div>
        <div className="w-36">
          <TextField
            label="Time for a tool, s"
            placeholder="Codex’s own"
            inputMode="decimal"
            value={draft.toolTimeout}
            problem={problem('toolTimeout')}
            onChange={(event) => put({ toolTimeout: event.target.value })}
          />
        </div>
        <Field label="Before its tools run">
          {({ id }) => (
            <Select
              id={id}
              label="Before its tools run"
              value={draft.defaultMode}
              onChange={(defaultMode) => put({ defaultMode })}
              options={[
                { value: '', label: 'As Codex decides' },
                ...approvalModes.map((value) => ({ value, label: modeWords[value] ?? value })),
                ...(draft.defaultMode === '' || approvalModes.some((known) => known === draft.defaultMode)
                  ? []
                  : [{ value: draft.defaultMode, label: draft.defaultMode }]),
              ]}
            />
          )}
        </Field>
      </div>
      <Checkbox label="On" checked={draft.enabled} onChange={(enabled) => put({ enabled })} />
      <Checkbox
        label="Required"
        checked={draft.required}
        onChange={(required) => put({ required })}
        hint={draft.required ? 'When it fails, no chat of this project starts.' : undefined}
      />
      <TargetChoice target={target} onChange={setTarget} />
      {secret && <SecretsNote />}
      {failed && (
        <div role="alert" className="flex flex-col gap-1">
          <p
            className={cx(
              'break-words whitespace-pre-wrap select-text',
              failed.conflict ? 'text-waiting' : 'text-failed',
            )}
          >
            {failed.problem}
          </p>
          {failed.conflict && (
            <div>
              <Button size="sm" onClick={() => void save(null)}>
                Write mine over it
              </Button>
            </div>
          )}
        </div>
      )}
      {tried && Object.keys(problems).length > 0 && <p className="text-failed">Something above is not right yet.</p>}
      <div className="flex items-center gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {from === null ? 'Add' : 'Save'}
        </Button>
        <Button variant="plain" disabled={busy} onClick={onDone}>
          Cancel
        </Button>
        {busy && secret && <span className="text-muted">The system may ask you to unlock the keychain.</span>}
      </div>
    </form>
  )
}
