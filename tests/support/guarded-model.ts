// The scripted model behind a login: a request with a bearer token that the guard doesn't accept gets a real 401, any other
// one is passed on.
import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startResponsesServer, type ScriptedModel } from './responses-server'

export interface GuardedModel {
  readonly model: ScriptedModel
  /** Bearer tokens that came, oldest first, with what became of them. */
  readonly seen: readonly { token: string; accepted: boolean }[]
  /** A piece of config.toml: the provider, which wants Codex's login, as the home's default. Ends inside a table. */
  readonly configToml: string
  close(): Promise<void>
}

export async function startGuardedModel(accepts: (token: string) => boolean): Promise<GuardedModel> {
  const model = await startResponsesServer()
  const seen: { token: string; accepted: boolean }[] = []
  const server = createServer((request, response) => {
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '')
    const accepted = accepts(token)
    seen.push({ token, accepted })
    if (!accepted) {
      request.resume()
      response.writeHead(401, { 'content-type': 'application/json' })
      response.end('{"error":{"message":"token expired"}}')
      return
    }
    const { hostname, port } = new URL(model.baseUrl)
    const headers = { ...request.headers, host: `${hostname}:${port}`, authorization: `Bearer ${model.token}` }
    const onward = send({ hostname, port, path: request.url, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // of a TCP server, once it listens
  return {
    model,
    seen,
    configToml: [
      'model = "gpt-5.5"',
      'model_provider = "guarded"',
      '[model_providers.guarded]',
      'name = "Guarded"',
      `base_url = "http://127.0.0.1:${port}${new URL(model.baseUrl).pathname}"`,
      'wire_api = "responses"',
      'requires_openai_auth = true',
      'request_max_retries = 1',
      'stream_max_retries = 1',
      '',
    ].join('\n'),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await model.close()
    },
  }
}
