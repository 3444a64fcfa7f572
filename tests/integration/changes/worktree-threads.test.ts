// Threads in worktrees with the real Codex, through the policy and the servers as the window's calls go: what is begun in a
// worktree works there and nowhere else, with the project's trust, and never falls back on the main checkout.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { presetOf } from '@contract/presets'
import type { Project } from '@contract/model'
import type { Worktree } from '@contract/worktrees'
import { WorktreeRecords } from '../../../main/changes/worktrees/records'
import { ThreadPlaces } from '../../../main/changes/worktrees/thread-places'
import { Worktrees } from '../../../main/changes/worktrees/worktrees'
import { CodexGate } from '../../../main/ipc/codex-gate'
import { openProtocolSchemas } from '../../../main/ipc/schemas'
import { gitEnvironment, testGit } from '../../support/repository'
import { events, functionCall, say } from '../../support/responses-server'
import { putFile, setSessionStage, type SessionStage } from '../../support/session-stage'
import { until } from '../../support/waiting'

let stage: SessionStage
let records: WorktreeRecords
let worktrees: Worktrees
let gate: CodexGate
let project: Project

beforeEach(async () => {
  stage = await setSessionStage({
    folders: (userData) => {
      records = new WorktreeRecords(join(userData, 'worktrees.json'))
      return {
        workFolders: (projectId) => records.folders(projectId),
        sessionFolders: (projectId) => records.sessionFolders(projectId),
      }
    },
  })
  project = await stage.addProject('p')
  await stage.registry.setTrust(project.id, 'trusted')
  await stage.registry.setSource(project.id, 'provider')
  project = stage.project(project.id)
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: project.path, env: gitEnvironment(), stdio: 'pipe' })
  git('init', '-q', '-b', 'main')
  putFile(join(project.path, 'a.txt'), 'one\n')
  git('add', '-A')
  git('commit', '-qm', 'First')
  const home = join(stage.userData, 'worktrees')
  worktrees = new Worktrees({
    records,
    git: testGit(),
    home,
    project: (id) => stage.registry.find(id),
    env: () => gitEnvironment(),
    applyPatch: () => Promise.reject(new Error('not in this test')),
    setAside: () => Promise.resolve('aside'),
    bringBack: () => Promise.reject(new Error('not in this test')),
    runningThreads: (id) => stage.servers.running(id)?.runningTurns.map(({ threadId }) => threadId) ?? [],
    reveal: () => {},
    push: () => {},
  })
  gate = new CodexGate({
    schemas: openProtocolSchemas('codex-bin/protocol'),
    send: (of, method, params) => stage.servers.request(of, method, params),
    confirmFullAccess: () => Promise.resolve(false),
    places: new ThreadPlaces({ records, home, ask: (of, method, params) => stage.servers.request(of, method, params) }),
  })
})
afterEach(async () => {
  await worktrees.dispose()
  await stage.end()
})

interface Started {
  thread: { id: string; cwd: string }
  cwd: string
  sandbox: { type: string }
}
const auto = presetOf('auto')
const call = async <T>(method: string, params: unknown): Promise<T> =>
  (await gate.request(stage.project(project.id), method, params)) as T
const start = (cwd: string) =>
  call<Started>('thread/start', { cwd, sandbox: auto.sandbox, approvalPolicy: auto.approvalPolicy })
const make = (branch = 'topic'): Promise<Worktree> =>
  worktrees.create({ projectId: project.id, base: 'main', branch, runSetup: false })

/** Runs one turn, to its end, that runs a command with the sandbox of the middle preset. */
async function turnThatRuns(threadId: string, cmd: string, more: object = {}): Promise<void> {
  stage.model.queue(events(functionCall(`c_${Math.random()}`, 'exec_command', { cmd })), say('done'))
  const before = stage.pushed.length
  await call('turn/start', {
    threadId,
    input: [{ type: 'text', text: 'go', text_elements: [] }],
    sandboxPolicy: auto.sandboxPolicy,
    approvalPolicy: auto.approvalPolicy,
    ...more,
  })
  await until(
    () =>
      stage.pushed
        .slice(before)
        .some(
          (event) =>
            event.type === 'codex' &&
            event.notification.method === 'turn/completed' &&
            JSON.stringify(event.notification.params).includes(threadId),
        ),
    'the end of the turn',
  )
}

