import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { completed, created, message } from '../../../../main/demo/events'
import { gate } from '../../../support/waiting'
import { CUT, serveResponses, type ResponsesServer, type Script } from '../../../../main/demo/responses'

interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly cut: boolean
}

describe('a model on loopback', () => {
  let server: ResponsesServer | undefined
  afterEach(async () => server?.close())

  const hello: Script = (_request, context) => [
    created(context.responseId),
    ...message('m', ['Hel', 'lo']),
    completed(context.responseId),
  ]

  async function serve(script: Script = hello, options: { maxBodyBytes?: number } = {}): Promise<ResponsesServer> {
    server = await serveResponses({ script, ...options })
    return server
  }

  function call(
    to: ResponsesServer,
    options: { method?: string; path?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        {
          host: '127.0.0.1',
          port: to.port,
          method: options.method ?? 'POST',
          path: options.path ?? '/v1/responses',
          headers: { authorization: `Bearer ${to.token}`, ...options.headers },
        },
        (response) => {
          let body = ''
          response.on('data', (part: Buffer) => (body += part.toString()))
          const done = (cut: boolean) => () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body, cut })
          response.on('end', done(false))
          response.on('error', done(true))
        },
      )
      sent.on('error', reject)
      sent.end(options.body ?? (options.method === 'GET' ? undefined : '{"model":"m","input":[]}'))
    })
  }

  test('answers with the events of its script, as server-sent events', async () => {
    const reply = await call(await serve())
    expect(reply.status).toBe(200)
    expect(reply.headers['content-type']).toBe('text/event-stream')
    const types = [...reply.body.matchAll(/^event: (.+)$/gm)].map((match) => match[1])
    expect(types).toEqual([
      'response.created',
      'response.output_item.added',
      'response.output_text.delta',
      'response.output_text.delta',
      'response.output_item.done',
      'response.completed',
    ])
  })

  test('listens on loopback alone, on a port and with a token of its own', async () => {
    const one = await serve()
    const two = await serveResponses({ script: hello })
    expect(one.baseUrl).toBe(`http://127.0.0.1:${one.port}/v1`)
    expect(two.token).not.toBe(one.token)
    expect(Buffer.from(one.token, 'base64url')).toHaveLength(32)
    await two.close()
  })

  test.each([
    ['no token', { authorization: '' }, 401],
    ['another token', { authorization: 'Bearer nope' }, 401],
    ['a web page', { origin: 'http://127.0.0.1' }, 403],
    ['another host name', { host: 'evil.example' }, 421],
    ['localhost by name', { host: 'localhost' }, 421],
  ])('refuses %s', async (_who, headers, status) => {
    const script = vi.fn(hello)
    const reply = await call(await serve(script), { headers })
    expect(reply.status).toBe(status)
    expect(script).not.toHaveBeenCalled()
  })

  test.each([
    ['GET', '/v1/responses', 405],
    ['OPTIONS', '/v1/responses', 405],
    ['POST', '/v1/other', 404],
    ['GET', '/', 404],
    ['GET', '/v1/models', 200],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await call(await serve(), { method, path })).status).toBe(status)
  })

  test('refuses a body past its cap, and one that is no object', async () => {
    const small = await serve(hello, { maxBodyBytes: 100 })
    expect((await call(small, { body: `{"input":"${'x'.repeat(200)}"}` })).status).toBe(413)
    for (const body of ['', 'nonsense', '[]', '"text"']) expect((await call(small, { body })).status).toBe(400)
  })

  test('gives a plain HTTP answer when the script wants one', async () => {
    const reply = await call(await serve(() => ({ status: 429, headers: { 'retry-after': '7' }, body: 'slow down' })))
    expect(reply).toMatchObject({ status: 429, body: 'slow down' })
    expect(reply.headers['retry-after']).toBe('7')
  })

  test('cuts the stream where the script says so', async () => {
    const reply = await call(await serve((_request, context) => [created(context.responseId), CUT]))
    expect(reply).toMatchObject({ status: 200, cut: true })
  })

  test('answers 500 to a script that throws, and serves the next', async () => {
    let calls = 0
    const one = await serve((request, context) => {
      calls += 1
      if (calls === 1) throw new Error('broken script')
      return hello(request, context)
    })
    expect((await call(one)).status).toBe(500)
    expect((await call(one)).status).toBe(200)
  })

  test('closing hangs up on answers under way and tells their script', async () => {
    const aborted = vi.fn()
    const started = gate()
    const one = await serve(async function* (_request, context) {
      yield created(context.responseId)
      started.open()
      await new Promise<void>((resolve) => context.signal.addEventListener('abort', () => resolve()))
      aborted()
    })
    const reply = call(one)
    await started.opened
    expect(one.active).toBe(1)
    await one.close()
    expect(await reply).toMatchObject({ cut: true })
    await vi.waitFor(() => expect(aborted).toHaveBeenCalled())
    await expect(call(one)).rejects.toThrow('ECONNREFUSED')
  })
})
