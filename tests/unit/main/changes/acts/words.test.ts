import { describe, expect, it } from 'vitest'
import { RootedError } from '../../../../../main/codex/files/rooted-error'
import { actSummary, refusalSummary, writingTrouble } from '../../../../../main/changes/acts/words'

const hunk = { oldStart: 1, newStart: 1, lines: [] }
const file = (name: string, chosen: number | null) => ({
  name,
  whole: chosen === null,
  hunks: { all: [hunk, hunk, hunk], chosen: Array.from({ length: chosen ?? 3 }, () => hunk) },
})

describe('the summary of an act', () => {
  it('counts hunks of one file, names one whole file, counts many', () => {
    expect(actSummary('stage', [file('src/a.ts', 2)])).toBe('Staged 2 hunks of src/a.ts')
    expect(actSummary('revert', [file('src/a.ts', 1)])).toBe('Reverted 1 hunk of src/a.ts')
    expect(actSummary('apply', [file('src/a.ts', null)])).toBe('Applied src/a.ts')
    expect(actSummary('unstage', [file('a', null), file('b', 1)])).toBe('Unstaged 2 files')
  })
})

describe('the summary of a refusal', () => {
  it('names the first file and counts the rest', () => {
    expect(refusalSummary([{ path: 'a', reason: 'is a folder now.' }])).toBe('Nothing was changed: a is a folder now.')
    const three = ['a', 'b', 'c'].map((path) => ({ path, reason: 'changed since.' }))
    expect(refusalSummary(three)).toBe('Nothing was changed: a changed since. And 2 more files.')
    expect(refusalSummary([])).toBe('Nothing was changed.')
  })
})

describe('why a file could not be written', () => {
  it('is said without the system’s paths', () => {
    const full = Object.assign(new Error('ENOSPC: no space, write /proc/self/fd/19/x'), { code: 'ENOSPC' })
    expect(writingTrouble(full)).toBe('could not be written: the disk is full.')
    expect(writingTrouble(new RootedError('moved', 'A folder above it was moved.'))).toContain('folder above it')
    expect(writingTrouble(Object.assign(new Error('/secret'), { code: 'EIO' }))).toBe('could not be written (EIO).')
    expect(writingTrouble(new Error('/secret'))).not.toContain('secret')
  })
})
