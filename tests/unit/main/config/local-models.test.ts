import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { findLocalModels } from '../../../../main/config/local-models'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})
const serve = (answer: RequestListener): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer(answer)
    servers.push(server)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
/** Nobody listens there any more. */
const freePort = async (): Promise<number> => {
  const port = await serve(() => undefined)
  await new Promise((done) => servers.pop()?.close(done))
  return port
}
const json =
  (value: unknown): RequestListener =>
  (_request, response) =>
    void response.end(JSON.stringify(value))

describe('model servers on this computer', () => {
  it('are found with their models, each by its own way of telling', async () => {
    const asked: (string | undefined)[] = []
    const ollama = await serve((request, response) => {
      asked.push(request.url)
      json({ models: [{ name: 'llama3:8b' }, { name: 'llama3:8b' }, { name: '' }, { name: 7 }, null] })(
        request,
        response,
      )
    })
    const lmstudio = await serve((request, response) => {
      asked.push(request.url)
      json({ data: [{ id: 'qwen/qwen3' }] })(request, response)
    })
    expect(await findLocalModels({ ollama, lmstudio })).toEqual([
      {
        kind: 'ollama',
        baseUrl: `http://localhost:${ollama}/v1`,
        reachable: true,
        models: ['llama3:8b'],
        problem: null,
      },
      {
        kind: 'lmstudio',
        baseUrl: `http://localhost:${lmstudio}/v1`,
        reachable: true,
        models: ['qwen/qwen3'],
        problem: null,
      },
    ])
    expect(asked.toSorted()).toEqual(['/api/tags', '/v1/models'])
  })

  it('are just not there when nobody answers', async () => {
    const port = await freePort()
    expect(
      (await findLocalModels({ ollama: port, lmstudio: port })).map(({ reachable, problem }) => [reachable, problem]),
    ).toEqual([
      [false, null],
      [false, null],
    ])
  })

  it.each<[string, RequestListener, RegExp]>([
    ['another program', (_q, r) => void r.end('<html>'), /is not Ollama/],
    ['JSON of something else', json([1]), /is not Ollama/],
    ['a refusal', (_q, r) => void r.writeHead(403).end(), /status 403/],
    [
      'a redirect, which is not followed',
      (_q, r) => void r.writeHead(302, { location: 'http://evil.example/' }).end(),
      /status 302/,
    ],
    ['a flood', (_q, r) => void r.end(Buffer.alloc(3 * 1024 * 1024)), /too long/],
    ['silence', () => undefined, /takes too long/],
  ])('are told from %s', async (_name, answer, words) => {
    const ollama = await serve(answer)
    const [found] = await findLocalModels({ ollama, lmstudio: await freePort() })
    expect(found).toMatchObject({ reachable: false, models: [], problem: expect.stringMatching(words) })
  })

  it('may name ten thousand models, of which a list takes some', async () => {
    const models = Array.from({ length: 10_000 }, (_, at) => ({ name: `m${at}` }))
    const ollama = await serve(json({ models: [{ name: 'x'.repeat(5000) }, ...models] }))
    const [found] = await findLocalModels({ ollama, lmstudio: await freePort() })
    expect(found?.models).toHaveLength(500)
    expect(found?.models[0]).toBe('m0')
  })
})
