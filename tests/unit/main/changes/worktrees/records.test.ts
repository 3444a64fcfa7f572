import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WorktreeRecords, type WorktreeRecord } from '../../../../../main/changes/worktrees/records'

let root: string
let file: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'codex-deck-records-'))
  file = join(root, 'worktrees.json')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const one = (part: Partial<WorktreeRecord> = {}): WorktreeRecord => ({
  id: 'a'.repeat(16),
  projectId: '1'.repeat(16),
  root: '/data/worktrees/1/a',
  path: '/data/worktrees/1/a/sub',
  branch: 'topic',
  base: 'main',
  baseId: 'f'.repeat(40),
  inherits: true,
  createdAtMs: 1,
  state: 'ready',
  problem: null,
  threadIds: [],
  ...part,
})
const other = one({ id: 'b'.repeat(16), root: '/data/worktrees/1/b', path: '/data/worktrees/1/b' })

describe('what is known of worktrees', () => {
  it('is on disk before a change is answered, and read again', async () => {
    const records = new WorktreeRecords(file)
    await records.add(one())
    await records.bind(one().id, 't1')
    await records.setSettings(one().projectId, { setup: 'npm ci', copy: ['.env'] })
    const again = new WorktreeRecords(file)
    expect(again.list(one().projectId)).toEqual([one({ threadIds: ['t1'] })])
    expect(again.settings(one().projectId)).toEqual({ setup: 'npm ci', copy: ['.env'] })
    expect(again.settings('2'.repeat(16))).toEqual({ setup: '', copy: [] })
  })

  it('keeps a thread in one worktree of its project', async () => {
    const records = new WorktreeRecords(file)
    await records.add(one())
    await records.add(other)
    await records.bind(one().id, 't1')
    await records.bind(other.id, 't1')
    expect(records.ofThread(one().projectId, 't1')?.id).toBe(other.id)
    expect(records.find(one().id)?.threadIds).toEqual([])
    expect(records.ofThread('2'.repeat(16), 't1')).toBeNull()
  })

  it('knows a folder by its text, the worktree around it too, and no other project’s', async () => {
    const records = new WorktreeRecords(file)
    await records.add(one())
    const { projectId } = one()
    expect(records.at(projectId, '/data/worktrees/1/a/sub/')?.id).toBe(one().id)
    expect(records.around(projectId, '/data/worktrees/1/a/other')?.id).toBe(one().id)
    expect(records.around(projectId, '/data/worktrees/1/ab')).toBeNull()
    expect(records.around(projectId, 'sub')).toBeNull()
    expect(records.around('2'.repeat(16), one().path)).toBeNull()
  })

  it('lets work run only in those that stand, and finds the sessions of those that were', async () => {
    const records = new WorktreeRecords(file)
    await records.add(one())
    await records.add({ ...other, state: 'missing' })
    const { projectId } = one()
    expect(records.folders(projectId)).toEqual([{ path: one().path, inherits: true }])
    expect(records.sessionFolders(projectId)).toEqual([one().path, other.path])
    await records.bind(one().id, 't1')
    await records.drop(one().id)
    expect(new WorktreeRecords(file).sessionFolders(projectId)).toEqual([other.path, one().path])
  })

  it('tells of a change once, and of none where nothing changed', async () => {
    const records = new WorktreeRecords(file)
    const told: string[] = []
    records.onChange = (projectId) => void told.push(projectId)
    await records.add(one())
    await records.change(one().id, { state: 'ready' })
    await records.change('c'.repeat(16), { state: 'failed' })
    expect(told).toEqual([one().projectId])
  })

  it('leaves out what it can’t read, keeps the rest, and never drops a whole broken file', () => {
    writeFileSync(
      file,
      JSON.stringify({ worktrees: [{ id: '../x' }, one({ threadIds: ['t'] }), 5], settings: 3, later: true }),
    )
    expect(new WorktreeRecords(file).list(one().projectId)).toEqual([one({ threadIds: ['t'] })])
    writeFileSync(file, '{"worktrees":')
    expect(new WorktreeRecords(file).problem).toContain('could not be read')
    expect(readFileSync(file, 'utf8')).toBe('{"worktrees":')
  })

  it('says of one that was being made when the app ended that it was not', () => {
    writeFileSync(file, JSON.stringify({ worktrees: [one({ state: 'creating' })], settings: {} }))
    expect(new WorktreeRecords(file).list(one().projectId)).toMatchObject([{ state: 'failed' }])
  })
})
