/**
 * Reads the body of `POST /v1/responses` leniently: what Codex sends changes with its version, so only the fields in
 * use are read, unknown items pass, and nothing here throws on odd input but `parseRequest` on a body that is no object.
 */

/** One item of the conversation so far, as Codex sends it. `raw` is the item itself. */
export interface InputItem {
  readonly type: string
  readonly role?: string
  readonly text: string
  readonly callId?: string
  readonly name?: string
  readonly raw: Readonly<Record<string, unknown>>
}

/** A request for an answer. */
export interface ResponsesRequest {
  readonly model: string
  readonly instructions: string
  readonly input: readonly InputItem[]
  /** Names of the tools Codex offers this time, flattened (`namespace.tool` for tools inside a namespace). */
  readonly tools: readonly string[]
  readonly raw: Readonly<Record<string, unknown>>
}

/** Parses a request's body. Throws a `SyntaxError` when it is not a JSON object. */
export function parseRequest(body: string): ResponsesRequest {
  const value: unknown = JSON.parse(body)
  if (!isRecord(value)) throw new SyntaxError('the body is not a JSON object')
  return {
    model: text(value.model),
    instructions: text(value.instructions),
    input: Array.isArray(value.input) ? value.input.filter(isRecord).map(readItem) : [],
    tools: Array.isArray(value.tools) ? value.tools.filter(isRecord).flatMap((tool) => toolNames(tool)) : [],
    raw: value,
  }
}

function readItem(raw: Record<string, unknown>): InputItem {
  const isOutput = typeof raw.type === 'string' && raw.type.endsWith('_output')
  return {
    type: text(raw.type) || (raw.role === undefined ? 'unknown' : 'message'),
    role: typeof raw.role === 'string' ? raw.role : undefined,
    text: contentText(isOutput ? raw.output : raw.content),
    callId: typeof raw.call_id === 'string' ? raw.call_id : undefined,
    name: typeof raw.name === 'string' ? raw.name : undefined,
    raw,
  }
}

/** Text of a content field: a string, or a list of parts of which those with text count. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content
  if (Array.isArray(content)) {
    return content
      .filter(isRecord)
      .map((part) => text(part.text))
      .filter((part) => part !== '')
      .join('\n')
  }
  return isRecord(content) ? contentText(content.content ?? content.text) : ''
}

function toolNames(tool: Record<string, unknown>): string[] {
  const name = text(tool.name) || text(tool.type)
  if (tool.type !== 'namespace' || !Array.isArray(tool.tools)) return [name]
  return tool.tools.filter(isRecord).map((inner) => `${name}.${text(inner.name)}`)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
