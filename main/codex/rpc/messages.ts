// The shapes of Codex's wire (JSON-RPC without the `jsonrpc` field) and the questions asked of one parsed line.
// Lenient on purpose: a message is told apart by which fields it has, and extra fields are kept.

export type RpcId = string | number

export interface RpcErrorBody {
  readonly code: number
  readonly message: string
  readonly data?: unknown
}

/** Overload: retry with jitter. The other codes that Codex uses go straight to the caller. */
export const overloadedCode = -32001
export const methodNotFoundCode = -32601
export const internalErrorCode = -32603

/** One line after JSON.parse, before anything is known about it. */
export interface WireMessage {
  readonly id?: unknown
  readonly method?: unknown
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: unknown
}

export interface WireNotification extends WireMessage {
  readonly method: string
  readonly emittedAtMs?: number
}

/** Whether a parsed line is an object that could be a message at all. */
export function isWireMessage(value: unknown): value is WireMessage {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isRpcId(value: unknown): value is RpcId {
  return typeof value === 'string' || typeof value === 'number'
}

/** The error body of a response, tolerating one that is malformed. */
export function readErrorBody(value: unknown): RpcErrorBody {
  if (typeof value !== 'object' || value === null) return { code: 0, message: String(value) }
  const code = 'code' in value && typeof value.code === 'number' ? value.code : 0
  const message = 'message' in value && typeof value.message === 'string' ? value.message : 'Codex gave no reason'
  return 'data' in value ? { code, message, data: value.data } : { code, message }
}

/**
 * The id in the first bytes of a line that was too long to keep, so that whoever waits for it can be told.
 * Codex writes `id` (and a request's `method`) before the payload; null where the head doesn't show one.
 */
export function idFromHead(head: string): { id: RpcId; isRequest: boolean } | null {
  const match = /^\s*\{(?:"method":"([^"\\]{1,200})",)?"id":(?:(-?\d{1,15})|"([^"\\]{1,200})")[,}]/.exec(head)
  if (!match) return null
  const [, method, number, text] = match
  const id = number === undefined ? text : Number(number)
  return id === undefined
    ? null
    : { id, isRequest: method !== undefined || head.slice(0, match[0].length + 9).includes('"method"') }
}
