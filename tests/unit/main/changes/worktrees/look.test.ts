import { describe, expect, it } from 'vitest'
import { countPaths } from '../../../../../main/changes/worktrees/look'

describe('counting what git status lists', () => {
  it.each([
    ['', 0],
    [' M a\0?? b/\0', 2],
    ['R  new\0old\0 M a\0', 2],
    [' R new\0R  not a record\0?? x\0', 2],
    ['?? R  odd name\0 D c\0', 2],
    ['UU a\nb\0', 1],
  ])('%j has %i paths', (output, count) => {
    expect(countPaths(Buffer.from(output))).toBe(count)
  })
})
