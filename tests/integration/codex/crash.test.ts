// The supervisor against the bundled binary when it goes wrong in the middle of a turn: killed, stopped, unable to start.
// The turn is shown as interrupted, requests are withdrawn, and the thread can be used again with the rights it had.
import { fileURLToPath } from 'node:url'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { locateBundle, type CodexBundle } from '../../../main/codex/binary/locate'
import { isCodexError } from '../../../main/codex/errors'
import { isNotification, type CodexNotification } from '../../../main/codex/server/methods'
import { HomeSupervisor, type SupervisorEvent, type SupervisorOptions } from '../../../main/codex/server/supervisor'
import { createTestHome, type TestHome } from '../../support/homes'
import {
  functionCall,
  neverEnds,
  say,
  startResponsesServer,
  events,
  type ScriptedModel,
} from '../../support/responses-server'
import { until } from '../../support/waiting'

const root = fileURLToPath(new URL('../../../codex-bin', import.meta.url))
const fakeServer = fileURLToPath(new URL('./fixtures/fake-server.mjs', import.meta.url))
const quickRestart = { baseMs: 20, maxMs: 100, maxFailures: 3 }
let bundle: CodexBundle
const cleanups: (() => Promise<unknown> | void)[] = []

beforeAll(async () => {
  bundle = await locateBundle({ root })
})

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

interface Scene {
  readonly home: TestHome
  readonly model: ScriptedModel
  readonly supervisor: HomeSupervisor
  readonly notifications: CodexNotification[]
  readonly events: SupervisorEvent[]
}

async function scene(options: Partial<SupervisorOptions> = {}): Promise<Scene> {
  const model = await startResponsesServer()
  cleanups.push(() => model.close())
  const home = createTestHome()
  cleanups.push(() => home.remove())
  const supervisor = new HomeSupervisor({
    connection: { bundle, home: home.codexHome, clientVersion: '0.0.0' },
    restart: quickRestart,
    ...options,
  })
  cleanups.push(() => supervisor.stop())
  const notifications: CodexNotification[] = []
  const seen: SupervisorEvent[] = []
  supervisor.onNotification((message) => notifications.push(message))
  supervisor.onEvent((event) => seen.push(event))
  return { home, model, supervisor, notifications, events: seen }
}

/** Starts a thread with its own provider, makes one turn, and leaves a second one running. */
async function runningTurn({ supervisor, model, home, notifications }: Scene) {
  model.queue(say('first'), neverEnds('half'))
  const { thread } = await supervisor.request('thread/start', {
    cwd: home.projectDir,
    sandbox: 'read-only',
    approvalPolicy: 'on-request',
    ...model.threadOverrides,
  })
  await turn(supervisor, thread.id)
  await until(() => completions(notifications).length === 1, 'the first turn')
  const { turn: second } = await turn(supervisor, thread.id, { sandboxPolicy: workspaceWrite, effort: 'low' })
  await until(() => notifications.some(({ method }) => method === 'item/agentMessage/delta'), 'the stream to begin')
  await model.requested(2)
  return { threadId: thread.id, turnId: second.id }
}

const workspaceWrite = {
  type: 'workspaceWrite',
  writableRoots: [],
  networkAccess: false,
  excludeTmpdirEnvVar: true,
  excludeSlashTmp: true,
} as const

function turn(supervisor: HomeSupervisor, threadId: string, more: object = {}) {
  return supervisor.request('turn/start', {
    threadId,
    input: [{ type: 'text', text: 'go on', text_elements: [] }],
    ...more,
  })
}

function completions(notifications: readonly CodexNotification[]) {
  return notifications.flatMap((message) => (isNotification(message, 'turn/completed') ? [message] : []))
}

describe('a server killed in mid-turn', () => {
  it('interrupts the turn, comes back by itself, and the thread goes on with the rights it had', async () => {
    const all = await scene()
    const { supervisor, model, notifications, events: seen } = all
    const { threadId, turnId } = await runningTurn(all)
    process.kill(supervisor.status.pid ?? 0, 'SIGKILL')

    const cut = await until(() => completions(notifications).find(({ synthetic }) => synthetic), 'the interruption')
    expect(cut.params).toMatchObject({ threadId, turn: { id: turnId, status: 'interrupted' } })
    const back = await until(() => seen.find(({ type }) => type === 'reattached'), 'the thread to be back')
    expect(back).toMatchObject({ threads: [{ threadId, ok: true }] })
    expect(supervisor.status).toMatchObject({ state: 'ready', generation: 2, reason: { code: 'server-exited' } })
    expect(supervisor.runningTurns).toEqual([])

    const { data } = await supervisor.request('thread/turns/list', { threadId, limit: 10 })
    expect(data.map(({ status }) => status).toSorted()).toEqual(['completed', 'interrupted'])
    const again = await supervisor.request('thread/resume', { threadId, excludeTurns: true, ...model.threadOverrides })
    expect(again.sandbox).toMatchObject({ type: 'workspaceWrite', excludeSlashTmp: true, networkAccess: false })
    expect(again.approvalPolicy).toBe('on-request')
    expect(again.reasoningEffort).toBe('low')
    model.queue(say('after'))
    await turn(supervisor, threadId)
    const last = await until(() => completions(notifications)[2], 'a turn on the new server')
    expect(last.params.turn.status).toBe('completed')
  })

  it('loses a thread in which nothing was said yet, and says so', async () => {
    const { supervisor, home, events: seen } = await scene()
    const { thread } = await supervisor.request('thread/start', { cwd: home.projectDir, sandbox: 'read-only' })
    process.kill(supervisor.status.pid ?? 0, 'SIGKILL')
    const back = await until(() => seen.find(({ type }) => type === 'reattached'), 'the server to be back')
    expect(back).toMatchObject({ threads: [{ threadId: thread.id, ok: false, error: { code: 'rpc' } }] })
    expect(supervisor.threads).toEqual([])
    expect(supervisor.status.state).toBe('ready')
  })

  it('withdraws the requests that waited', async () => {
    const all = await scene()
    const { supervisor, model, home, notifications, events: seen } = all
    const ask = { cmd: 'touch x', sandbox_permissions: 'require_escalated', justification: 'to try' }
    model.queue(events(functionCall('call_1', 'exec_command', ask)))
    const { thread } = await supervisor.request('thread/start', {
      cwd: home.projectDir,
      sandbox: 'read-only',
      approvalPolicy: 'on-request',
      ...model.threadOverrides,
    })
    await turn(supervisor, thread.id)
    const asked = await until(() => supervisor.openRequests[0], 'the approval request')
    expect(asked.request.method).toBe('item/commandExecution/requestApproval')
    process.kill(supervisor.status.pid ?? 0, 'SIGKILL')
    await until(() => seen.some(({ type }) => type === 'request-withdrawn'), 'the withdrawal')
    expect(supervisor.openRequests).toEqual([])
    expect(asked.request.state).toBe('withdrawn')
    const resolved = notifications.filter(({ method, synthetic }) => synthetic && method === 'serverRequest/resolved')
    expect(resolved.map(({ params }) => params)).toEqual([{ threadId: thread.id, requestId: asked.request.id }])
  })
})

