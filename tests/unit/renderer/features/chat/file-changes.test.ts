// Counts and patches of file changes.
import { describe, expect, it } from 'vitest'
import {
  changedFiles,
  countLines,
  kindOf,
  patchOf,
  pathWithin,
} from '../../../../../renderer/features/chat/file-changes'
import { sampleItems } from './items/sample-items'

const add = { path: 'a', kind: { type: 'add' as const }, diff: 'one\ntwo\n' }
const remove = { path: 'a', kind: { type: 'delete' as const }, diff: 'one\n' }
const update = {
  path: 'a',
  kind: { type: 'update' as const, move_path: null },
  diff: '@@ -1,2 +1,2 @@\n--- x\n+++ y\n z',
}

describe('a file change', () => {
  it('of raw content counts its lines', () => {
    expect(countLines(add)).toEqual({ added: 2, removed: 0 })
    expect(countLines(remove)).toEqual({ added: 0, removed: 1 })
  })

  it('of a hunk counts signs, even before lines that look like headers', () => {
    expect(countLines(update)).toEqual({ added: 1, removed: 1 })
    expect(countLines({ ...update, diff: `--- a/a\n+++ b/a\n${update.diff}` })).toEqual({ added: 1, removed: 1 })
  })

  it('of a new file becomes one hunk', () => {
    expect(patchOf(add)).toBe('@@ -0,0 +1,2 @@\n+one\n+two')
    expect(patchOf(update)).toBe(update.diff)
  })

  it('to another path is a move', () => {
    expect(kindOf({ ...update, kind: { type: 'update', move_path: 'b' } })).toBe('moved')
  })
})

describe('the files of a turn', () => {
  it('add up over its applied changes and leave out declined ones', () => {
    const item = sampleItems.fileChange
    const declined = { ...item, status: 'declined' as const }
    expect(changedFiles([item, item, declined])).toEqual([{ path: '/srv/app/src/parser.ts', added: 2, removed: 2 }])
  })
})

describe('a path', () => {
  it('is shortened inside the project only', () => {
    expect(pathWithin('/srv/app', '/srv/app/src/a.ts')).toBe('src/a.ts')
    expect(pathWithin('/srv/app', '/srv/application/a.ts')).toBe('/srv/application/a.ts')
    expect(pathWithin(null, '/x')).toBe('/x')
  })
})
