// The index of a home's files beside the list of the real Codex on the same home: the same sessions, whatever else lies there.
import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import type { IndexPage } from '@contract/sessions'
import { putFile, setSessionStage, snapshotOf, type SessionStage } from '../../support/session-stage'

describe('the index of a home that Codex wrote', () => {
  let stage: SessionStage
  let project: Project
  let home: string

  beforeEach(async () => {
    stage = await setSessionStage()
    project = await stage.addProject('one')
    home = stage.homeOf(project)
  })
  afterEach(() => stage.end())

  const page = (archived = false): Promise<IndexPage> =>
    stage.sessions.index.page(home, { archived, offset: 0, limit: 100, onlyCwds: null })

  it('tells of its sessions what Codex itself tells', async () => {
    const first = await stage.chat(project, 'The first one')
    const second = await stage.chat(project, 'The second one')
    const third = await stage.chat(project, 'To be archived')
    await stage.call(project, 'thread/name/set', { threadId: first, name: 'My name' })
    await stage.call(project, 'thread/archive', { threadId: third })
    const { data } = await stage.call<{ data: { id: string; preview: string; cwd: string; modelProvider: string }[] }>(
      project,
      'thread/list',
      { modelProviders: [] },
    )

    const active = await page()
    expect(
      active.sessions.map(({ threadId, preview, cwd, modelProvider }) => ({
        id: threadId,
        preview,
        cwd,
        modelProvider,
      })),
    ).toEqual(
      expect.arrayContaining(data.map(({ id, preview, cwd, modelProvider }) => ({ id, preview, cwd, modelProvider }))),
    )
    expect(new Map(active.sessions.map(({ threadId, title }) => [threadId, title]))).toEqual(
      new Map([
        [first, 'My name'],
        [second, 'The second one'],
      ]),
    )
    expect((await page(true)).sessions.map(({ threadId }) => threadId)).toEqual([third])
    expect(active.problems).toEqual([])
  })

  it('passes over whatever else lies among them, telling why, and changes nothing', async () => {
    const good = await stage.chat(project, 'A good one')
    await stage.servers.stop(project.id)
    const folder = join(home, 'sessions/2026/01/01')
    const name = (n: number): string =>
      `rollout-2026-01-01T00-00-00-01a1fc6f-0000-7000-8000-${String(n).padStart(12, '0')}.jsonl`
    const { path } = await stage.sessions.homes.rollout(project.id, good)
    const text = readFileSync(path, 'utf8')
    putFile(join(folder, name(1)), '')
    putFile(join(folder, name(2)), randomBytes(300_000))
    putFile(join(folder, name(3)), text.slice(0, 40))
    putFile(join(folder, name(4)), '\n\n[]\nnull\n{"type":"unknown"}\n')
    putFile(join(folder, 'rollout-of-somebody.jsonl'), text)
    symlinkSync('/dev/zero', join(folder, name(5)))
    const ahead = putFile(join(folder, name(6)), text.replaceAll(good, name(6).slice(-42, -6)))
    utimesSync(ahead, new Date('2099-01-01'), new Date('2099-01-01'))
    const twin = putFile(join(home, 'archived_sessions', path.split('/').at(-1) ?? ''), text)
    utimesSync(twin, new Date('2020-01-01'), new Date('2020-01-01'))
    const before = snapshotOf(home)

    const { sessions, problems, problemCount } = await page()
    expect(sessions.map(({ threadId }) => threadId)).toContain(good)
    for (const { updatedAtMs } of sessions) expect(updatedAtMs).toBeLessThanOrEqual(Date.now())
    expect(problemCount).toBeGreaterThanOrEqual(6)
    for (const { reason } of problems) expect(reason).toMatch(/^[A-Z].+\.$/)
    expect(problems.map(({ file }) => file)).toContain(twin)
    expect(snapshotOf(home)).toEqual(before)
    expect(readdirSync(stage.userData)).toContain('session-index')
  })

  it('refuses to name a rollout that a link leads out of the home', async () => {
    const threadId = await stage.chat(project, 'A good one')
    const { path } = await stage.sessions.homes.rollout(project.id, threadId)
    const outside = putFile(join(stage.root, 'outside.jsonl'), readFileSync(path))
    const id = '01a1fc6f-0000-7000-8000-000000000001'
    symlinkSync(outside, join(home, 'sessions', `rollout-2026-01-01T00-00-00-${id}.jsonl`))
    await expect(stage.sessions.homes.rollout(project.id, id)).rejects.toThrow(/not on disk/)
  })
})
