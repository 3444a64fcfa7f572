import { describe, expect, it } from 'vitest'
import { folderName } from '../../../../../main/changes/worktrees/slug'

describe('the folder of a worktree', () => {
  it.each([
    ['topic', 'topic-abcdef'],
    ['feature/Ünï-Köde', 'feature-uni-kode-abcdef'],
    ['漢字', 'worktree-abcdef'],
    ['..\\..\\con', 'con-abcdef'],
    [`${'a'.repeat(39)}/b`, `${'a'.repeat(39)}-abcdef`],
    ['\u202Erevo', 'revo-abcdef'],
  ])('of %s is %s', (branch, name) => {
    expect(folderName(branch, 'abcdef0123456789')).toBe(name)
  })
})
