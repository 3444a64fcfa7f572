/**
 * The tests' scripted model: the demo's Responses server with a queue of answers, a record of requests, and faults. Real
 * Codex talks to it over loopback. Holds no expectations of its own; tests look at `requests`.
 */
import {
  CUT,
  serveResponses,
  type Answer,
  type Chunk,
  type HttpAnswer,
  type Script,
  type ScriptContext,
} from '../../main/demo/responses'
import { completed, created, failed, message, type SseEvent } from '../../main/demo/events'
import { demoThreadOverrides, type ThreadOverrides } from '../../main/demo/provider'
import type { ResponsesRequest } from '../../main/demo/request'
import { until } from './waiting'

export * from '../../main/demo/events'
export { CUT } from '../../main/demo/responses'
export type { ResponsesRequest } from '../../main/demo/request'

export interface ScriptedModel {
  readonly baseUrl: string
  readonly token: string
  /** Requests that reached the script, oldest first. */
  readonly requests: readonly ResponsesRequest[]
  /** Spread these into `thread/start`, `thread/resume` and `thread/fork`. */
  readonly threadOverrides: ThreadOverrides
  /** The same provider as a piece of config.toml, chosen as the home's default. */
  readonly configToml: string
  /** Answers being streamed just now. */
  readonly active: number
  /** Queues answers; each request takes one. An empty queue answers "ok". */
  queue(...scripts: Script[]): void
  /** Forgets the answers still queued. */
  clear(): void
  /** Resolves once that many requests have come in all. */
  requested(count: number): Promise<ResponsesRequest>
  close(): Promise<void>
}

/** Starts the scripted model. A `script` answers all requests; without one, the queue does. */
export async function startResponsesServer(options: { readonly script?: Script } = {}): Promise<ScriptedModel> {
  const queue: Script[] = []
  const requests: ResponsesRequest[] = []
  const server = await serveResponses({
    script: (request, context) => (options.script ?? queue.shift() ?? say('ok'))(request, context),
    onRequest: (request) => requests.push(request),
  })
  const { baseUrl, token } = server
  return {
    baseUrl,
    token,
    requests,
    threadOverrides: demoThreadOverrides({ baseUrl, token }),
    configToml: [
      'model = "gpt-5.5"',
      'model_provider = "local"',
      'suppress_unstable_features_warning = true',
      '[model_providers.local]',
      'name = "Local"',
      `base_url = "${baseUrl}"`,
      'wire_api = "responses"',
      'requires_openai_auth = false',
      `experimental_bearer_token = "${token}"`,
      'request_max_retries = 1',
      'stream_max_retries = 1',
      '[features]',
      'default_mode_request_user_input = true',
      '',
    ].join('\n'),
    get active() {
      return server.active
    },
    queue: (...scripts) => void queue.push(...scripts),
    clear: () => void queue.splice(0),
    requested: (count) => until(() => requests[count - 1], `request number ${count} to the model`),
    close: () => server.close(),
  }
}

/** An answer made of these events, between `created` and `completed`. */
export function events(...list: readonly SseEvent[]): Script {
  return (_request, context) => [created(context.responseId), ...list, completed(context.responseId)]
}

/** An answer that says something, one delta for each piece. */
export function say(...pieces: readonly string[]): Script {
  return (_request, context) => [
    created(context.responseId),
    ...message(`msg_${context.responseId}`, pieces),
    completed(context.responseId),
  ]
}

/** An HTTP status in place of an answer, with an error body as the real service words it. */
export function httpError(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Script {
  const answer: HttpAnswer = {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error: { message: text, type: 'error', code: null } }),
  }
  return () => answer
}

/** A stream that ends in `response.failed` with a code. */
export function failedWith(code: string, text: string): Script {
  return (_request, context) => [created(context.responseId), failed(context.responseId, code, text)]
}

/** A stream that says something and is then cut. */
export function cutAfter(...pieces: readonly string[]): Script {
  return (_request, context) => {
    const whole: Chunk[] = [created(context.responseId), ...message(`msg_${context.responseId}`, pieces)]
    return [...whole.slice(0, -1), CUT]
  }
}

/** Says the pieces, then stays silent until Codex hangs up. */
export function neverEnds(...pieces: readonly string[]): Script {
  return async function* (_request, context): AsyncGenerator<Chunk> {
    const whole = [...message(`msg_${context.responseId}`, pieces)]
    yield created(context.responseId)
    if (pieces.length > 0) yield* whole.slice(0, -1)
    await hungUp(context)
  }
}

/** Says the first pieces, waits for `open`, then says the rest. */
export function paused(first: readonly string[], open: Promise<unknown>, rest: readonly string[]): Script {
  return async function* (_request, context): AsyncGenerator<Chunk> {
    const whole = [...message(`msg_${context.responseId}`, [...first, ...rest])]
    yield created(context.responseId)
    // One event opens the message; then comes one for each piece.
    yield* whole.slice(0, first.length + 1)
    await Promise.race([open, hungUp(context)])
    yield* whole.slice(first.length + 1)
    yield completed(context.responseId)
  }
}

/** An answer that starts only when `open` resolves: the test decides when the model goes on. */
export function heldUntil(open: Promise<unknown>, script: Script): Script {
  return async (request, context): Promise<Answer> => {
    await Promise.race([open, hungUp(context)])
    return script(request, context)
  }
}

function hungUp(context: ScriptContext): Promise<void> {
  return new Promise((resolve) => {
    if (context.signal.aborted) return resolve()
    context.signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
