// Tries a tool: a form made from its schema, or JSON where the schema makes none, the call, and what came back.
import { useMemo, useState, type FormEvent } from 'react'
import type { PendingRequest } from '../../../preload/contract/model'
import type { DeckError } from '../../../preload/contract/result'
import type { JsonValue } from '@protocol/serde_json/JsonValue'
import { FormFieldInput } from '../../forms/form-field'
import { readForm } from '../../forms/form-schema'
import { contentOf, initialValues, problemsOf } from '../../forms/form-values'
import { Badge, Button, cx, Field, fieldSurface, Segmented, Spinner } from '../../kit'
import { useRequests } from '../../stores/app/requests'
import { callTool, type ToolAnswer } from '../../stores/config/mcp-acts'
import { chatOf } from '../../stores/config/mcp-chat'
import type { McpTool } from '../../stores/config/mcp-status'
import { fields, textIn } from '../../stores/threads/decode'
import { FullText } from '../../text/facts'
import { ToolResult } from '../../text/tool-result'
import { useRequestSlot } from './request-slot'
import { milliseconds } from './server-words'

interface TryToolProps {
  projectId: string
  server: string
  tool: McpTool
  onClose: () => void
}

/** Arguments as JSON text; null when it is no object. */
function readArguments(text: string): JsonValue | null {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text)
    // JSON.parse answers nothing but JSON values: a parsed boundary.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonValue) : null
  } catch {
    return null
  }
}

/** A question of the server that a tried tool raised: it belongs to no turn. */
function isOfTrial({ projectId: owner, method, params }: PendingRequest, projectId: string, server: string): boolean {
  if (owner !== projectId || method !== 'mcpServer/elicitation/request') return false
  const read = fields(params)
  return textIn(read, 'serverName') === server && textIn(read, 'turnId') === null
}

export function TryTool({ projectId, server, tool, onClose }: TryToolProps) {
  const form = useMemo(() => readForm(tool.schema), [tool.schema])
  const [values, setValues] = useState(() => initialValues(form ?? []))
  const [asJson, setAsJson] = useState(form === null)
  const [text, setText] = useState('{}')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<ToolAnswer | null>(null)
  const [problem, setProblem] = useState<DeckError | null>(null)
  const drawRequest = useRequestSlot()
  const requests = useRequests((state) => state.requests)
  // Those of a turn belong to its chat.
  const asked = busy ? requests.filter((request) => isOfTrial(request, projectId, server)) : []
  const problems = problemsOf(form ?? [], values)
  const json = readArguments(text)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    const given: JsonValue | null = asJson
      ? json
      : Object.keys(problems).length > 0
        ? null
        : contentOf(form ?? [], values)
    if (given === null || busy) return
    setBusy(true)
    setAnswer(null)
    setProblem(null)
    const result = await callTool(projectId, server, tool.name, given)
    setBusy(false)
    if (result.ok) setAnswer(result.value)
    else setProblem(result.error)
  }
  const change = (next: 'form' | 'json'): void => {
    if (next === 'json' && !asJson) setText(JSON.stringify(contentOf(form ?? [], values), null, 2))
    setAsJson(next === 'json')
  }
  return (
    // What a server asks is a form of its own, and a form holds no other.
    <section
      aria-label={`Try ${tool.name}`}
      data-testid="try-tool"
      className="flex max-w-[600px] flex-col gap-3 rounded-md border border-line p-3"
    >
      <form
        noValidate
        aria-label={`Arguments of ${tool.name}`}
        className="flex flex-col gap-3"
        onSubmit={(event) => void submit(event)}
      >
        {form && form.length > 0 && (
          <div>
            <Segmented
              label="Arguments as"
              value={asJson ? 'json' : 'form'}
              onChange={change}
              options={[
                { value: 'form', label: 'Form' },
                { value: 'json', label: 'JSON' },
              ]}
            />
          </div>
        )}
        {!form && <p className="text-muted">Its schema makes no form here, so its arguments are written as JSON.</p>}
        {asJson ? (
          <Field
            label="Arguments"
            problem={tried && json === null ? 'Arguments are a JSON object, such as {"a": 1}.' : null}
          >
            {({ id, describedBy, invalid }) => (
              <textarea
                id={id}
                aria-describedby={describedBy}
                aria-invalid={invalid || undefined}
                spellCheck={false}
                value={text}
                onChange={(event) => setText(event.target.value)}
                className={cx(fieldSurface, 'min-h-24 py-1 font-mono text-code')}
              />
            )}
          </Field>
        ) : form && form.length > 0 ? (
          form.map((field) => (
            <FormFieldInput
              key={field.name}
              field={field}
              value={values[field.name] ?? ''}
              problem={tried ? (problems[field.name] ?? null) : null}
              onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            />
          ))
        ) : (
          <p className="text-muted">It takes no arguments.</p>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" variant="primary" busy={busy}>
            Call {tool.name.length > 30 || tool.name === '' ? 'it' : tool.name}
          </Button>
          <Button variant="plain" onClick={onClose}>
            Close
          </Button>
          <span className="min-w-0 flex-1 text-small text-muted">
            It really runs, and nobody is asked.{' '}
            {chatOf(projectId, 'whoseServersMayAsk') === null
              ? 'No open chat of this project serves, so a throw-away one is started for it.'
              : 'It runs in the server of an open chat.'}
          </span>
        </div>
      </form>
      {asked.map((request) => (
        <div key={request.key}>{drawRequest(request)}</div>
      ))}
      {busy && asked.length === 0 && (
        <p className="text-muted">
          <Spinner label="The server is at it. A call can’t be cancelled; it ends with the tool’s time-out." />
        </p>
      )}
      {problem && (
        <div role="alert" className="flex flex-col gap-1 text-failed select-text">
          <p className="break-words">{problem.message}</p>
          {problem.detail !== undefined && <FullText text={problem.detail} label="Details" prose />}
        </div>
      )}
      {answer && (
        <section aria-label="Answer" className="flex min-w-0 flex-col gap-1">
          <div className="flex items-center gap-2 text-small text-muted">
            {answer.isError ? <Badge tone="failed">the tool failed</Badge> : <Badge tone="added">done</Badge>}
            {milliseconds(answer.tookMs)}
          </div>
          <ToolResult content={answer.content} structured={answer.structured} />
        </section>
      )}
    </section>
  )
}
