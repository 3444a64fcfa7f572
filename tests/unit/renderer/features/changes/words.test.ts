// What the Changes panel says.
import { describe, expect, it } from 'vitest'
import type { ChangeSource } from '../../../../../preload/contract/changes'
import {
  bulkWords,
  choiceWords,
  count,
  cutWords,
  emptyWords,
  warnings,
} from '../../../../../renderer/features/changes/words'
import { factsOf } from '../../stores/changes/samples'

describe('the name of a source', () => {
  it('shortens ids, not names', () => {
    expect(choiceWords({ kind: 'commit', revision: 'abcdef0123456789' })).toBe('Commit abcdef01')
    expect(choiceWords({ kind: 'commit', revision: 'v1.2-rc' })).toBe('Commit v1.2-rc')
  })

  it('knows the last turn also by its id', () => {
    expect(choiceWords({ kind: 'turn', turnId: 'x' }, true)).toBe('Last turn')
    expect(choiceWords({ kind: 'turn', turnId: 'x' })).toBe('An earlier turn')
  })
})

describe('warnings', () => {
  it('say what is under way and what is in the way', () => {
    expect(warnings(factsOf({ operation: 'rebase', conflicted: 2, locked: true, sparse: true }))).toEqual([
      'A rebase is under way, 2 files with conflicts.',
      'Another program holds the lock of the index: staging and committing wait for it.',
      'A sparse checkout: files outside of it are not shown.',
    ])
    expect(warnings(factsOf({ conflicted: 1 }))).toEqual(['1 file with conflicts.'])
    expect(warnings(factsOf())).toEqual([])
  })
})

describe('acts over all files', () => {
  it('are called by what they are about', () => {
    const turn: ChangeSource = { kind: 'turn', threadId: 't', turnId: null, patch: null }
    expect(bulkWords(turn, 'stage')).toBe('Stage only this turn')
    expect(bulkWords({ kind: 'unstaged' }, 'stage')).toBe('Stage all')
    expect(bulkWords({ kind: 'staged' }, 'unstage')).toBe('Unstage all')
  })

  it('are not offered where they make no sense', () => {
    expect(bulkWords({ kind: 'staged' }, 'revert')).toBeNull()
    expect(bulkWords({ kind: 'rewind', threadId: 't', turnId: 'x' }, 'revert')).toBeNull()
  })
})

it('every source says why it is empty', () => {
  expect(emptyWords({ kind: 'branch', base: 'main' }).words).toContain('main')
  expect(emptyWords({ kind: 'unstaged' }).title).toBe('Nothing unstaged')
})

it('a list that was cut says so', () => {
  expect(cutWords({ files: [], fileCount: 0 })).toBeNull()
  expect(cutWords({ files: [], fileCount: 25_000 })).toBe('The first 0 files of 25,000 are listed.')
  expect(count(1, 'entry', 'entries')).toBe('1 entry')
})
