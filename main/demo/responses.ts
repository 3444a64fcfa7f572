/**
 * A model endpoint on loopback: an HTTP server that speaks just enough of the Responses API for Codex. What it answers is
 * up to a `Script`. Shared by the offline demo (provider.ts) and the tests' scripted server. Knows nothing of Electron
 * and nothing of app-server.
 *
 * Hardened as a loopback port must be: listens on 127.0.0.1 only, wants the bearer token of this very run, the right Host
 * header and no Origin (a web page can reach loopback, but cannot help sending one), caps the body, and answers nothing else.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encodeEvent, type SseEvent } from './events'
import { parseRequest, type ResponsesRequest } from './request'

/** Yielded by a script to cut the connection right there. */
export const CUT = Symbol('cut the stream')

/** What a script's stream may yield: an event, ready-made SSE text (for speed), or CUT. */
export type Chunk = SseEvent | string | typeof CUT

/** A plain HTTP answer in place of a stream, such as a 429. */
export interface HttpAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export type Answer = AsyncIterable<Chunk> | Iterable<Chunk> | HttpAnswer

export interface ScriptContext {
  /** Aborts when Codex hangs up (an interrupted turn) or the server closes. */
  readonly signal: AbortSignal
  /** Counts requests from 0. */
  readonly index: number
  /** An id for this answer, unique within the run. */
  readonly responseId: string
}

/** Decides on the answer to one request. Stateless scripts read everything they need from the request's input. */
export type Script = (request: ResponsesRequest, context: ScriptContext) => Answer | Promise<Answer>

export interface ResponsesServerOptions {
  readonly script: Script
  /** Bearer token that callers must send; random when absent. */
  readonly token?: string
  /** Largest request body in bytes; larger ones get 413. */
  readonly maxBodyBytes?: number
  /** Called for each request that passed the checks, before the script. */
  readonly onRequest?: (request: ResponsesRequest) => void
  /** Called when a script throws; the request gets a 500. */
  readonly onScriptError?: (error: unknown) => void
}

export interface ResponsesServer {
  /** What goes into a provider's `base_url`, such as `http://127.0.0.1:40123/v1`. */
  readonly baseUrl: string
  readonly port: number
  readonly token: string
  /** Answers being streamed just now. */
  readonly active: number
  /** Stops listening and closes every socket. Safe to call twice. */
  close(): Promise<void>
}

/** Codex resends the whole conversation with images in it each time, so the cap is generous. */
const MAX_BODY_BYTES = 64 * 1024 * 1024

/** Starts the server on a random port of 127.0.0.1. Rejects when no port can be had. */
export async function serveResponses(options: ResponsesServerOptions): Promise<ResponsesServer> {
  const token = options.token ?? randomBytes(32).toString('base64url')
  const maxBodyBytes = options.maxBodyBytes ?? MAX_BODY_BYTES
  const closing = new AbortController()
  let requests = 0
  let active = 0
  let host = ''

  const server = createServer({ keepAliveTimeout: 5_000, requestTimeout: 120_000 }, (request, response) => {
    const refusal = refuse(request, host, token)
    if (refusal !== undefined) return sendPlain(response, refusal)
    const path = (request.url ?? '').split('?', 1)[0]
    if (request.method === 'GET' && path === '/v1/models') {
      return sendPlain(response, {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"models":[]}',
      })
    }
    if (path !== '/v1/responses') return sendPlain(response, { status: 404, body: 'not found' })
    if (request.method !== 'POST')
      return sendPlain(response, { status: 405, headers: { allow: 'POST' }, body: 'POST only' })
    active += 1
    response.once('close', () => {
      active -= 1
    })
    void answer(request, response)
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const hangUp = new AbortController()
    const stop = (): void => hangUp.abort()
    response.once('close', stop)
    closing.signal.addEventListener('abort', stop, { once: true })
    try {
      const body = await readBody(request, maxBodyBytes)
      if (body === undefined)
        return sendPlain(response, { status: 413, headers: { connection: 'close' }, body: 'too large' })
      let parsed: ResponsesRequest
      try {
        parsed = parseRequest(body)
      } catch {
        return sendPlain(response, { status: 400, body: 'the body is not a JSON object' })
      }
      const index = requests
      requests += 1
      options.onRequest?.(parsed)
      const context = { signal: hangUp.signal, index, responseId: `resp_${index}_${randomBytes(4).toString('hex')}` }
      await send(response, await options.script(parsed, context), hangUp.signal)
    } catch (error) {
      if (hangUp.signal.aborted) return
      options.onScriptError?.(error)
      if (response.headersSent) response.destroy()
      else sendPlain(response, { status: 500, body: '{"error":{"message":"the script failed"}}' })
    } finally {
      closing.signal.removeEventListener('abort', stop)
    }
  }

  await listen(server)
  const { port } = server.address() as AddressInfo
  host = `127.0.0.1:${port}`
  return {
    baseUrl: `http://${host}/v1`,
    port,
    token,
    get active() {
      return active
    },
    close: () =>
      new Promise((resolve) => {
        closing.abort()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** The answer to a caller that has no business here, or undefined for one that has. */
function refuse(request: IncomingMessage, host: string, token: string): HttpAnswer | undefined {
  if (request.headers.host !== host) return { status: 421, body: 'wrong host' }
  if (request.headers.origin !== undefined) return { status: 403, body: 'no web pages' }
  const sent = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  if (!sameSecret(sent, token)) {
    return { status: 401, headers: { 'content-type': 'application/json' }, body: '{"error":{"message":"wrong token"}}' }
  }
  return undefined
}

/** Compares in constant time; hashing first makes the lengths equal. */
function sameSecret(left: string, right: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(left), digest(right))
}

/** The whole body as text, or undefined once it passes the cap. Leaves the socket open, so that a 413 can be sent. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= maxBytes) return parts.push(part)
      request.removeAllListeners('data').pause()
      resolve(undefined)
    })
    request.once('end', () => resolve(Buffer.concat(parts).toString('utf8')))
    request.once('error', reject)
    request.once('close', () => reject(new Error('the caller hung up')))
  })
}

function sendPlain(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, { 'cache-control': 'no-store', 'content-type': 'text/plain', ...answer.headers })
  response.end(answer.body ?? '')
}

async function send(response: ServerResponse, answer: Answer, signal: AbortSignal): Promise<void> {
  if ('status' in answer) return sendPlain(response, answer)
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.flushHeaders()
  for await (const chunk of answer) {
    if (signal.aborted) return
    if (chunk === CUT) {
      response.destroy()
      return
    }
    const room = response.write(typeof chunk === 'string' ? chunk : encodeEvent(chunk))
    if (!room) await drained(response, signal)
  }
  response.end()
}

function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go)
      signal.removeEventListener('abort', go)
      resolve()
    }
    response.once('drain', go)
    signal.addEventListener('abort', go, { once: true })
  })
}
