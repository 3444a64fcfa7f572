// The one turn of a provider's trial: what came of it, and which kind of failure that is. Words are made in providers-words.ts.
import type { CodexNotification } from '../codex/server/methods'
import { isTable, valueAt } from './key-path'
import type { Failure } from './providers-words'

/** Follows a turn by the notifications of its server. */
export class TrialTurn {
  #outcome: Failure | null | undefined
  #settle: ((failure: Failure | null) => void) | undefined
  /** Codex's last words about something that it tries again. */
  lastError = ''

  see({ method, params }: CodexNotification): void {
    switch (method) {
      case 'error':
        this.lastError = String(valueAt(params, ['error', 'message']) ?? '')
        return
      case 'item/started': {
        const type = valueAt(params, ['item', 'type'])
        const isTalk = type === 'userMessage' || type === 'agentMessage' || type === 'reasoning'
        // It answered, which is all that was asked; whatever else it wants is not done.
        if (!isTalk) this.#end(null)
        return
      }
      case 'turn/completed':
        this.#end(failureOf(valueAt(params, ['turn'])))
    }
  }

  /** Rejects with the signal's reason. */
  ended(signal: AbortSignal): Promise<Failure | null> {
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
      this.#settle = (failure) => {
        signal.removeEventListener('abort', stop)
        resolve(failure)
      }
      if (this.#outcome !== undefined) this.#settle(this.#outcome)
      else if (signal.aborted) stop()
    })
  }

  #end(outcome: Failure | null): void {
    if (this.#outcome !== undefined) return
    this.#outcome = outcome
    this.#settle?.(outcome)
  }
}

function failureOf(turn: unknown): Failure | null {
  if (valueAt(turn, ['status']) === 'completed') return null
  const error = valueAt(turn, ['error'])
  const message = [valueAt(error, ['message']), valueAt(error, ['additionalDetails'])]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('\n')
  const info = valueAt(error, ['codexErrorInfo'])
  const [name, inner] = isTable(info) ? (Object.entries(info)[0] ?? ['other', null]) : [String(info), null]
  const told = valueAt(inner, ['httpStatusCode'])
  const status = typeof told === 'number' ? told : Number(/\bstatus (\d{3})\b/.exec(message)?.[1] ?? 0)
  return { kind: kindOf(name, status, message), status: status === 0 ? null : status, message }
}

function kindOf(name: string, status: number, message: string): Failure['kind'] {
  if (name === 'modelNotFound') return 'model'
  if (status === 401 || status === 403 || name === 'unauthorized') return 'key'
  if (status === 404) return 'address'
  if (status === 429 || name === 'usageLimitExceeded') return 'limit'
  if (status >= 400) return 'status'
  if (/^Missing environment variable/.test(message)) return 'variable'
  if (/AWS credentials/i.test(message)) return 'credentials'
  if (/builder error/.test(message)) return 'url'
  if (name === 'httpConnectionFailed' || /error sending request/.test(message)) return 'unreached'
  if (/stream (?:disconnected|closed) before/.test(message)) return 'wire'
  return 'codex'
}
