// Takes over servers from another client's JSON: pasted, looked at with a box to tick for each, secrets sorted out, then written.
import { useMemo, useRef, useState } from 'react'
import { Badge, Button, Checkbox, cx, Dialog, Field, fieldSurface, Select, TextField } from '../../kit'
import type { McpTarget } from '../../stores/config/mcp'
import { saveServers } from '../../stores/config/mcp-acts'
import type { Pair } from '../../stores/config/mcp-draft'
import { hasSecrets } from '../../stores/config/mcp-draft-edits'
import { readImport } from '../../stores/config/mcp-import'
import { headline, type McpServer } from '../../stores/config/mcp-servers'
import { drawLine } from '../../text/visible-text'
import { importPlans, importRows, type ImportPlan, type ImportRow, type OnConflict } from './import-rows'
import { SecretsNote } from './secret-rows'
import { TargetChoice } from './target-choice'

interface ImportDialogProps {
  projectId: string
  /** Takes the place of ${workspaceFolder}. */
  folder: string
  servers: readonly McpServer[]
  version: string | null
  onClose: () => void
}

export function ImportDialog({ projectId, folder, servers, version, onClose }: ImportDialogProps) {
  const [text, setText] = useState('')
  const [rows, setRows] = useState<ImportRow[] | null>(null)
  const [left, setLeft] = useState<string[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [target, setTarget] = useState<McpTarget>('project')
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const taken = useMemo(() => new Set(servers.map(({ name }) => name)), [servers])
  const plans = useMemo(() => (rows === null ? [] : importPlans(rows, taken)), [rows, taken])
  const chosen = plans.filter((plan): plan is ImportPlan => plan !== null)
  const wrong = chosen.find((plan) => plan.problem !== null)

  const read = (): void => {
    const found = readImport(text, folder)
    if (!found.ok) return setProblem(found.problem)
    setProblem(null)
    setLeft(found.left)
    setRows(importRows(found.servers, taken))
  }
  const put = (at: number, part: Partial<ImportRow>): void =>
    setRows((before) => before?.map((row, place) => (place === at ? { ...row, ...part } : row)) ?? null)
  const save = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const result = await saveServers(
      projectId,
      target,
      // A replaced one is written whole: nothing of the other client's was meant to be mixed with it.
      chosen.map(({ draft }) => ({ draft, before: null, from: null })),
      {
        expectedVersion: version,
      },
    )
    setBusy(false)
    if (result.ok) onClose()
    else setProblem(result.problem)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      size="lg"
      testId="mcp-import"
      title="Import servers"
      description="From the JSON of another client: Claude, Cursor, VS Code, Windsurf, Gemini, Zed and others. Nothing is started before you say so."
      initialFocus={area}
      footer={
        rows === null ? (
          <>
            <Button variant="plain" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" disabled={text.trim() === ''} onClick={read}>
              Look at it
            </Button>
          </>
        ) : (
          <>
            <Button variant="plain" disabled={busy} onClick={() => setRows(null)}>
              Back
            </Button>
            <Button
              variant="primary"
              busy={busy}
              disabled={chosen.length === 0 || wrong !== undefined}
              onClick={() => void save()}
            >
              {chosen.length === 1 ? 'Add 1 server' : `Add ${chosen.length} servers`}
            </Button>
          </>
        )
      }
    >
      {rows === null ? (
        <Field label="JSON" hint="The whole file, or the part with the servers. Comments may stay.">
          {({ id, describedBy }) => (
            <textarea
              ref={area}
              id={id}
              aria-describedby={describedBy}
              spellCheck={false}
              value={text}
              placeholder={
                '{\n  "mcpServers": {\n    "docs": { "command": "npx", "args": ["-y", "some-server"] }\n  }\n}'
              }
              onChange={(event) => setText(event.target.value)}
              className={cx(fieldSurface, 'min-h-56 resize-y py-1 font-mono text-code')}
            />
          )}
        </Field>
      ) : (
        <>
          <ul className="flex flex-col">
            {rows.map((row, at) => (
              <Row
                key={at}
                row={row}
                plan={plans[at] ?? null}
                conflict={taken.has(row.draft.name)}
                onChange={(part) => put(at, part)}
              />
            ))}
          </ul>
          {left.length > 0 && (
            <details>
              <summary>{left.length === 1 ? '1 entry is left out' : `${left.length} entries are left out`}</summary>
              <ul className="max-h-32 overflow-y-auto pt-1 text-small text-muted select-text">
                {left.map((line, at) => (
                  <li key={at} className="break-words">
                    {drawLine(line)}
                  </li>
                ))}
              </ul>
            </details>
          )}
          <TargetChoice target={target} onChange={setTarget} />
          {chosen.some(({ draft }) => hasSecrets(draft)) && <SecretsNote />}
        </>
      )}
      {problem !== null && (
        <p role="alert" className="break-words whitespace-pre-wrap text-failed select-text">
          {drawLine(problem)}
        </p>
      )}
    </Dialog>
  )
}

