import { PassThrough, Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CodexError } from '../../../../../main/codex/errors'
import type { IncomingRequest } from '../../../../../main/codex/rpc/incoming'
import type { WireNotification } from '../../../../../main/codex/rpc/messages'
import { RpcPeer, type PeerOptions, type ProtocolIssue } from '../../../../../main/codex/rpc/peer'

interface Sent {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
  error?: unknown
}

function wired(more: Partial<PeerOptions> = {}) {
  const input = new PassThrough()
  const output = new PassThrough()
  const notifications: WireNotification[] = []
  const requests: IncomingRequest[] = []
  const issues: ProtocolIssue[] = []
  const closed: CodexError[] = []
  const peer = new RpcPeer({
    input,
    output,
    onNotification: (message) => notifications.push(message),
    onRequest: (request) => requests.push(request),
    onProtocolIssue: (issue) => issues.push(issue),
    onClose: (reason) => closed.push(reason),
    ...more,
  })
  let rest = ''
  const sent: Sent[] = []
  output.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) sent.push(JSON.parse(line))
  })
  const receive = (...messages: unknown[]): void => {
    for (const message of messages) input.emit('data', Buffer.from(`${JSON.stringify(message)}\n`))
  }
  return { peer, input, output, sent, receive, notifications, requests, issues, closed }
}

/** The error that a promise rejects with. */
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => {
      throw new Error(`expected a failure, got ${JSON.stringify(value)}`)
    },
    (error: unknown) => error,
  )

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a call', () => {
  it('is sent without a jsonrpc field and gets the answer with its id', async () => {
    const { peer, sent, receive } = wired()
    const first = peer.request('a', { x: 1 })
    const second = peer.request('b', undefined)
    expect(sent).toEqual([
      { id: 1, method: 'a', params: { x: 1 } },
      { id: 2, method: 'b' },
    ])
    receive({ id: 2, result: 'two' }, { id: 1, result: 'one' })
    expect(await Promise.all([first, second])).toEqual(['one', 'two'])
    expect(peer.pendingCalls).toBe(0)
  })

  it('fails with the code, message and data that Codex gave', async () => {
    const { peer, receive } = wired()
    const call = peer.request('config/value/write', {})
    receive({ id: 1, error: { code: -32600, message: 'stale', data: { config_write_error_code: 'x' } } })
    await expect(call).rejects.toMatchObject({
      code: 'rpc',
      message: 'stale',
      data: { rpcCode: -32600, rpcData: { config_write_error_code: 'x' }, method: 'config/value/write' },
    })
  })

  it('is given up after its time, and the late answer is reported as late', async () => {
    const { peer, receive, issues } = wired()
    const call = failureOf(peer.request('slow', {}, { timeoutMs: 1000 }))
    await vi.advanceTimersByTimeAsync(1000)
    expect(await call).toMatchObject({ code: 'timeout' })
    expect(peer.pendingCalls).toBe(0)
    receive({ id: 1, result: {} })
    expect(issues).toEqual([{ kind: 'unknown-response-id', id: 1, late: true }])
  })

  it('can be cancelled, before and after it was sent', async () => {
    const { peer, sent } = wired()
    await expect(peer.request('a', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    expect(sent).toEqual([])
    const abort = new AbortController()
    const call = failureOf(peer.request('a', {}, { signal: abort.signal }))
    abort.abort()
    expect(await call).toMatchObject({ code: 'cancelled' })
    expect(peer.pendingCalls).toBe(0)
  })

  it('with params that JSON can not hold fails by itself', async () => {
    const { peer } = wired()
    await expect(peer.request('a', { big: 1n })).rejects.toMatchObject({ code: 'protocol' })
  })
})

describe('an overloaded server', () => {
  const retry = { retries: 2, baseMs: 100, maxMs: 1000 }
  const overload = (id: number) => ({ id, error: { code: -32001, message: 'overloaded' } })

  it('is asked again with jitter and a new id', async () => {
    const { peer, sent, receive } = wired({ retry, random: () => 0 })
    const call = peer.request('a', { x: 1 })
    receive(overload(1))
    await vi.advanceTimersByTimeAsync(49)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(sent[1]).toEqual({ id: 2, method: 'a', params: { x: 1 } })
    receive({ id: 2, result: 'done' })
    expect(await call).toBe('done')
  })

  it('is not asked for ever', async () => {
    const { peer, receive } = wired({ retry, random: () => 0 })
    const call = failureOf(peer.request('a', {}))
    for (const id of [1, 2, 3]) {
      receive(overload(id))
      await vi.advanceTimersByTimeAsync(500)
    }
    expect(await call).toMatchObject({ code: 'overloaded', data: { rpcCode: -32001 } })
  })

  it('does not make a call outlive its time, its caller or the stream', async () => {
    const { peer, sent, receive } = wired({ retry })
    const timed = failureOf(peer.request('a', {}, { timeoutMs: 10 }))
    receive(overload(1))
    await vi.advanceTimersByTimeAsync(10)
    expect(await timed).toMatchObject({ code: 'timeout' })
    const ended = failureOf(peer.request('b', {}))
    receive(overload(2))
    peer.close(new CodexError('server-exited', 'gone'))
    expect(await ended).toMatchObject({ code: 'server-exited' })
    await vi.advanceTimersByTimeAsync(5000)
    expect(sent).toHaveLength(2)
  })
})

