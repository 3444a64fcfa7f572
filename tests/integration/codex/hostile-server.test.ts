// The connection against servers that misbehave: each fault is reported or turned into a clear error, and nothing hangs.
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { isCodexError } from '../../../main/codex/errors'
import type { IncomingRequest } from '../../../main/codex/rpc/incoming'
import type { ProtocolIssue } from '../../../main/codex/rpc/peer'
import { CodexConnection, type ConnectionOptions } from '../../../main/codex/server/connection'
import type { CodexNotification } from '../../../main/codex/server/methods'
import { createTestHome, type TestHome } from '../../support/homes'
import { until } from '../../support/waiting'

const script = fileURLToPath(new URL('./fixtures/fake-server.mjs', import.meta.url))
const homes: TestHome[] = []
const connections: CodexConnection[] = []

afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close()))
  for (const home of homes.splice(0)) home.remove()
})

async function open(mode: string, more: Partial<ConnectionOptions> = {}) {
  const home = createTestHome()
  homes.push(home)
  const issues: ProtocolIssue[] = []
  const notifications: CodexNotification[] = []
  const requests: IncomingRequest[] = []
  const connection = await CodexConnection.open({
    home: home.codexHome,
    launch: { command: process.execPath, args: [script, mode] },
    clientVersion: '0.0.0',
    onProtocolIssue: (issue) => issues.push(issue),
    onNotification: (message) => notifications.push(message),
    onServerRequest: (request) => requests.push(request),
    ...more,
  })
  connections.push(connection)
  return { connection, issues, notifications, requests }
}

async function failure(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!isCodexError(error)) throw new Error(`expected a CodexError, got ${String(error)}`)
  return error
}

describe('a server that fails to start', () => {
  it('exits at once: the error carries the exit code and what it said', async () => {
    const error = await failure(open('exit-at-start'))
    expect(error.code).toBe('server-exited')
    expect(error.message).toBe('Codex ended as it started (exit code 3): this home can not be opened')
    expect(error.data.stderrTail).toContain('this home can not be opened')
  })

  it('never answers and ignores SIGTERM: it is killed after the time allowed', async () => {
    const error = await failure(open('silent', { startupTimeoutMs: 300 }))
    expect(error.code).toBe('startup-timeout')
  })

  it('does not exist: the error names the program', async () => {
    const error = await failure(open('x', { launch: { command: '/nowhere/codex', args: [] } }))
    expect(error.code).toBe('spawn-failed')
    expect(error.message).toContain('/nowhere/codex')
  })

  it('is not started on a broken config.toml: the error has line and column', async () => {
    const home = createTestHome({ config: 'model = "gpt\n' })
    homes.push(home)
    const error = await failure(open('ok', { home: home.codexHome }))
    expect(error.code).toBe('config-invalid')
    expect(error.data).toMatchObject({ line: 1 })
  })

  it('can be given up while it starts', async () => {
    const abort = new AbortController()
    const opening = failure(open('silent', { signal: abort.signal }))
    abort.abort()
    expect((await opening).code).toBe('cancelled')
  })
})

describe('a server that talks nonsense', () => {
  it('prints garbage: it is reported and the session goes on', async () => {
    const { connection, issues } = await open('garbage-at-start')
    expect(await connection.requestRaw('test/echo', { a: 1 })).toEqual({ a: 1 })
    expect(issues.filter((issue) => issue.kind === 'garbage').length).toBeGreaterThanOrEqual(5)
  })

  it('answers calls that were never made: they are reported', async () => {
    const { connection, issues } = await open('ok')
    await connection.requestRaw('test/unknown-id')
    expect(issues).toContainEqual({ kind: 'unknown-response-id', id: 4711, late: false })
    expect(issues).toContainEqual({ kind: 'unknown-response-id', id: 'never', late: false })
  })

  it('ends within a line: the half is reported and every call settles', async () => {
    const { connection, issues } = await open('ok')
    const error = await failure(connection.requestRaw('test/half-line'))
    expect(error.code).toBe('server-exited')
    expect(issues).toContainEqual(expect.objectContaining({ kind: 'half-line' }))
  })

  it('sends a line of 100 MB: it is dropped, reported, and the session goes on', async () => {
    const { connection, issues, notifications } = await open('ok')
    await connection.requestRaw('test/huge-notification')
    expect(notifications).toHaveLength(0)
    expect(issues).toContainEqual(expect.objectContaining({ kind: 'line-too-long', bytes: 100 * 1024 * 1024 + 48 }))
  })

  it('answers with 100 MB: the call that waits for it fails', async () => {
    const { connection } = await open('ok')
    const error = await failure(connection.requestRaw('test/huge-answer'))
    expect(error.code).toBe('line-too-long')
    expect(await connection.requestRaw('test/echo', 1)).toBe(1)
  })
})

