// The errors that a call can end with, worded for a person. Pure.
import { CodexError } from '../errors'
import { overloadedCode, type RpcErrorBody } from './messages'

/** The caller gave the call up. */
export function cancelled(method: string, signal: AbortSignal | undefined): CodexError {
  return new CodexError('cancelled', `${method} was cancelled`, { cause: signal?.reason, data: { method } })
}

/** No answer came in time. */
export function timedOut(method: string, timeoutMs: number): CodexError {
  return new CodexError('timeout', `Codex did not answer ${method} within ${timeoutMs / 1000} s`, { data: { method } })
}

/** Codex answered with an error. */
export function failed(method: string, body: RpcErrorBody): CodexError {
  const code = body.code === overloadedCode ? 'overloaded' : 'rpc'
  const message =
    code === 'overloaded' ? `Codex is overloaded and did not take ${method}; try again in a moment` : body.message
  return new CodexError(code, message, { data: { method, rpcCode: body.code, rpcData: body.data } })
}

/** The answer was longer than we take. */
export function answerTooLong(method: string, bytes: number): CodexError {
  const megabytes = Math.round(bytes / 1024 / 1024)
  const message = `Codex answered ${method} with ${megabytes} MB, more than this app takes at once`
  return new CodexError('line-too-long', message, { data: { method } })
}

/** The params can't be written as JSON (a cycle, a BigInt). */
export function unwritable(method: string, cause: unknown): CodexError {
  return new CodexError('protocol', `The parameters of ${method} can't be written as JSON`, { cause, data: { method } })
}