describe('a thread in a worktree', () => {
  it('writes there, and not in the main checkout, whatever the page says of its later turns', async () => {
    const made = await make()
    const { thread, cwd } = await start(made.path)
    expect(cwd).toBe(made.path)
    await turnThatRuns(thread.id, 'echo changed > a.txt', { cwd: project.path })
    await turnThatRuns(thread.id, `echo outside > ${join(project.path, 'b.txt')} || true`)
    expect(readFileSync(join(made.path, 'a.txt'), 'utf8')).toBe('changed\n')
    expect(readFileSync(join(project.path, 'a.txt'), 'utf8')).toBe('one\n')
    expect(existsSync(join(project.path, 'b.txt'))).toBe(false)
    await worktrees.refresh(project.id)
    expect(worktrees.list(project.id)).toMatchObject([{ dirty: 1, threadIds: [thread.id] }])
  })

  it('is taken up there again by a new server, and copied there', async () => {
    const made = await make()
    const { thread } = await start(made.path)
    await turnThatRuns(thread.id, 'true')
    await stage.servers.stop(project.id)
    const params = {
      threadId: thread.id,
      cwd: project.path,
      sandbox: auto.sandbox,
      approvalPolicy: auto.approvalPolicy,
    }
    expect(await call<Started>('thread/resume', params)).toMatchObject({ cwd: made.path })
    const copy = await call<Started>('thread/fork', params)
    expect(copy.cwd).toBe(made.path)
    expect(records.ofThread(project.id, copy.thread.id)?.id).toBe(made.id)
  })

  it('has the trust of the project, told before it begins', async () => {
    await start(project.path)
    const made = await make()
    await start(made.path)
    const config = () => readFileSync(join(stage.homeOf(project), 'config.toml'), 'utf8')
    const levelOf = (path: string) => new RegExp(`"${path}"\\]\\s+trust_level = "(\\w+)"`).exec(config())?.[1]
    expect(levelOf(made.path)).toBe('trusted')
    await stage.registry.setTrust(project.id, 'restricted')
    await stage.servers.trustChanged(stage.project(project.id), 'trusted')
    expect(await start(made.path)).toMatchObject({ cwd: made.path, sandbox: { type: 'readOnly' } })
    expect(levelOf(made.path)).toBe('untrusted')
    expect(levelOf(project.path)).toBe('untrusted')
  })

  it('can be read and does no work once its worktree is gone', async () => {
    const made = await make()
    const { thread } = await start(made.path)
    await turnThatRuns(thread.id, 'true')
    rmSync(made.path, { recursive: true })
    await worktrees.refresh(project.id)
    const input = [{ type: 'text', text: 'go', text_elements: [] }]
    const turn = { threadId: thread.id, input, sandboxPolicy: auto.sandboxPolicy, approvalPolicy: auto.approvalPolicy }
    await expect(call('turn/start', turn)).rejects.toMatchObject({ code: 'policy-denied' })
    await expect(start(made.path)).rejects.toMatchObject({ code: 'policy-denied' })
    await stage.servers.stop(project.id)
    expect(await call('thread/resume', { threadId: thread.id })).toMatchObject({ sandbox: { type: 'readOnly' } })
    // Once it is removed from the app by name, the chat goes on in the project's own folder.
    await worktrees.remove(made.id, { discard: false, branch: false })
    await turnThatRuns(thread.id, 'echo here > here.txt')
    expect(existsSync(join(project.path, 'here.txt'))).toBe(true)
  })

  it('is known by its folder though nobody said so: a terminal began it', async () => {
    const made = await make()
    const { thread } = await stage.call<Started>(project, 'thread/start', { cwd: made.path, sandbox: 'read-only' })
    await stage.turn(project, thread.id, 'hello')
    expect(records.ofThread(project.id, thread.id)).toBeNull()
    expect(await call<Started>('thread/resume', { threadId: thread.id })).toMatchObject({ cwd: made.path })
    expect(records.ofThread(project.id, thread.id)?.id).toBe(made.id)
  })
})

describe('a project that shares the terminal’s home', () => {
  it('works in a worktree too, lists its chats, and writes no trust there', async () => {
    const shared = stage.makeHome(join(stage.me, '.codex'))
    const [source] = await stage.sessions.sources.list(project.id)
    await stage.sessions.changeHome(project, source?.id ?? 'none')
    const inMain = await start(project.path)
    await turnThatRuns(inMain.thread.id, 'true')
    const made = await make()
    const before = readFileSync(join(shared, 'config.toml'), 'utf8')
    const { thread, cwd } = await start(made.path)
    expect(cwd).toBe(made.path)
    await turnThatRuns(thread.id, 'echo x > a.txt')
    expect(readFileSync(join(made.path, 'a.txt'), 'utf8')).toBe('x\n')
    expect(readFileSync(join(shared, 'config.toml'), 'utf8')).toBe(before)
    const { data } = await call<{ data: { id: string }[] }>('thread/list', { modelProviders: [], limit: 10 })
    expect(data.map(({ id }) => id).toSorted()).toEqual([inMain.thread.id, thread.id].toSorted())
    // From the files alone too, and after the worktree is gone.
    await worktrees.remove(made.id, { discard: true, branch: true })
    const { home, onlyCwds } = stage.sessions.homes.of(project.id)
    const page = await stage.sessions.index.page(home, { archived: false, offset: 0, limit: 10, onlyCwds })
    expect(page.sessions.map(({ threadId }) => threadId)).toContain(thread.id)
  })
})
