// The connection and the pool against the bundled binary: the handshake, typed calls, two homes at once, ends, bad homes.
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { existsSync, readdirSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { locateBundle, type CodexBundle } from '../../../main/codex/binary/locate'
import { verifyBundle } from '../../../main/codex/binary/verify'
import { isCodexError } from '../../../main/codex/errors'
import { CodexConnection } from '../../../main/codex/server/connection'
import { HomePool } from '../../../main/codex/server/pool'
import { createTestHome, type TestHome, type TestHomeOptions } from '../../support/homes'
import { startResponsesServer } from '../../support/responses-server'
import { until } from '../../support/waiting'

const root = fileURLToPath(new URL('../../../codex-bin', import.meta.url))
let bundle: CodexBundle
const cleanups: (() => Promise<unknown> | void)[] = []

beforeAll(async () => {
  bundle = await locateBundle({ root })
})

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

function testHome(options?: TestHomeOptions): TestHome {
  const home = createTestHome(options)
  cleanups.push(() => home.remove())
  return home
}

function connectionTo(home: TestHome) {
  return { bundle, home: home.codexHome, clientVersion: '0.0.0' }
}

it('the staged bundle is the pinned one, and known to be so the second time', async () => {
  const cacheFile = join(testHome().root, 'verified.json')
  const first = await verifyBundle(bundle, { cacheFile })
  expect(first).toEqual({ files: Object.keys(bundle.pin.files).length, hashed: first.files })
  expect(await verifyBundle(bundle, { cacheFile })).toEqual({ files: first.files, hashed: 0 })
})

describe('one server', () => {
  it('introduces itself, answers typed calls and ends when asked', async () => {
    const home = testHome()
    const ledgerDir = join(home.root, 'running')
    const connection = await CodexConnection.open({ ...connectionTo(home), ledgerDir })
    cleanups.push(() => connection.close())
    expect(connection.info?.userAgent).toContain(bundle.version)
    expect(await connection.request('thread/list', { limit: 10 })).toMatchObject({ data: [], nextCursor: null })
    const unknown: unknown = await connection.requestRaw('no/such/method', {}).catch((error: unknown) => error)
    expect(isCodexError(unknown, 'rpc') && unknown.data.rpcCode).toBe(-32600)

    await until(() => existsSync(ledgerDir) && readdirSync(ledgerDir).length === 1, 'the child to be recorded')
    const end = await connection.close()
    expect(end.exit.code).toBe(0)
    await until(() => readdirSync(ledgerDir).length === 0, 'the record to be removed')
  })

  it('exits on a setting that it can not live with: without our own check, the error still says which', async () => {
    const home = testHome({ config: 'approval_policy = "untrusted"\n' })
    const checked: unknown = await CodexConnection.open(connectionTo(home)).catch((error: unknown) => error)
    expect(isCodexError(checked, 'config-invalid') && checked.message).toContain('approval_policy')
    const unchecked: unknown = await CodexConnection.open({ ...connectionTo(home), checkConfig: false }).catch(
      (error: unknown) => error,
    )
    expect(isCodexError(unchecked, 'server-exited') && unchecked.message).toContain('approval_policy = "untrusted"')
  })
})

it('a key never reaches the disk of an ephemeral home, even where Codex falls back to its defaults', async () => {
  const home = testHome({ config: 'cli_auth_credentials_store = "ephemeral"\nsandbox_mode = "no such mode"\n' })
  const connection = await CodexConnection.open(connectionTo(home))
  cleanups.push(() => connection.close())
  await connection.request('account/login/start', { type: 'apiKey', apiKey: 'sk-not-a-key' })
  expect(await connection.request('account/read', {})).toMatchObject({ account: { type: 'apiKey' } })
  await connection.close()
  expect(readdirSync(home.codexHome)).not.toContain('auth.json')
})

describe('the pool', () => {
  function pool(idleMs: number) {
    const made = new HomePool({
      optionsFor: (home) => ({ connection: { bundle, home, clientVersion: '0.0.0' } }),
      idleMs,
      checkMs: 3_600_000, // the test looks itself
    })
    cleanups.push(() => made.dispose())
    return made
  }

  it('runs two homes at once, each its own server, and ends both', async () => {
    const model = await startResponsesServer()
    cleanups.push(() => model.close())
    const homes = [testHome({ config: model.configToml }), testHome({ config: model.configToml })]
    const servers = pool(60_000)
    const threads = await Promise.all(
      homes.map(async (home) => {
        const supervisor = servers.get(home.codexHome)
        expect(supervisor.status.state).toBe('idle')
        const completed: string[] = []
        supervisor.onNotification(({ method }) => {
          if (method === 'turn/completed') completed.push(method)
        })
        const { thread } = await supervisor.request('thread/start', { cwd: home.projectDir, sandbox: 'read-only' })
        await supervisor.request('turn/start', {
          threadId: thread.id,
          input: [{ type: 'text', text: 'hello', text_elements: [] }],
        })
        await until(() => completed.length === 1, 'the turn to complete')
        const { data } = await supervisor.request('thread/list', {})
        return data.map(({ id }) => id)
      }),
    )
    expect(threads.map((list) => list.length)).toEqual([1, 1])
    expect(threads[0]).not.toEqual(threads[1])
    const pids = servers.all.map(({ status }) => status.pid)
    expect(new Set(pids).size).toBe(2)
    await servers.dispose()
    for (const pid of pids) expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH')
  })

  it('puts an idle server to rest, but not under a lease, and starts it again when asked', async () => {
    const home = testHome()
    const servers = pool(0)
    const supervisor = servers.get(home.codexHome)
    await supervisor.request('thread/list', {})
    const release = supervisor.lease()
    await servers.reapIdle()
    expect(supervisor.status.state).toBe('ready')
    release()
    await servers.reapIdle()
    expect(supervisor.status.state).toBe('idle')
    expect(supervisor.status.pid).toBeNull()
    await supervisor.request('thread/list', {})
    expect(supervisor.status).toMatchObject({ state: 'ready', generation: 2 })
  })

  it('keeps a server that holds a thread of which nothing is saved yet', async () => {
    const home = testHome()
    const servers = pool(0)
    const supervisor = servers.get(home.codexHome)
    const { thread } = await supervisor.request('thread/start', { cwd: home.projectDir, sandbox: 'read-only' })
    await servers.reapIdle()
    expect(supervisor.status.state).toBe('ready')
    await supervisor.request('thread/unsubscribe', { threadId: thread.id })
    await servers.reapIdle()
    expect(supervisor.status.state).toBe('idle')
  })

  it('keeps a server whose command still runs behind the scenes', async () => {
    const home = testHome()
    const servers = pool(0)
    const supervisor = servers.get(home.codexHome)
    const abort = new AbortController()
    const command = supervisor
      .request('command/exec', { command: ['sleep', '30'], cwd: home.projectDir }, { signal: abort.signal })
      .catch(() => null)
    await until(() => supervisor.status.state === 'ready' && supervisor.isBusy, 'the command to run')
    await servers.reapIdle()
    expect(supervisor.status.state).toBe('ready')
    abort.abort()
    await command
  })
})
