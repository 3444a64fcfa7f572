import { describe, expect, it } from 'vitest'
import { formOf, statusOf, type FormHints } from '../../../../../main/changes/sources/file-form'

const form = (hints: Partial<FormHints>) =>
  formOf({ path: 'x', oldMode: '100644', newMode: '100644', binary: false, firstHunk: null, ...hints })
const pointer = 'version https://git-lfs.github.com/spec/v1\n'

describe('the form of a file', () => {
  it('is told by its mode first', () => {
    expect(form({ newMode: '160000' })).toBe('submodule')
    expect(form({ newMode: '120000', path: 'x.png' })).toBe('symlink')
    expect(form({ oldMode: '120000', newMode: null })).toBe('symlink')
    expect(form({ oldMode: '120000', newMode: '100644' })).toBe('text')
  })

  it('is a pointer of Git LFS whichever way it changed, not text that speaks of one', () => {
    const hunk = (line: string) => Buffer.from(`@@ -1,3 +1,3 @@\n${line}`)
    expect(form({ firstHunk: hunk(` ${pointer}`) })).toBe('lfs')
    expect(form({ firstHunk: hunk(`-${pointer}`), path: 'x.png' })).toBe('lfs')
    expect(form({ firstHunk: hunk(`+the ${pointer}`) })).toBe('text')
  })

  it('is an image by its name where it has no lines, else binary', () => {
    expect(form({ binary: true, path: 'a.PNG' })).toBe('image')
    expect(form({ binary: true, path: 'a.dat' })).toBe('binary')
    expect(form({ path: 'moved.jpeg' })).toBe('image')
    expect(form({ path: 'a.svg', firstHunk: Buffer.from('@@ -1 +1 @@\n-<svg>\n') })).toBe('text')
  })

  it('has a status for letters that are not known', () => {
    expect(['A', 'D', 'R', 'C', 'T', 'U', 'M', 'X'].map(statusOf)).toEqual([
      'added',
      'deleted',
      'renamed',
      'copied',
      'type-changed',
      'conflicted',
      'modified',
      'modified',
    ])
  })
})
