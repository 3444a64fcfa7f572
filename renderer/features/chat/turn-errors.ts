// Why a turn failed, in plain words and with the act that helps. Pure; drawn by turn-foot.
import type { CodexErrorInfo } from '@protocol/v2/CodexErrorInfo'
import type { TurnError } from '@protocol/v2/TurnError'

/** What the foot of a failed turn offers besides Retry. */
export type ErrorAct = 'sign-in' | 'show-config' | 'compact' | 'new-chat' | 'choose-model' | 'none'

export interface ErrorWords {
  /** One sentence: what happened. */
  title: string
  /** One sentence: what helps. Empty when Codex's own message says enough. */
  advice: string
  act: ErrorAct
  /** Whether sending the same message again can succeed. */
  retry: boolean
  /** Codex's own words and additional details, shown on demand. Empty when the title already says them. */
  details: string
}

type Words = Omit<ErrorWords, 'details'>
const words = (title: string, advice: string, act: ErrorAct = 'none', retry = true): Words => ({
  title,
  advice,
  act,
  retry,
})

/** Sentences by Codex's `codexErrorInfo` names (camelCase; objects carry their name as the only key). */
const known: Readonly<Record<string, Words>> = {
  unauthorized: words('The login was refused.', 'Sign in again, then retry.', 'sign-in'),
  usageLimitExceeded: words(
    'The usage limit of this account is reached.',
    'Wait for the reset or use another account.',
    'sign-in',
  ),
  rateLimitExceeded: words('The model service limits requests: too many came at once.', 'Wait a moment, then retry.'),
  sessionBudgetExceeded: words('The budget of this session is spent.', 'Start a new chat to go on.', 'new-chat', false),
  contextWindowExceeded: words(
    'The conversation no longer fits the model’s context window.',
    'Compact it, then retry.',
    'compact',
  ),
  serverOverloaded: words('The model service is overloaded.', 'Wait a moment, then retry.'),
  policyCapacityUnavailable: words(
    'The model service has no capacity for this right now.',
    'Wait a moment, then retry.',
  ),
  flexUnavailable: words(
    'The flexible service tier is not available right now.',
    'Retry later or choose another model.',
    'choose-model',
  ),
  modelNotFound: words('This model is not available to the account.', 'Choose another model.', 'choose-model'),
  inferenceHookDenied: words('A hook refused this request.', 'Look at the details for its reason.'),
  cyberPolicy: words(
    'The request was declined by the provider’s security policy.',
    'Reword the request.',
    'none',
    false,
  ),
  misalignmentPolicyViolation: words(
    'The provider stopped this turn by policy.',
    'Read the details before going on.',
    'none',
    false,
  ),
  tooManyDenials: words(
    'Codex stopped after too many declined requests.',
    'Say what it may do instead.',
    'none',
    false,
  ),
  httpConnectionFailed: words(
    'The model service could not be reached.',
    'Check the network or the provider’s address, then retry.',
  ),
  responseStreamConnectionFailed: words('The answer’s stream could not be opened.', 'Check the network, then retry.'),
  responseStreamDisconnected: words('The answer’s stream was cut before it was complete.', 'Retry to ask again.'),
  responseTooManyFailedAttempts: words(
    'The model service kept failing, so Codex gave up.',
    'Wait a moment, then retry.',
  ),
  internalServerError: words('The model service had an internal error.', 'Wait a moment, then retry.'),
  badRequest: words('The model service did not accept the request.', 'The details say why.'),
  threadRollbackFailed: words(
    'The conversation could not be rolled back.',
    'Start a new chat if this goes on.',
    'new-chat',
  ),
  sandboxError: words('The sandbox could not run the command.', 'The details say why.'),
  activeTurnNotSteerable: words(
    'The running turn takes no further input.',
    'Queue the message or wait for the end.',
    'none',
    false,
  ),
}

/** The name inside a `codexErrorInfo`, null when it says nothing. */
export function errorName(info: CodexErrorInfo | null | undefined): string | null {
  if (typeof info === 'string') return info
  if (info && typeof info === 'object') return Object.keys(info)[0] ?? null
  return null
}

function httpStatus(info: CodexErrorInfo | null | undefined): number | null {
  if (!info || typeof info !== 'object') return null
  for (const value of Object.values(info)) {
    if (value && typeof value === 'object' && 'httpStatusCode' in value && typeof value.httpStatusCode === 'number') {
      return value.httpStatusCode
    }
  }
  return null
}

/** By HTTP status, where it says more than the name: a 401 can arrive as a failed connection. */
function byStatus(status: number | null): Words | null {
  if (status === 401 || status === 403) return known['unauthorized'] ?? null
  if (status === 429) return known['rateLimitExceeded'] ?? null
  if (status === 404) {
    return words('The provider does not know this model or this address.', 'Choose another model.', 'choose-model')
  }
  if (status === 503) return known['serverOverloaded'] ?? null
  return null
}

/** Kinds that Codex reports as "other", told by how its message begins (measured). */
const byMessage: readonly [RegExp, string][] = [
  [/^stream disconnected/i, 'responseStreamDisconnected'],
  [/^exceeded retry limit/i, 'responseTooManyFailedAttempts'],
]

/** A provider's JSON body in the place of a message: its own `error.message` reads better. */
function readable(message: string): string {
  if (!message.trimStart().startsWith('{')) return message
  try {
    const body: unknown = JSON.parse(message)
    const inner = body && typeof body === 'object' && 'error' in body ? body.error : body
    if (
      inner &&
      typeof inner === 'object' &&
      'message' in inner &&
      typeof inner.message === 'string' &&
      inner.message !== ''
    ) {
      return inner.message
    }
  } catch {
    // Not JSON after all: the message is shown as it came.
  }
  return message
}

function wordsFor(error: TurnError, status: number | null): Words | null {
  const name = errorName(error.codexErrorInfo)
  if (name !== null && name !== 'other' && Object.hasOwn(known, name)) return byStatus(status) ?? known[name] ?? null
  const told = byMessage.find(([pattern]) => pattern.test(error.message))
  return byStatus(status) ?? (told ? (known[told[1]] ?? null) : null)
}

/** The project's own provider has no login here: its key is what config.toml says. */
const ownKey = words(
  'The provider rejected the key.',
  'Check what config.toml says about it, then retry.',
  'show-config',
)

/**
 * Puts a failed turn's error in words. Unknown error kinds keep Codex's own message as the title. `ownProvider`: answers come
 * from the provider that the project's config.toml names.
 */
export function explainError(error: TurnError | null, ownProvider = false): ErrorWords {
  if (!error) return { ...words('The turn failed and gave no reason.', 'Retry to ask again.'), details: '' }
  const status = httpStatus(error.codexErrorInfo)
  const general = wordsFor(error, status)
  const found = ownProvider && general?.act === 'sign-in' ? ownKey : general
  const own = [error.message, error.additionalDetails, error.misalignment?.detailedExplanation]
    .filter((part): part is string => typeof part === 'string' && part.trim() !== '')
    .filter((part, index, all) => all.indexOf(part) === index)
  if (!found) {
    const [message = 'The turn failed and gave no reason.', ...rest] = own
    const title = readable(message)
    return { ...words(title, ''), details: (title === message ? rest : own).join('\n\n') }
  }
  const title = status === null ? found.title : `${found.title.replace(/\.$/, '')} (HTTP ${status}).`
  return { ...found, title, details: own.join('\n\n') }
}
