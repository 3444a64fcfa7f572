// Homes that are no friends: a rollout of a gigabyte, a disk that can't be written. Everything that only reads goes on working.
import { execFileSync } from 'node:child_process'
import { openSync, closeSync, ftruncateSync, writeSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import type { SearchQuery } from '@contract/search'
import { idAt, numbers, sessionLines, writeSession } from '../../support/large-home.mjs'
import { setSessionStage, snapshotOf, type SessionStage } from '../../support/session-stage'
import { until } from '../../support/waiting'

const gigabyte = 1024 ** 3
const atMs = Date.UTC(2026, 4, 1, 12)

describe('hostile homes', () => {
  let stage: SessionStage
  let project: Project
  let home: string

  beforeEach(async () => {
    stage = await setSessionStage()
    project = await stage.addProject('one')
    home = stage.homeOf(project)
  })
  afterEach(() => stage.end())

  const write = (into: string, seed: number, words: string): { threadId: string; path: string } => {
    const threadId = idAt(atMs + seed, numbers(seed))
    return writeSession(into, {
      threadId,
      atMs: atMs + seed,
      cwd: project.path,
      turns: 2,
      say: () => ({ agent: words }),
    })
  }
  const index = () =>
    stage.sessions.index.page(stage.sessions.homes.of(project.id).home, {
      archived: false,
      offset: 0,
      limit: 100,
      onlyCwds: null,
    })
  const search = async (words: string): Promise<{ threadIds: string[]; problem: string | null }> => {
    const query: SearchQuery = {
      searchId: words,
      query: words,
      regex: false,
      projectIds: null,
      sinceMs: null,
      untilMs: null,
      archived: 'with',
    }
    const searches = await stage.sessions.searches()
    searches.start(query)
    const done = await until(() => stage.pushed.find((event) => event.type === 'search-done'), 'the end of the search')
    const hits = stage.pushed.flatMap((event) => (event.type === 'search-hits' ? event.hits : []))
    return { threadIds: hits.map(({ threadId }) => threadId), problem: done.done.problem }
  }

  it('a rollout of a gigabyte is listed, searched past, looked into and counted, with memory flat', async () => {
    const small = write(home, 1, 'a needle in the small one')
    // A session, then a line of a gigabyte (a hole in the file: no gigabyte of disk), then its last turns.
    const huge = write(home, 2, 'before the hole')
    const tail = [...sessionLines({ threadId: huge.threadId, atMs, cwd: project.path, turns: 1 })].slice(1)
    const file = openSync(huge.path, 'r+')
    const { size } = statSync(huge.path)
    ftruncateSync(file, size + gigabyte)
    writeSync(file, `\n${tail.join('')}`, size + gigabyte)
    closeSync(file)
    const before = process.memoryUsage()

    const { sessions } = await index()
    expect(sessions.map(({ threadId }) => threadId).toSorted()).toEqual([small.threadId, huge.threadId].toSorted())
    expect(await search('a needle')).toEqual({ threadIds: [small.threadId], problem: null })

    const inspections = await stage.sessions.inspections()
    const { id, bytes } = await inspections.open(huge.path)
    expect(bytes).toBeGreaterThan(gigabyte)
    const kinds: string[] = []
    for (let offset: number | null = 0; offset !== null;) {
      const page = await inspections.page(id, offset, 500)
      kinds.push(...page.rows.map(({ kind }) => kind))
      offset = page.nextOffset
    }
    expect(kinds.filter((kind) => kind === 'bad')).toHaveLength(1)
    expect(kinds.at(-1)).not.toBe('bad')
    expect((await stage.sessions.threadUsage(project.id, huge.threadId)).turns).toHaveLength(3)

    const after = process.memoryUsage()
    // What was held at once was chunks, never the line.
    expect((after.heapUsed + after.external - before.heapUsed - before.external) / 1e6).toBeLessThan(200)
  }, 60_000)

  // eslint-disable-next-line vitest/no-disabled-tests -- without the right to mount there is no read-only disk to be had.
  it.skipIf(!canMount())('a home on a read-only disk is listed, searched, looked into and imported from', async () => {
    const theirs = stage.makeHome(join(stage.me, '.codex'))
    const session = write(theirs, 3, 'words on the read-only disk')
    const [{ id: sourceId } = { id: '' }] = await stage.sessions.sources.list(project.id)
    await stage.sessions.changeHome(project, sourceId)
    execFileSync('mount', ['--bind', theirs, theirs])
    try {
      execFileSync('mount', ['-o', 'remount,bind,ro', theirs])
      const before = snapshotOf(theirs)
      expect((await index()).sessions.map(({ threadId }) => threadId)).toEqual([session.threadId])
      expect((await search('read-only disk')).threadIds).toEqual([session.threadId])
      const inspections = await stage.sessions.inspections()
      const { id } = await inspections.open(session.path)
      expect((await inspections.page(id, 0, 500)).rows.length).toBeGreaterThan(5)
      expect((await stage.sessions.threadUsage(project.id, session.threadId)).turns).toHaveLength(2)

      // Codex itself must write to its home: nobody is led into that.
      const other = await stage.addProject('two')
      await expect(stage.sessions.changeHome(other, sourceId)).rejects.toThrow('Import its sessions instead')
      await stage.sessions.changeHome(stage.project(project.id), null)
      const source = stage.sessions.sources.find(sourceId)
      const { folders } = await stage.sessions.imports.scan(project.id, source)
      expect(folders.flatMap(({ sessions }) => sessions).map(({ threadId }) => threadId)).toEqual([session.threadId])
      const report = await stage.sessions.imports.copy(project.id, source, [session.threadId])
      expect(report).toMatchObject({ copied: [session.threadId], failed: [] })
      expect(snapshotOf(theirs)).toEqual(before)
    } finally {
      execFileSync('umount', [theirs])
    }
    const copied = await stage.sessions.homes.rollout(project.id, session.threadId)
    expect(readFileSync(copied.path)).toEqual(readFileSync(session.path))
  })
})

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const place = join(dirname(process.execPath), 'nothing-is-mounted-here')
  try {
    // Asks for the right without using it: a mount point that isn't there is told apart from a right that isn't.
    execFileSync('mount', ['--bind', place, place], { stdio: 'pipe' })
    return true
  } catch (error) {
    return !/permission denied|not permitted|must be superuser/i.test(String(Reflect.get(Object(error), 'stderr')))
  }
}
