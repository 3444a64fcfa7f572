// A project on the terminal's home, with the real Codex: it sees what ran in its folder, works there, and nothing in that
// home changes but what Codex itself writes for its sessions.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { putFile, setSessionStage, type SessionStage } from '../../support/session-stage'
import { openCodex, type CodexSession } from '../../support/codex-session'
import { until } from '../../support/waiting'

describe('a project that shares the terminal’s home', () => {
  let stage: SessionStage
  let shared: string
  let terminal: CodexSession | undefined

  beforeEach(async () => {
    stage = await setSessionStage()
    shared = stage.makeHome(join(stage.me, '.codex'))
    terminal = undefined
  })
  afterEach(async () => {
    await terminal?.close()
    await stage.end()
  })

  const share = async (project: Project): Promise<Project> => {
    const [source] = await stage.sessions.sources.list(project.id)
    await stage.sessions.changeHome(project, source?.id ?? 'none')
    return stage.project(project.id)
  }
  /** Another Codex on the shared home, as a terminal's would be. */
  const openTerminal = async (projectDir: string): Promise<CodexSession> => {
    terminal = await openCodex({ codexHome: shared, projectDir })
    return terminal
  }

  it('lists what the terminal made in its folder, and nothing of other folders', async () => {
    const project = await stage.addProject('one')
    const inTerminal = await openTerminal(project.path)
    const mine = await inTerminal.startThread()
    await inTerminal.runTurn(mine, 'From the terminal')
    const other = await inTerminal.startThread({ cwd: stage.root })
    await inTerminal.runTurn(other, 'Elsewhere')

    const now = await share(project)
    expect(await stage.listed(now)).toEqual([mine])
    const page = await stage.sessions.index.page(shared, {
      archived: false,
      offset: 0,
      limit: 10,
      onlyCwds: stage.sessions.homes.of(project.id).onlyCwds,
    })
    expect(page.sessions.map(({ threadId, title }) => [threadId, title])).toEqual([[mine, 'From the terminal']])
  })

  it('takes up a session of the terminal once that has let go of it', async () => {
    const project = await stage.addProject('one')
    const inTerminal = await openTerminal(project.path)
    const threadId = await inTerminal.startThread()
    await inTerminal.runTurn(threadId, 'From the terminal')
    const now = await share(project)

    await expect(stage.call(now, 'thread/resume', { threadId, excludeTurns: true })).rejects.toThrow(/active writer/)
    await inTerminal.close()
    await stage.call(now, 'thread/resume', { threadId, excludeTurns: true, sandbox: 'read-only' })
    await stage.turn(now, threadId, 'From the window')
  })

  it('writes neither settings nor login nor trust there, whatever is done', async () => {
    const project = await stage.addProject('one')
    writeFileSync(join(shared, 'auth.json'), '{"OPENAI_API_KEY":"sk-test"}', { mode: 0o600 })
    const before = ['config.toml', 'auth.json'].map((name) => readFileSync(join(shared, name), 'utf8'))

    const now = await share(project)
    await stage.chat(now, 'Hello', { sandbox: 'workspace-write', approvalPolicy: 'on-request' })
    await stage.registry.setTrust(project.id, 'trusted')
    await stage.servers.trustChanged(stage.project(project.id), 'unasked')
    await stage.chat(stage.project(project.id), 'Again', { sandbox: 'workspace-write', approvalPolicy: 'on-request' })
    await stage.servers.logins.accountChanged('main')

    expect(['config.toml', 'auth.json'].map((name) => readFileSync(join(shared, name), 'utf8'))).toEqual(before)
  })

  it('arms the folder’s own settings only once it is trusted, even if the terminal trusts it', async () => {
    const project = await stage.addProject('one')
    const canary = join(stage.root, 'canary')
    putFile(
      join(project.path, '.codex/config.toml'),
      `[mcp_servers.canary]\ncommand = "/bin/sh"\nargs = ["-c", "touch ${canary}"]\n`,
    )
    const config = join(shared, 'config.toml')
    writeFileSync(config, `${readFileSync(config, 'utf8')}\n[projects."${project.path}"]\ntrust_level = "trusted"\n`)

    const now = await share(project)
    await stage.chat(now, 'Hello', { sandbox: 'workspace-write', approvalPolicy: 'on-request' })
    expect(existsSync(canary)).toBe(false)

    await stage.registry.setTrust(project.id, 'trusted')
    await stage.servers.trustChanged(stage.project(project.id), 'unasked')
    await stage.chat(stage.project(project.id), 'Hello', { sandbox: 'workspace-write', approvalPolicy: 'on-request' })
    await until(() => existsSync(canary), 'the folder’s own server to have been started')
  })

  it('can be one of several projects on one home, each with its own folder’s sessions', async () => {
    const one = await share(await stage.addProject('one'))
    const two = await share(await stage.addProject('two'))
    const [first, second] = [await stage.chat(one, 'In one'), await stage.chat(two, 'In two')]
    expect(await stage.listed(one)).toEqual([first])
    expect(await stage.listed(two)).toEqual([second])
  })

  it('comes back to its own home with the sessions that it had there', async () => {
    const project = await stage.addProject('one')
    const before = await stage.chat(project, 'In my own home')
    const now = await share(project)
    expect(now).toMatchObject({ sharedHome: shared, source: 'provider' })
    expect(await stage.listed(now)).toEqual([])

    await stage.sessions.changeHome(now, null)
    expect(await stage.listed(stage.project(project.id))).toEqual([before])
  })

  it('is told in words when the home can’t be shared', async () => {
    const [one, two] = [await stage.addProject('one'), await stage.addProject('two')]
    await stage.chat(two, 'So that it has a home')
    const sources = await stage.sessions.sources.list(one.id)
    const others = sources.find(({ label }) => label === 'two')
    await expect(stage.sessions.changeHome(one, others?.id ?? '')).rejects.toThrow(/belongs to Codex Deck/)
    expect(stage.project(one.id).sharedHome).toBeNull()
  })
})
