import { describe, expect, it } from 'vitest'
import { holdsWords, stateWords, worktreeTip } from '../../../../../renderer/stores/changes/worktree-words'
import { sampleWorktree } from '../sample-worktree'

describe('what is said of a worktree', () => {
  it.each([
    [{ dirty: 0, ahead: 0 }, 'Nothing changed yet'],
    [{ dirty: 1, ahead: 0 }, '1 uncommitted change'],
    [{ dirty: 2, ahead: 1 }, '2 uncommitted changes, 1 commit since main'],
    [{ dirty: 0, ahead: 1200 }, '1,200 commits since main'],
    [{ dirty: null, ahead: null }, 'Looking at it…'],
    [{ state: 'missing' as const }, 'Its folder is gone'],
    [{ state: 'failed' as const, problem: 'No space' }, 'No space'],
    [{ setup: { state: 'running' as const, exitCode: null, output: '' } }, 'Set-up script runs'],
  ])('%j is “%s”', (part, words) => {
    expect(stateWords(sampleWorktree(part))).toBe(words)
  })

  it('names it in its tooltip, and says nothing of what it holds before that is known', () => {
    expect(worktreeTip(sampleWorktree({ dirty: 3 }))).toBe('Worktree topic\n3 uncommitted changes')
    expect(holdsWords(sampleWorktree({ dirty: null, ahead: null }))).toBeNull()
  })
})
