// Import with the real Codex: sessions made in another home are copied, listed at once by the server that already runs, and
// taken up; the source stays as it is, byte for byte.
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import type { ImportSource } from '@contract/imports'
import { openCodex, type CodexSession } from '../../support/codex-session'
import { putFile, setSessionStage, snapshotOf, type SessionStage } from '../../support/session-stage'

describe('importing sessions', () => {
  let stage: SessionStage
  let project: Project
  let theirs: string

  beforeEach(async () => {
    stage = await setSessionStage()
    project = await stage.addProject('one')
    theirs = stage.makeHome(join(stage.me, '.codex'))
  })
  afterEach(() => stage.end())

  /** Does something with a terminal's Codex and closes it, so that its files stay as they are. */
  const inTerminal = async <T>(act: (codex: CodexSession) => Promise<T>): Promise<T> => {
    const home = {
      root: stage.root,
      codexHome: theirs,
      projectDir: project.path,
      write: () => '',
      remove: () => undefined,
    }
    const codex = await openCodex(home)
    try {
      return await act(codex)
    } finally {
      await codex.close()
    }
  }
  const session = (text: string, params?: Parameters<CodexSession['startThread']>[0]): Promise<string> =>
    inTerminal(async (codex) => {
      const threadId = await codex.startThread(params)
      await codex.runTurn(threadId, text)
      return threadId
    })
  const source = async (): Promise<ImportSource> => {
    const [first] = await stage.sessions.sources.list(project.id)
    if (!first) throw new Error('no source')
    return first
  }
  const copy = async (...threadIds: string[]): ReturnType<typeof stage.sessions.imports.copy> =>
    stage.sessions.imports.copy(project.id, await source(), threadIds)

  it.each(['legacy', 'paginated'] as const)(
    'shows a %s session at once in a running server, and a turn runs in it',
    async (historyMode) => {
      const own = await stage.chat(project, 'My own')
      const threadId = await session('From the terminal', { historyMode })
      const before = snapshotOf(join(theirs, 'sessions'))

      expect(await copy(threadId)).toEqual({ copied: [threadId], alreadyThere: [], failed: [] })

      expect((await stage.listed(project, { useStateDbOnly: true })).toSorted()).toEqual([own, threadId].toSorted())
      expect(stage.pushed).toContainEqual({ type: 'sessions-changed', projectId: project.id })
      await stage.call(project, 'thread/resume', { threadId, excludeTurns: true, sandbox: 'read-only' })
      await stage.turn(project, threadId, 'Go on')
      const { data } = await stage.call<{ data: unknown[] }>(project, 'thread/turns/list', { threadId })
      expect(data).toHaveLength(2)
      expect(snapshotOf(join(theirs, 'sessions'))).toEqual(before)
    },
  )

  it('groups what can be imported by folder, the project’s first, and knows what it has already', async () => {
    const inProject = await session('Here')
    const elsewhere = await session('There', { cwd: stage.root })
    await copy(inProject)

    const { folders, problemCount } = await stage.sessions.imports.scan(project.id, await source())
    expect(
      folders.map(({ cwd, isProject, sessions }) => [
        cwd,
        isProject,
        sessions.map(({ threadId, title, imported }) => [threadId, title, imported]),
      ]),
    ).toEqual([
      [project.path, true, [[inProject, 'Here', true]]],
      [stage.root, false, [[elsewhere, 'There', false]]],
    ])
    expect(problemCount).toBe(0)
    expect(await copy(inProject)).toEqual({ copied: [], alreadyThere: [inProject], failed: [] })
  })

  it('knows one that was imported and archived since', async () => {
    const threadId = await session('Here')
    await copy(threadId)
    await stage.call(project, 'thread/archive', { threadId })
    expect(await copy(threadId)).toMatchObject({ alreadyThere: [threadId] })
    expect(await stage.listed(project)).toEqual([])
  })

  it('keeps name, archive and time of a session', async () => {
    const named = await session('Here')
    const archived = await session('There')
    await inTerminal(async ({ request }) => {
      await request('thread/name/set', { threadId: named, name: 'A good name' })
      await request('thread/archive', { threadId: archived })
    })
    const { mtimeMs } = statSync((await stage.sessions.index.refresh(theirs)).sessions[0]?.file.path ?? '')

    await copy(named, archived)
    expect(await stage.listed(project)).toEqual([named])
    expect(await stage.listed(project, { archived: true })).toEqual([archived])
    const { thread } = await stage.call<{ thread: { name: string | null } }>(project, 'thread/read', {
      threadId: named,
    })
    expect(thread.name).toBe('A good name')
    const copied = (await stage.sessions.index.refresh(stage.homeOf(project))).sessions
    expect(copied.some(({ file }) => Math.abs(file.mtimeMs - mtimeMs) < 1)).toBe(true)
  })

  it('brings along the session that a fork continues, without which Codex could not read it', async () => {
    const [parent, fork] = await inTerminal(async (codex) => {
      const threadId = await codex.startThread({ historyMode: 'paginated' })
      await codex.runTurn(threadId, 'The beginning')
      const forked = await codex.request('thread/fork', { threadId })
      await codex.runTurn(forked.thread.id, 'In the fork')
      return [threadId, forked.thread.id]
    })
    expect(await copy(fork)).toEqual({ copied: [fork], alreadyThere: [], failed: [] })
    await stage.call(project, 'thread/resume', { threadId: fork, excludeTurns: true, sandbox: 'read-only' })
    await stage.turn(project, fork, 'Go on')
    const { data } = await stage.call<{ data: unknown[] }>(project, 'thread/turns/list', { threadId: fork })
    expect(data).toHaveLength(3)
    expect((await stage.listed(project)).toSorted()).toEqual([parent, fork].toSorted())
  })

  it('brings all files of a session that was reverted', async () => {
    const threadId = await inTerminal(async (codex) => {
      const id = await codex.startThread({ historyMode: 'paginated' })
      await codex.runTurn(id, 'One')
      const { turn } = await codex.runTurn(id, 'Two')
      await codex.request('thread/revert', { threadId: id, beforeTurnId: turn.id })
      await codex.runTurn(id, 'Three')
      return id
    })
    const { folders, problemCount } = await stage.sessions.imports.scan(project.id, await source())
    expect(folders.flatMap(({ sessions }) => sessions.map(({ title }) => title))).toEqual(['One'])
    expect(problemCount).toBe(0)
    expect(await copy(threadId)).toMatchObject({ copied: [threadId] })
    await stage.call(project, 'thread/resume', { threadId, excludeTurns: true, sandbox: 'read-only' })
    await stage.turn(project, threadId, 'Go on')
    const model = JSON.stringify((await stage.model.requested(4)).input)
    expect(model).toContain('One')
    expect(model).toContain('Three')
    expect(model).not.toContain('"Two"')
  })

  it('can export, inspect and count one that was never opened here', async () => {
    const threadId = await session('From the terminal', { historyMode: 'paginated' })
    await copy(threadId)
    const { exports } = stage.sessions
    const target = join(stage.root, 'export.md')
    const what = { projectId: project.id, threadId, format: 'markdown' } as const
    expect(await exports.run(what, async () => null)).toBeNull()
    expect(() => exports.last).toThrow(/Nothing was exported/)

    expect(await exports.run(what, async () => target)).toMatchObject({ path: target })
    expect(readFileSync(target, 'utf8')).toContain('From the terminal')
    expect(exports.last).toBe(target)

    const raw = join(stage.root, 'export.jsonl')
    await exports.run({ ...what, format: 'jsonl' }, async () => raw)
    const { path } = await stage.sessions.homes.rollout(project.id, threadId)
    const inspections = await stage.sessions.inspections()
    const { id, threadId: inspected } = await inspections.open(path)
    expect(inspected).toBe(threadId)
    const { rows } = await inspections.page(id, 0, 500)
    expect(readFileSync(raw, 'utf8').trimEnd().split('\n')).toHaveLength(rows.length)

    const { tokens } = await stage.sessions.threadUsage(project.id, threadId)
    expect(tokens.total).toBeGreaterThan(0)
    expect(await stage.sessions.projectUsage(project.id)).toMatchObject({
      sessionCount: 1,
      tokens: { total: tokens.total },
    })
  })

  it('finds sessions in any folder that is picked', async () => {
    const threadId = await session('Here')
    const [found] = (await stage.sessions.index.refresh(theirs)).sessions
    const backup = join(stage.root, 'backup', 'of', 'laptop')
    putFile(join(backup, found?.file.name ?? ''), readFileSync(found?.file.path ?? ''))
    rmSync(theirs, { recursive: true })

    const picked = await stage.sessions.sources.pick(join(stage.root, 'backup'))
    const { folders } = await stage.sessions.imports.scan(project.id, picked)
    expect(folders.flatMap(({ sessions }) => sessions.map((one) => one.threadId))).toEqual([threadId])
    expect(await stage.sessions.imports.copy(project.id, picked, [threadId])).toMatchObject({ copied: [threadId] })
    expect(await stage.listed(project)).toEqual([threadId])
  })

  it('copies a session whose last line is torn, and Codex goes on in it', async () => {
    const threadId = await session('Here')
    const [found] = (await stage.sessions.index.refresh(theirs)).sessions
    const text = readFileSync(found?.file.path ?? '', 'utf8')
    putFile(found?.file.path ?? '', text.slice(0, -40))
    await copy(threadId)
    await stage.call(project, 'thread/resume', { threadId, excludeTurns: true, sandbox: 'read-only' })
    await stage.turn(project, threadId, 'Go on')
  })

  it('tells per session what could not be copied', async () => {
    const threadId = await session('Here')
    await stage.sessions.imports.scan(project.id, await source())
    const [found] = (await stage.sessions.index.latest(theirs)).sessions
    rmSync(found?.file.path ?? '')
    expect(await copy(threadId)).toEqual({
      copied: [],
      alreadyThere: [],
      failed: [{ threadId, reason: 'Its file is not there any more.' }],
    })
    expect(existsSync(join(stage.homeOf(project), 'sessions'))).toBe(true)
    expect(await stage.listed(project)).toEqual([])
  })
})