const conflictOptions: readonly { value: OnConflict; label: string }[] = [
  { value: 'leave', label: 'Leave mine' },
  { value: 'replace', label: 'Replace mine' },
  { value: 'rename', label: 'Add under another name' },
]

interface RowProps {
  row: ImportRow
  plan: ImportPlan | null
  conflict: boolean
  onChange: (part: Partial<ImportRow>) => void
}

function Row({ row, plan, conflict, onChange }: RowProps) {
  const { server, chosen, onConflict, draft } = row
  const http = draft.kind === 'http'
  const pairs = http ? draft.headers : draft.env
  const putPairs = (next: Pair[]): void =>
    onChange({ draft: { ...draft, ...(http ? { headers: next } : { env: next }) } })
  const line = http ? draft.url : headline({ ...emptyDefinition, command: draft.command, args: draft.args })
  return (
    <li data-testid="import-row" className="flex flex-col gap-1 border-b border-line py-2 last:border-b-0">
      <div className="flex min-w-0 items-start gap-2">
        <div className="min-w-0 flex-1">
          <Checkbox
            label={
              <span className="flex min-w-0 items-center gap-2">
                <span className="truncate font-medium">{drawLine(plan?.draft.name ?? draft.name)}</span>
                <Badge>{http ? 'HTTP' : 'program'}</Badge>
                {conflict && <Badge tone="waiting">name in use</Badge>}
              </span>
            }
            checked={chosen && (!conflict || onConflict !== 'leave')}
            onChange={(on) =>
              onChange({ chosen: on, ...(on && conflict && onConflict === 'leave' ? { onConflict: 'rename' } : {}) })
            }
          />
        </div>
        {conflict && (
          <Select
            label={`${draft.name} is there already`}
            value={onConflict}
            onChange={(value) => {
              const choice = conflictOptions.find((option) => option.value === value)?.value
              if (choice) onChange({ onConflict: choice, chosen: choice !== 'leave' })
            }}
            options={conflictOptions}
          />
        )}
      </div>
      <div className="flex flex-col gap-1 pl-[22px]">
        <code className="max-h-24 overflow-y-auto break-all text-muted select-text">{drawLine(line)}</code>
        {plan !== null &&
          pairs.map((pair, at) => {
            const asked = server.asks.find(({ name }) => name === pair.name)
            const set = (part: Partial<Pair>): void =>
              putPairs(pairs.map((one, place) => (place === at ? { ...one, ...part } : one)))
            return (
              <div key={`${pair.name} ${at}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <code className="max-w-48 truncate">{drawLine(pair.name)}</code>
                {pair.secret || asked ? (
                  <div className="w-56">
                    <TextField
                      label={asked?.words ?? `Value of ${pair.name}`}
                      hideLabel
                      type="password"
                      autoComplete="off"
                      placeholder={asked?.words ?? 'Value'}
                      value={pair.value}
                      onChange={(event) => set({ value: event.target.value })}
                    />
                  </div>
                ) : (
                  <code className="min-w-0 truncate text-muted">{drawLine(pair.value.slice(0, 200))}</code>
                )}
                <Checkbox label="Keychain" checked={pair.secret} onChange={(secret) => set({ secret })} />
              </div>
            )
          })}
        {server.notes.map((note) => (
          <p key={note} className="text-small break-words text-waiting">
            {drawLine(note)}
          </p>
        ))}
        {plan?.problem != null && <p className="text-small break-words text-failed">{drawLine(plan.problem)}</p>}
      </div>
    </li>
  )
}

const emptyDefinition = {
  command: null,
  args: [],
  env: {},
  envVars: [],
  cwd: null,
  url: null,
  headers: {},
  envHeaders: {},
  bearerTokenVariable: null,
  headersHelper: null,
  rest: '',
}
