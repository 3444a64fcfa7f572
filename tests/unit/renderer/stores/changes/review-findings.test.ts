// Where findings point, and the words that ask Codex to mend them.
import { describe, expect, it } from 'vitest'
import {
  findingWords,
  fixWords,
  lastReviewOf,
  pathInFolder,
  whereOf,
} from '../../../../../renderer/stores/changes/review-findings'
import type { Finding } from '../../../../../renderer/stores/changes/review-text'
import { newTurn } from '../../../../../renderer/stores/threads/turn-edits'

const finding: Finding = {
  title: 'Off by one',
  priority: 1,
  path: '/srv/p/src/a.ts',
  from: 7,
  to: 9,
  body: 'It stops.\n\nSo.',
}

describe('a path of a finding', () => {
  it.each([
    ['/srv/p', '/srv/p/src/a.ts', 'src/a.ts'],
    ['/srv/p/', '/srv/p/src/a.ts', 'src/a.ts'],
    ['/srv/p', 'src/a.ts', 'src/a.ts'],
    ['/srv/p', './src/a.ts', 'src/a.ts'],
    ['C:\\work\\p', 'c:\\Work\\p\\src\\a.ts', 'src/a.ts'],
    ['C:\\work\\p', 'src\\a.ts', 'src/a.ts'],
    ['/srv/p', 'a\\b.ts', 'a\\b.ts'],
    [null, 'src/a.ts', 'src/a.ts'],
  ])('in %s: %s is %s', (root, path, inside) => {
    expect(pathInFolder(root, path)).toBe(inside)
  })

  it.each([
    ['/srv/p', '/srv/pp/a.ts'],
    ['/srv/p', '/etc/passwd'],
    ['/srv/p', '/srv/p/../x'],
    ['/srv/p', '../x'],
    ['/srv/p', ''],
    ['/srv/p', 'C:\\x'],
    [null, '/srv/p/a.ts'],
  ])('in %s: %s is outside', (root, path) => {
    expect(pathInFolder(root, path)).toBeNull()
  })

  it('is told with its lines, whole where it lies outside, not at all where there is none', () => {
    expect(whereOf(finding, '/srv/p')).toBe('src/a.ts:7-9')
    expect(whereOf({ ...finding, to: 7 }, '/other')).toBe('/srv/p/src/a.ts:7')
    expect(whereOf({ ...finding, path: '' }, '/srv/p')).toBe('')
  })
})

describe('the words to mend', () => {
  it('one finding', () => {
    expect(fixWords([finding], '/srv/p')).toBe(
      'Fix this finding of the review:\n\n[P1] Off by one\nsrc/a.ts:7-9\n\nIt stops.\n\nSo.',
    )
    expect(findingWords({ ...finding, priority: null, path: '', body: '' }, null)).toBe('Off by one')
  })

  it('several, as a list whose items hold together', () => {
    expect(fixWords([finding, { ...finding, title: 'Two', body: '' }], '/srv/p')).toBe(
      'Fix these 2 findings of the review:\n\n1. [P1] Off by one\n   src/a.ts:7-9\n\n   It stops.\n\n   So.\n\n2. [P1] Two\n   src/a.ts:7-9',
    )
  })

  it('none', () => {
    expect(fixWords([], null)).toBe('')
  })
})

it('the last review with a result counts; one that failed after it does not hide it', () => {
  const review = (id: string, text: string) => ({
    ...newTurn(id),
    items: [{ type: 'exitedReviewMode' as const, id: `${id}-x`, review: text }],
  })
  const turns = [
    review('a', 'Old.'),
    review('b', 'New.'),
    newTurn('c'),
    review('d', 'Reviewer failed to output a response.'),
  ]
  expect(lastReviewOf({ turns })).toMatchObject({ turnId: 'b', itemId: 'b-x', review: { explanation: 'New.' } })
  expect(lastReviewOf({ turns: [] })).toBeNull()
  expect(lastReviewOf(null)).toBeNull()
})
