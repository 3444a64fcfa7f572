import { describe, expect, it } from 'vitest'
import { branchProblem, suggestedBranch } from '../../../../../renderer/features/worktrees/branch-name'

describe('a branch’s name as it is typed', () => {
  it.each(['topic', 'feature/x-1', 'ünï', 'a.b', 'a@b', 'v1.lock2', '漢字', "it's"])('may be %s', (name) => {
    expect(branchProblem(name, [])).toBeNull()
  })

  it.each([
    'a b',
    'a..b',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[b',
    'a\\b',
    'a@{1}',
    '-x',
    '/a',
    'a/',
    'a//b',
    '.a',
    'a/.b',
    'a.',
    'a.lock',
    'a.lock/b',
    '@',
    'HEAD',
    'refs/heads/a',
    'a\u0007b',
  ])('may not be %s', (name) => {
    expect(branchProblem(name, [])).not.toBeNull()
  })

  it('is not one that is there, nor above or below one', () => {
    expect(branchProblem('a', ['a'])).toMatch(/already/)
    expect(branchProblem('a/b', ['a'])).toMatch(/beside the branch “a”/)
    expect(branchProblem('a', ['a/b'])).toMatch(/beside the branch “a\/b”/)
    expect(branchProblem('ab', ['a'])).toBeNull()
    expect(branchProblem('', ['a'])).toBeNull()
  })
})

describe('a suggested name', () => {
  it('has the first words of what is asked for', () => {
    expect(suggestedBranch('Fix the Pärser, please & thanks a lot', [])).toBe('codex/fix-the-parser-please-thanks')
    expect(suggestedBranch('', [])).toBe('codex/work')
    expect(suggestedBranch('漢字 🚀', [])).toBe('codex/work')
  })

  it('is free, and one that git takes', () => {
    expect(suggestedBranch('x', ['codex/x', 'codex/x-2'])).toBe('codex/x-3')
    expect(suggestedBranch('x', ['codex'])).toBe('')
    for (const words of ['../..', '--', '@{', 'a'.repeat(300), '.lock .lock'])
      expect(branchProblem(suggestedBranch(words, []), [])).toBeNull()
  })
})
