// What a review can be asked about, from what a person chose or typed.
import { describe, expect, it } from 'vitest'
import type { RefList } from '../../../../../preload/contract/changes'
import { branchOptions, commitOptions, targetOf } from '../../../../../renderer/features/composer/review-target'

const answers = { branch: '', commit: null, instructions: ' ' }
const refs: RefList = {
  branches: [
    { name: 'feature', remote: false, current: true },
    { name: 'alpha', remote: false, current: false },
    { name: 'main', remote: false, current: false },
    { name: 'origin/main', remote: true, current: false },
  ],
  commits: [
    { id: 'abc1234def', short: 'abc1234', title: 'Mend the parser', author: 'Ada', atMs: 1 },
    { id: 'fff0000aaa', short: 'fff0000', title: '', author: 'Bo', atMs: 0 },
  ],
}

describe('the target', () => {
  it('needs no more than the choice for uncommitted changes', () => {
    expect(targetOf('uncommittedChanges', answers)).toEqual({ type: 'uncommittedChanges' })
  })
  it('is missing until the rest is chosen', () => {
    for (const kind of ['baseBranch', 'commit', 'custom'] as const) expect(targetOf(kind, answers)).toBeNull()
  })
  it('names what was chosen', () => {
    expect(targetOf('baseBranch', { ...answers, branch: 'main' })).toEqual({ type: 'baseBranch', branch: 'main' })
    expect(targetOf('commit', { ...answers, commit: { id: 'abc', title: 'T' } })).toEqual({
      type: 'commit',
      sha: 'abc',
      title: 'T',
    })
    expect(targetOf('commit', { ...answers, commit: { id: 'abc', title: '' } })).toMatchObject({ title: null })
    expect(targetOf('custom', { ...answers, instructions: ' x ' })).toEqual({ type: 'custom', instructions: 'x' })
  })
})

describe('the lists', () => {
  it('offer other branches, the usual base first', () => {
    expect(branchOptions(refs, { base: 'main' }, '').map(({ value }) => value)).toEqual([
      'main',
      'alpha',
      'origin/main',
    ])
    expect(branchOptions(refs, null, 'MAIN').map(({ value }) => value)).toEqual(['main', 'origin/main'])
  })
  it('find commits by title, author and id, and take an id that is not listed', () => {
    expect(commitOptions(refs, 'parser ada').map(({ value }) => value)).toEqual(['abc1234def'])
    expect(commitOptions(refs, 'fff0')[0]?.label).toBe('(no title)')
    expect(commitOptions(refs, '0123456789')).toEqual([
      { value: '0123456789', label: '0123456789', note: 'an older commit' },
    ])
    expect(commitOptions(refs, '--all; rm')).toEqual([])
  })
})