describe('the end of the stream', () => {
  it('settles every call, withdraws every request and is told once', async () => {
    const { peer, input, receive, requests, closed } = wired()
    const calls = [peer.request('a', {}), peer.request('b', {})]
    receive({ id: 9, method: 'item/tool/call', params: {} })
    const outcomes = Promise.allSettled(calls)
    input.end()
    input.resume()
    await vi.waitFor(() => expect(closed).toHaveLength(1))
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(requests[0]?.state).toBe('withdrawn')
    await expect(peer.request('c', {})).rejects.toMatchObject({ code: 'server-exited' })
  })

  it('is left to the owner where there is one, who knows the reason better', async () => {
    const causes: CodexError[] = []
    const { peer, output } = wired({ onStreamsOver: (cause) => causes.push(cause) })
    const call = peer.request('a', {})
    output.destroy(new Error('EPIPE'))
    await vi.waitFor(() => expect(causes).toHaveLength(1))
    expect(peer.pendingCalls).toBe(1)
    peer.close(new CodexError('server-exited', 'killed'))
    await expect(call).rejects.toThrow('killed')
  })
})

describe('a request from Codex', () => {
  it('is handed on whatever its method is, and answered once', () => {
    const { requests, receive, sent, peer } = wired()
    receive({ id: 'x', method: 'future/thing', params: { a: 1 } })
    const [request] = requests
    expect(request).toMatchObject({ id: 'x', method: 'future/thing', params: { a: 1 }, state: 'open' })
    expect(peer.openRequests).toEqual([request])
    expect(request?.respond({ ok: true })).toBe(true)
    expect(request?.respondError(-32603, 'no')).toBe(false)
    expect(sent).toEqual([{ id: 'x', result: { ok: true } }])
    expect(peer.openRequests).toEqual([])
  })

  it('that was withdrawn is not answered', () => {
    const { peer, requests, receive, sent } = wired()
    receive({ id: 0, method: 'item/tool/call', params: {} })
    expect(peer.withdraw(0)).toBe(requests[0])
    expect(peer.withdraw(0)).toBeNull()
    expect(requests[0]?.respond({})).toBe(false)
    expect(sent).toEqual([])
  })
})

describe('nonsense', () => {
  it('is reported, each kind by name, and the stream goes on', () => {
    const { input, receive, issues, notifications } = wired()
    input.emit('data', Buffer.from('garbage\n[1]\n"text"\n{"neither":1}\n   \n'))
    receive({ id: 'nobody', result: 1 }, { id: null, error: { code: 1, message: 'parse error' } })
    receive({ method: 'still/here', params: { x: 1 }, emittedAtMs: 5 })
    expect(issues.map(({ kind }) => kind)).toEqual([
      'garbage',
      'garbage',
      'garbage',
      'garbage',
      'unknown-response-id',
      'unknown-response-id',
    ])
    expect(notifications).toEqual([{ method: 'still/here', params: { x: 1 }, emittedAtMs: 5 }])
  })

  it('from a listener of ours does not end the stream either', () => {
    const seen: string[] = []
    const { receive, issues } = wired({
      onNotification: ({ method }) => {
        seen.push(method)
        if (method === 'first') throw new Error('bug')
      },
    })
    receive({ method: 'first' }, { method: 'second' })
    expect(seen).toEqual(['first', 'second'])
    expect(issues).toMatchObject([{ kind: 'listener-failed' }])
  })

  it('too long to keep fails the call that waits for it, and answers a request with an error', async () => {
    const { peer, receive, sent } = wired({ maxLineBytes: 100 })
    const call = failureOf(peer.request('a', {}))
    receive({ id: 1, result: 'x'.repeat(200) }, { method: 'item/tool/call', id: 7, params: 'x'.repeat(200) })
    expect(await call).toMatchObject({ code: 'line-too-long' })
    expect(sent.at(-1)).toMatchObject({ id: 7, error: { code: -32603 } })
  })
})

describe('a full pipe', () => {
  it('makes lines wait in order, and those given up meanwhile are never sent', async () => {
    const written: string[] = []
    const release: (() => void)[] = []
    const output = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _encoding, done) => {
        written.push(chunk.toString())
        release.push(done)
      },
    })
    const { peer } = wired({ output })
    void peer.request('a', {}).catch(() => {})
    const given = failureOf(peer.request('b', {}, { timeoutMs: 5 }))
    void peer.request('c', {}).catch(() => {})
    expect(written).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(5)
    expect(await given).toMatchObject({ code: 'timeout' })
    release.shift()?.()
    await vi.waitFor(() => expect(written).toHaveLength(2))
    expect(written[1]).toContain('"method":"c"')
  })
})
