import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { WorktreeRecords } from '../../../../../main/changes/worktrees/records'
import { ThreadPlaces } from '../../../../../main/changes/worktrees/thread-places'
import { sampleProject } from '../../../../support/sample-project'

const project: Project = sampleProject({ id: '1'.repeat(16), path: '/srv/p', name: 'p', source: 'demo' })
let root: string
let records: WorktreeRecords
let asked: unknown[]
let places: ThreadPlaces
const cwds: Record<string, string> = {}
const path = '/data/worktrees/1/a'

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'codex-deck-places-'))
  records = new WorktreeRecords(join(root, 'worktrees.json'))
  asked = []
  places = new ThreadPlaces({
    records,
    home: '/data/worktrees',
    ask: async (_project, method, params) => {
      const { threadId } = params as { threadId: string }
      asked.push([method, threadId])
      if (cwds[threadId] === undefined) throw new Error('no rollout')
      return { thread: { id: threadId, cwd: cwds[threadId], ephemeral: false } }
    },
  })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const add = (part: object = {}) =>
  records.add({
    id: 'a'.repeat(16),
    projectId: project.id,
    root: path,
    path,
    branch: 'topic',
    base: 'main',
    baseId: 'f',
    inherits: true,
    createdAtMs: 1,
    state: 'ready',
    problem: null,
    threadIds: [],
    ...part,
  })

describe('which thread works where', () => {
  it('asks nobody in a project without worktrees', async () => {
    expect(await places.of(project, 'turn/start', { threadId: 't' })).toEqual({
      folders: [],
      home: '/data/worktrees',
      thread: null,
    })
    expect(asked).toEqual([])
  })

  it('is learned from the answers of Codex', async () => {
    await add()
    await places.learn(project, { thread: { id: 'inside', cwd: `${path}/sub` } })
    await places.learn(project, { thread: { id: 'outside', cwd: '/srv/p' } })
    expect(await places.of(project, 'turn/start', { threadId: 'inside' })).toMatchObject({
      thread: { path, stands: true },
    })
    expect(await places.of(project, 'turn/start', { threadId: 'outside' })).toMatchObject({ thread: null })
    expect(records.find('a'.repeat(16))?.threadIds).toEqual(['inside'])
    expect(asked).toEqual([])
  })

  it('is asked for once where it isn’t known', async () => {
    await add()
    cwds['agent'] = path
    cwds['main'] = '/srv/p'
    for (const threadId of ['agent', 'agent', 'main', 'main', 'unknown'])
      await places.of(project, 'thread/resume', { threadId })
    expect(asked).toEqual([
      ['thread/read', 'agent'],
      ['thread/read', 'main'],
      ['thread/read', 'unknown'],
    ])
    expect(places.known(project.id, 'agent')?.path).toBe(path)
    expect(places.known(project.id, 'unknown')).toBeNull()
  })

  it('is remembered for a thread on no disk, but not kept', async () => {
    await add()
    await places.learn(project, { thread: { id: 'aside', cwd: path, ephemeral: true } })
    expect(await places.of(project, 'turn/start', { threadId: 'aside' })).toMatchObject({ thread: { path } })
    expect(records.find('a'.repeat(16))?.threadIds).toEqual([])
  })

  it('says of a worktree that is gone that it doesn’t stand, until it is removed', async () => {
    await add({ state: 'missing', threadIds: ['t'] })
    expect(await places.of(project, 'turn/start', { threadId: 't' })).toMatchObject({
      folders: [],
      thread: { path, stands: false },
    })
    await records.drop('a'.repeat(16))
    expect(await places.of(project, 'turn/start', { threadId: 't' })).toMatchObject({ thread: null })
  })

  it('doesn’t take a new thread for an old one, nor answers that are none', async () => {
    await add({ threadIds: ['t'] })
    expect(await places.of(project, 'thread/start', { threadId: 't' })).toMatchObject({ thread: null })
    for (const answer of [null, 5, {}, { thread: null }, { thread: { id: 1, cwd: path } }, { thread: { id: 'x' } }])
      await places.learn(project, answer)
    expect(records.find('a'.repeat(16))?.threadIds).toEqual(['t'])
  })
})