describe('a server that asks', () => {
  it('something nobody knows: it is handed on and can be answered', async () => {
    const { connection, notifications, requests } = await open('ok')
    const asking = connection.requestRaw('test/unknown-request', {}, { timeoutMs: 50 }).catch(() => null)
    const request = await until(() => requests[0], 'the unknown request')
    expect(request).toMatchObject({ method: 'item/future/requestSomething', params: { future: true }, state: 'open' })
    expect(connection.openRequests).toEqual([request])
    expect(request.respond({ fine: true })).toBe(true)
    expect(request.respond({ fine: false })).toBe(false)
    const answered = await until(() => notifications[0], 'the answer to arrive')
    expect(answered.params).toEqual({ id: 'r-1', result: { fine: true } })
    await asking
  })

  it('what the wing knows itself: time is told, attestation and tokens are declined', async () => {
    const { connection, notifications, requests } = await open('ok')
    void connection.requestRaw('test/wing-requests').catch(() => {})
    await until(() => notifications.length === 3, 'three answers')
    const [time, attestation, tokens] = notifications.map(({ params }) => params)
    expect(time).toMatchObject({ id: 1, result: { currentTimeAt: expect.any(Number) } })
    expect(attestation).toMatchObject({ id: 2, error: { code: -32601 } })
    expect(tokens).toMatchObject({ id: 3, error: { code: -32603 } })
    expect(requests).toHaveLength(0)
  })

  it('for tokens: the interceptor comes first', async () => {
    const { connection, notifications } = await open('ok', {
      interceptRequest: (request) =>
        request.method === 'account/chatgptAuthTokens/refresh' && request.respond({ accessToken: 'test' }),
    })
    void connection.requestRaw('test/wing-requests').catch(() => {})
    await until(() => notifications.length === 3, 'three answers')
    expect(notifications[2]?.params).toEqual({ id: 3, result: { accessToken: 'test' } })
  })

  it('and then takes it back: the request is withdrawn', async () => {
    const { connection, notifications, requests } = await open('ok')
    void connection.requestRaw('test/resolve').catch(() => {})
    await until(() => notifications.length === 1, 'the resolution')
    expect(requests[0]?.state).toBe('withdrawn')
    expect(requests[0]?.respond({})).toBe(false)
  })
})

describe('a server that ends or hangs', () => {
  it('dies: calls fail with its last words', async () => {
    const { connection } = await open('ok')
    const never = failure(connection.requestRaw('test/never'))
    void connection.requestRaw('test/die').catch(() => {})
    const error = await never
    expect(error.code).toBe('server-exited')
    expect(error.message).toContain('out of luck')
    expect((await connection.ended).exit).toEqual({ code: 101, signal: null })
    expect((await failure(connection.requestRaw('test/echo'))).code).toBe('server-exited')
  })

  it('closes its output but lives on: it is ended', async () => {
    const { connection } = await open('ok')
    expect((await failure(connection.requestRaw('test/close-output'))).code).toBe('server-exited')
    await connection.ended
  })

  it('is busy: the call is tried again until it is taken', async () => {
    const { connection } = await open('ok')
    expect(await connection.requestRaw('test/overloaded')).toBe('done')
  })

  it('takes too long, or the caller loses interest: the call is given up and a late answer reported', async () => {
    const { connection } = await open('ok')
    expect((await failure(connection.requestRaw('test/never', {}, { timeoutMs: 20 }))).code).toBe('timeout')
    const abort = new AbortController()
    const call = failure(connection.requestRaw('test/never', {}, { signal: abort.signal }))
    abort.abort()
    expect((await call).code).toBe('cancelled')
    expect(connection.pendingCalls).toBe(0)
  })
})

describe('what a server is given', () => {
  it('an allowlisted environment and nothing secret', async () => {
    process.env['OPENAI_API_KEY'] = 'not-for-children'
    process.env['NODE_OPTIONS_TEST'] = 'x'
    try {
      const { connection } = await open('ok', { env: { EXTRA: 'given' } })
      const seen = await connection.requestRaw('test/environment')
      expect(seen).toMatchObject({ EXTRA: 'given', PATH: process.env['PATH'], CODEX_HOME: homes[0]?.codexHome })
      expect(seen).not.toHaveProperty('OPENAI_API_KEY')
      expect(seen).not.toHaveProperty('NODE_OPTIONS_TEST')
    } finally {
      delete process.env['OPENAI_API_KEY']
      delete process.env['NODE_OPTIONS_TEST']
    }
  })
})