describe('a server stopped in mid-turn', () => {
  it('is noticed, ended and replaced', async () => {
    const all = await scene({ liveness: { silenceMs: 200, answerMs: 200 } })
    const { supervisor, notifications, events: seen } = all
    const { threadId, turnId } = await runningTurn(all)
    const { pid } = supervisor.status
    process.kill(pid ?? 0, 'SIGSTOP')
    await until(() => seen.find(({ type }) => type === 'reattached'), 'the thread to be back')
    expect(supervisor.status).toMatchObject({ state: 'ready', generation: 2, reason: { code: 'server-hung' } })
    const cut = completions(notifications).find(({ synthetic }) => synthetic)
    expect(cut?.params).toMatchObject({ threadId, turn: { id: turnId, status: 'interrupted' } })
    expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH')
  })

  it('is left alone while it is only quiet', async () => {
    const all = await scene({ liveness: { silenceMs: 50, answerMs: 2000 } })
    const { supervisor } = all
    await runningTurn(all)
    const heard = (await supervisor.connection()).lastHeardAt
    await until(async () => (await supervisor.connection()).lastHeardAt > heard, 'an answer to the question')
    expect(supervisor.status).toMatchObject({ state: 'ready', generation: 1, attempt: 0 })
  })
})

describe('a server that can not be kept alive', () => {
  it('is given up after a few tries, with the reason, and can be tried again by hand', async () => {
    const all = await scene({
      connection: {
        launch: { command: process.execPath, args: [fakeServer, 'exit-at-start'] },
        home: createdHome(),
        clientVersion: '0.0.0',
      },
    })
    const { supervisor, events: seen } = all
    const error: unknown = await supervisor.request('thread/list', {}).catch((reason: unknown) => reason)
    expect(isCodexError(error, 'server-exited')).toBe(true)
    expect(supervisor.status).toMatchObject({ state: 'failed', attempt: 4, generation: 4 })
    const states = seen.flatMap((event) => (event.type === 'status' ? [event.status.state] : []))
    expect(states.filter((state) => state === 'starting').length).toBeGreaterThanOrEqual(4)
    await expect(supervisor.request('thread/list', {})).rejects.toThrow('this home can not be opened')
    expect(supervisor.status.generation).toBe(4)
    await expect(supervisor.restart()).rejects.toThrow('this home can not be opened')
    expect(supervisor.status.generation).toBe(8)
  })

  it('is not tried again on a broken config.toml until a person mends it', async () => {
    const { supervisor, home } = await scene()
    const config = join(home.codexHome, 'config.toml')
    writeFileSync(config, 'model = \n')
    await expect(supervisor.request('thread/list', {})).rejects.toMatchObject({ code: 'config-invalid' })
    expect(supervisor.status).toMatchObject({ state: 'failed', generation: 1 })
    writeFileSync(config, 'model = "gpt-5.5"\n')
    await supervisor.restart()
    expect(supervisor.status).toMatchObject({ state: 'ready', attempt: 0, reason: null })
  })

  it('can be stopped while it starts, and then says so', async () => {
    const { supervisor } = await scene()
    const call = supervisor.request('thread/list', {}).catch((reason: unknown) => reason)
    await supervisor.stop()
    expect(isCodexError(await call, 'stopped')).toBe(true)
    expect(supervisor.status).toMatchObject({ state: 'stopped', pid: null })
  })
})

describe('preparation', () => {
  it('comes before anybody else and is repeated for each new server', async () => {
    const order: string[] = []
    const all = await scene({
      prepare: async (connection) => {
        order.push(`prepare ${connection.info === null ? 'too early' : 'initialized'}`)
        await connection.request('account/read', {})
        order.push('prepared')
      },
    })
    const { supervisor } = all
    await supervisor.request('thread/list', {}).then(() => order.push('listed'))
    expect(order).toEqual(['prepare initialized', 'prepared', 'listed'])
    await supervisor.restart()
    expect(order.filter((step) => step === 'prepared')).toHaveLength(2)
  })
})

function createdHome(): string {
  const home = createTestHome()
  cleanups.push(() => home.remove())
  return home.codexHome
}
