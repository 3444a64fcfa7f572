// @vitest-environment jsdom
// What models put around a commit message, and what is left of it.
import { describe, expect, it } from 'vitest'
import { plainMessage } from '../../../../../renderer/stores/changes/draft-message'

describe('a drafted message', () => {
  it.each([
    ['Add it', 'Add it'],
    ['\n  Add it  \n\nWhy.  \n', 'Add it\n\nWhy.'],
    ['```\nAdd it\n```', 'Add it'],
    ['```text\nAdd it\n\nWhy.\n```', 'Add it\n\nWhy.'],
    ['"Add it"', 'Add it'],
    ['`Add it`', 'Add it'],
    ['Add "it"', 'Add "it"'],
    ['Add it\r\n\r\nWhy.', 'Add it\n\nWhy.'],
    ['', ''],
  ])('%j is %j', (answer, message) => {
    expect(plainMessage(answer)).toBe(message)
  })

  it('is bounded', () => {
    expect(plainMessage('x'.repeat(100_000))).toHaveLength(10_000)
  })
})
