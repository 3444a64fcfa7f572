import { describe, expect, it } from 'vitest'
import type { FileUpdateChange } from '@protocol/v2/FileUpdateChange'
import { contentAfter, readCodexChange } from '../../../../../main/changes/acts/codex-change'

const update = (diff: string, move_path: string | null = null): FileUpdateChange => ({
  path: '/work/a.txt',
  kind: { type: 'update', move_path },
  diff,
})
const after = (change: FileUpdateChange, content: string | null): string | null => {
  const read = readCodexChange(change)
  const result = read && contentAfter(read, content === null ? null : Buffer.from(content))
  return result === null ? null : result.toString()
}

describe('a change as Codex tells it', () => {
  it('is the content of an addition, whatever was there', () => {
    const add: FileUpdateChange = { path: '/work/n', kind: { type: 'add' }, diff: 'new\n' }
    expect(after(add, null)).toBe('new\n')
    expect(after(add, 'old\n')).toBe('new\n')
  })

  it('fits a removal only when the file holds what was shown', () => {
    const gone: FileUpdateChange = { path: '/work/n', kind: { type: 'delete' }, diff: 'old\n' }
    expect(after(gone, 'old\n')).toBe('gone')
    expect(after(gone, 'old\nand more\n')).toBeNull()
    expect(after(gone, null)).toBeNull()
  })

  it('fits an update only at its very lines', () => {
    const change = update('@@ -1,2 +1,2 @@\n a\n-b\n+B\n')
    expect(after(change, 'a\nb\n')).toBe('a\nB\n')
    expect(after(change, 'x\na\nb\n')).toBeNull()
    expect(after(change, null)).toBeNull()
  })

  it('reads an update that moves the file, with lines and without', () => {
    const moved = '\n\nMoved to: /work/b.txt'
    expect(after(update(`@@ -1 +1 @@\n-a\n+A\n${moved}`, '/work/b.txt'), 'a\n')).toBe('A\n')
    expect(after(update(moved, '/work/b.txt'), 'a\n')).toBe('a\n')
    expect(readCodexChange(update(moved, '/work/b.txt'))?.movedTo).toBe('/work/b.txt')
  })

  it('fits nothing when it is no patch', () => {
    expect(after(update('no patch'), 'a\n')).toBeNull()
    expect(after(update('@@ -1,9 +1 @@\n-a\n'), 'a\n')).toBeNull()
  })

  it('of a kind that nobody knows yet is left alone', () => {
    const strange = { path: '/work/a', kind: { type: 'someday' }, diff: '' } as unknown as FileUpdateChange
    expect(readCodexChange(strange)).toBeNull()
  })
})
