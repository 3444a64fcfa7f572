/**
 * Stands before a scripted model and lets in only who sends a bearer token that somebody (the mock issuer) accepts; others get
 * the 401 of OpenAI's backend. Streams pass through untouched.
 */
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ScriptedModel } from './responses-server'

export interface BearerGate {
  /** For a provider's `base_url`. */
  readonly baseUrl: string
  /** A provider that wants OpenAI's login, chosen as the home's default. */
  readonly configToml: string
  /** Bearer tokens that were turned away, oldest first; null for a request without one. */
  readonly refused: readonly (string | null)[]
  /** Bearer tokens that were let in, oldest first. */
  readonly admitted: readonly string[]
  close(): Promise<void>
}

/** Opens the gate on a random port of 127.0.0.1. */
export async function startBearerGate(
  model: Pick<ScriptedModel, 'baseUrl' | 'token'>,
  accepts: (token: string) => boolean,
): Promise<BearerGate> {
  const behind = new URL(model.baseUrl)
  const refused: (string | null)[] = []
  const admitted: string[] = []
  const server = createServer((request, response) => {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
    if (bearer === null || !accepts(bearer)) {
      refused.push(bearer)
      request.resume()
      response.writeHead(401, { 'content-type': 'application/json' })
      response.end('{"error":{"message":"Provided authentication token is expired.","code":"token_expired"}}')
      return
    }
    admitted.push(bearer)
    const inner = forward(
      {
        host: behind.hostname,
        port: behind.port,
        method: request.method,
        path: request.url,
        headers: { ...request.headers, host: behind.host, authorization: `Bearer ${model.token}` },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
        answer.once('close', () => void (answer.complete || response.destroy()))
      },
    )
    inner.once('error', () => response.destroy())
    response.once('close', () => inner.destroy())
    request.pipe(inner)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return {
    baseUrl,
    refused,
    admitted,
    configToml: [
      'model = "gpt-5.5"',
      'model_provider = "local"',
      '[model_providers.local]',
      'name = "Local"',
      `base_url = "${baseUrl}"`,
      'wire_api = "responses"',
      'requires_openai_auth = true',
      'supports_websockets = false',
      'request_max_retries = 0',
      'stream_max_retries = 0',
      '',
    ].join('\n'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
