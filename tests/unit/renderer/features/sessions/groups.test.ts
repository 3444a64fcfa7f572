import { describe, expect, it } from 'vitest'
import { groupByTime, markOf } from '../../../../../renderer/features/sessions/groups'
import { isUnread } from '../../../../../renderer/features/sessions/seen'
import type { ThreadSummary } from '../../../../../renderer/stores/model'

const noon = new Date(2026, 4, 20, 12).getTime()
const thread = (id: string, hoursAgo: number): ThreadSummary => ({
  id,
  title: id,
  preview: '',
  updatedAtMs: noon - hoursAgo * 3_600_000,
  activity: 'idle',
  demo: false,
  cwd: '/',
  branch: null,
})

it('groups threads under headings of time, in their order', () => {
  const groups = groupByTime([thread('a', 1), thread('b', 2), thread('c', 20), thread('d', 400)], noon)
  expect(groups.map((group) => [group.period, group.threads.map((summary) => summary.id)])).toEqual([
    ['Today', ['a', 'b']],
    ['Yesterday', ['c']],
    ['Older', ['d']],
  ])
})

describe('the mark of a thread', () => {
  const quiet = { activity: 'idle', waiting: false, running: false, unread: false } as const

  it('shows what is most pressing', () => {
    expect(markOf({ ...quiet, running: true, waiting: true, unread: true })).toBe('waiting')
    expect(markOf({ ...quiet, running: true, unread: true })).toBe('running')
    expect(markOf({ ...quiet, activity: 'error', unread: true })).toBe('failed')
    expect(markOf({ ...quiet, unread: true })).toBe('unread')
    expect(markOf(quiet)).toBe('none')
  })

  it('calls a thread unread only if it was looked at before and moved on since', () => {
    expect(isUnread(undefined, 10)).toBe(false)
    expect(isUnread(10, 10)).toBe(false)
    expect(isUnread(9, 10)).toBe(true)
  })
})
