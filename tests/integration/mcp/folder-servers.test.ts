// Nothing that a folder brings runs before the person has seen exactly what would run: proven by canaries that leave their pid
// when they are started. A server of the person's own beside them shows that Codex has started what it would start.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setMcpStage, type McpStage } from '../../support/mcp-stage'
import { until } from '../../support/waiting'

let stage: McpStage
beforeEach(async () => {
  stage = await setMcpStage()
})
afterEach(() => stage.end())

/** A canary of the home that runs: by then the others would run too. */
async function ownRuns(threadId: string): Promise<void> {
  await stage.connected(threadId, 'own')
}

const reload = () => stage.wing.reload(stage.project1.id)
/** The same that the window's writes of the configuration do. */
const write = (key: string, value: unknown) =>
  stage.call(stage.project1, 'config/batchWrite', {
    edits: [{ keyPath: key, value, mergeStrategy: 'replace' }],
    reloadUserConfig: true,
  })

describe('a server that a folder brings', () => {
  beforeEach(() => stage.homeConfig(stage.canary('own')))

  it('is held back when a chat is started, taken up or copied, and told of', async () => {
    stage.folderConfig(stage.canary('theirs', 'env = { LOUD = "1" }'))
    const thread = await stage.chat(stage.project1, 'hello')
    await ownRuns(thread)
    expect(await stage.status(thread, 'theirs')).toBe('disabled')
    await stage.call(stage.project1, 'thread/unsubscribe', { threadId: thread })
    await stage.call(stage.project1, 'thread/resume', {
      threadId: thread,
      cwd: stage.project1.path,
      sandbox: 'read-only',
    })
    await ownRuns(thread)
    const { thread: copy } = await stage.call<{ thread: { id: string } }>(stage.project1, 'thread/fork', {
      threadId: thread,
      cwd: stage.project1.path,
    })
    await ownRuns(copy.id)
    expect(stage.starts('theirs')).toEqual([])
    const last = stage.events.findLast(({ type }) => type === 'folder-servers')
    expect(last).toMatchObject({
      projectId: stage.project1.id,
      servers: [
        {
          name: 'theirs',
          file: join(stage.project1.path, '.codex', 'config.toml'),
          state: 'waiting',
          before: null,
          overridesOwn: false,
          definition: { command: process.execPath, env: { LOUD: '1' } },
        },
      ],
    })
  })

  it('runs in open chats once it was allowed, and in new ones; refused, it ends', async () => {
    stage.folderConfig(stage.canary('theirs'))
    const thread = await stage.chat(stage.project1, 'hello')
    await stage.decide('theirs')
    await stage.connected(thread, 'theirs')
    await stage.connected(await stage.start(), 'theirs')
    expect(stage.starts('theirs')).toHaveLength(2)
    expect(await stage.folderServers()).toMatchObject([{ name: 'theirs', state: 'approved' }])

    await stage.decide('theirs', false)
    await until(async () => (await stage.status(thread, 'theirs')) === 'disabled', 'the end of it')
    expect(await stage.folderServers()).toMatchObject([{ name: 'theirs', state: 'refused' }])
    await stage.turn(stage.project1, thread, 'again')
  })

  it('is asked about again when its command, arguments, variables, folder, address or approvals change', async () => {
    const base = stage.canary('theirs')
    const changes = [
      `${base}env = { LD_X = "1" }`,
      `${base}env_vars = ["HOME"]`,
      `${base}cwd = "/"`,
      `${base}default_tools_approval_mode = "approve"`,
      base.replace('"--ran"', '"--say", "boo", "--ran"'),
      base.replace(process.execPath, '/usr/bin/env'),
      '[mcp_servers.theirs]\nurl = "http://127.0.0.1:9/mcp"',
      '[mcp_servers.theirs]\nurl = "http://127.0.0.1:9/mcp"\nhttp_headers_helper = "touch helper"',
      '[mcp_servers.theirs]\nurl = "http://127.0.0.1:9/mcp"\nauth = "chatgpt"',
    ]
    stage.folderConfig(base)
    await stage.decide('theirs')
    for (const change of changes) {
      stage.folderConfig(change)
      const [server] = await stage.folderServers()
      expect(server, change).toMatchObject({ state: 'changed', before: { command: process.execPath, env: {} } })
      const thread = await stage.start()
      await ownRuns(thread)
      expect(await stage.status(thread, 'theirs'), change).toBe('disabled')
    }
    expect(stage.starts('theirs')).toEqual([])
    // How long it is waited for is no one's danger.
    stage.folderConfig(`${base}startup_timeout_sec = 7\nrequired = true`)
    expect(await stage.folderServers()).toMatchObject([{ state: 'approved' }])
    await stage.connected(await stage.start(), 'theirs')
  })

  it('that was changed or added stays out at every kind of reload, whoever asks, and what is known goes on', async () => {
    stage.folderConfig(stage.canary('theirs'))
    await stage.decide('theirs')
    const thread = await stage.chat(stage.project1, 'hello')
    await stage.connected(thread, 'theirs')
    const gone = await stage.chat(stage.project1, 'let go')
    await stage.call(stage.project1, 'thread/unsubscribe', { threadId: gone })

    stage.folderConfig(`${stage.canary('theirs')}${stage.canary('late')}`)
    await reload()
    await stage.connected(thread, 'theirs')
    expect(await stage.status(thread, 'late')).toBe('disabled')
    await write('hide_agent_reasoning', true)
    stage.folderConfig(
      `${stage.canary('theirs', 'env = { EVIL = "1" }')}${stage.canary('late')}${stage.canary('later')}`,
    )
    await write('hide_agent_reasoning', false)
    await ownRuns(thread)
    for (const name of ['theirs', 'late', 'later']) expect(await stage.status(thread, name), name).toBe('disabled')
    await until(() => stage.alive('theirs').length === 0, 'the end of the changed one')
    expect(stage.starts('late').concat(stage.starts('later'))).toEqual([])

    await stage.decide('late')
    await stage.connected(thread, 'late')
    expect(await stage.status(thread, 'later')).toBe('disabled')
  })

  it('that vanishes from the file breaks no reload', async () => {
    stage.folderConfig(`${stage.canary('theirs')}${stage.canary('other')}`)
    const thread = await stage.chat(stage.project1, 'hello')
    stage.folderConfig(stage.canary('other'))
    await reload()
    stage.folderConfig('[mcp_servers.other]\nurl = "http://127.0.0.1:9/mcp"')
    await reload()
    await write('mcp_servers.own.enabled', false)
    await until(async () => (await stage.status(thread, 'own')) === 'disabled', 'the write in effect')
    expect([...stage.starts('theirs'), ...stage.starts('other')]).toEqual([])
  })

  it('waits for the end of a turn at a reload that would let it in, and what was written takes effect then', async () => {
    const thread = await stage.chat(stage.project1, 'hello')
    let open: () => void = () => undefined
    const held = new Promise<void>((resolve) => (open = resolve))
    const { heldUntil, say } = await import('../../support/responses-server')
    stage.model.queue(heldUntil(held, say('done')))
    const turn = stage.turn(stage.project1, thread, 'think')
    await until(() => (stage.servers.running(stage.project1.id)?.runningTurns.length ?? 0) > 0, 'the turn')
    stage.folderConfig(stage.canary('theirs'))
    await write('mcp_servers.own.enabled', false)
    expect(stage.notices).toHaveLength(1)
    expect(await stage.status(thread, 'own')).toBe('connected')
    open()
    await turn
    await until(async () => (await stage.status(thread, 'own')) === 'disabled', 'the write in effect')
    expect(await stage.status(thread, 'theirs')).toBe('disabled')
    expect(stage.starts('theirs')).toEqual([])
  })

  it('changes a server of the person’s own no more than it is allowed to', async () => {
    stage.folderConfig('[mcp_servers.own]\nenv = { EVIL = "1" }')
    const thread = await stage.start()
    expect(await stage.status(thread, 'own')).toBe('disabled')
    expect(await stage.folderServers()).toMatchObject([
      {
        name: 'own',
        overridesOwn: true,
        state: 'waiting',
        definition: { command: process.execPath, env: { EVIL: '1' } },
      },
    ])
    expect(stage.starts('own')).toEqual([])
  })

  it('has any name', async () => {
    const names = ['a.b', 'q"u\\o t', '@scope/x:1', '__proto__', 'constructor', 'ünï', '🦆']
    stage.folderConfig(names.map((name) => stage.canary(name)).join(''))
    const thread = await stage.chat(stage.project1, 'hello')
    await ownRuns(thread)
    await reload()
    expect((await stage.folderServers()).map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    expect(names.flatMap((name) => stage.starts(name))).toEqual([])
    await stage.decide('__proto__')
    await stage.connected(thread, '__proto__')
    await stage.decide('a.b')
    await stage.connected(thread, 'a.b')
    expect(names.filter((name) => stage.starts(name).length > 0)).toEqual(['a.b', '__proto__'])
  })

  it('stays held back when a crashed Codex comes back, with what changed meanwhile', async () => {
    stage.folderConfig(stage.canary('theirs'))
    const thread = await stage.chat(stage.project1, 'hello')
    const supervisor = stage.servers.running(stage.project1.id)
    stage.folderConfig(`${stage.canary('theirs')}${stage.canary('late')}`)
    process.kill(supervisor?.status.pid ?? 0, 'SIGKILL')
    await until(() => supervisor?.status.state === 'ready' && supervisor.status.generation === 2, 'a new Codex')
    await ownRuns(thread)
    for (const name of ['theirs', 'late']) expect(await stage.status(thread, name)).toBe('disabled')
    expect([...stage.starts('theirs'), ...stage.starts('late')]).toEqual([])
    await stage.decide('late')
    await stage.connected(thread, 'late')
  })

  it('does not count in a folder that isn’t trusted, and is held back in open chats when it becomes so', async () => {
    await stage.registry.setTrust(stage.project1.id, 'restricted')
    stage.folderConfig(stage.canary('theirs'))
    const thread = await stage.chat(stage.project(stage.project1.id), 'hello')
    expect(await stage.folderServers()).toEqual([])
    await stage.registry.setTrust(stage.project1.id, 'trusted')
    await stage.servers.trustChanged(stage.project(stage.project1.id), 'restricted')
    expect(await stage.status(thread, 'theirs')).toBe('disabled')
    expect(await stage.folderServers()).toMatchObject([{ name: 'theirs', state: 'waiting' }])
    expect(stage.starts('theirs')).toEqual([])
    await stage.decide('theirs')
    await stage.connected(thread, 'theirs')
  })

  it('is not decided about unseen: the hash must be that of now', async () => {
    stage.folderConfig(stage.canary('theirs'))
    const [seen] = await stage.folderServers()
    stage.folderConfig(stage.canary('theirs', 'env = { EVIL = "1" }'))
    await expect(stage.wing.decide(stage.project1.id, 'theirs', seen?.hash ?? '', true)).rejects.toMatchObject({
      code: 'server-changed',
    })
    await ownRuns(await stage.start())
    expect(stage.starts('theirs')).toEqual([])
  })

  it('is not started beside a configuration that is broken, and Codex’s words say where', async () => {
    stage.folderConfig(`${stage.canary('theirs')}\n[broken`)
    await expect(stage.start()).rejects.toThrow(/config\.toml/)
    expect(stage.starts('theirs')).toEqual([])
  })

  it('in a worktree counts there', async () => {
    const { execFileSync } = await import('node:child_process')
    const git = (...args: string[]) => execFileSync('git', args, { cwd: stage.project1.path })
    git('init', '--quiet')
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--allow-empty', '-m', 'x')
    const tree = join(stage.root, 'tree')
    git('worktree', 'add', '--quiet', tree)
    execFileSync('mkdir', [join(tree, '.codex')])
    writeFileSync(join(tree, '.codex', 'config.toml'), stage.canary('theirs'))
    const thread = await stage.start({ cwd: tree })
    await ownRuns(thread)
    expect(await stage.status(thread, 'theirs')).toBe('disabled')
    await reload()
    expect(stage.starts('theirs')).toEqual([])
  })
})
