import { describe, expect, it } from 'vitest'
import { markOf, rowsOfList, type ListRow } from '../../../../../renderer/features/sessions/groups'
import type { ThreadSummary } from '../../../../../renderer/stores/threads/model'
import { pinnedSectionId } from '../../../../../renderer/stores/lists/thread-lists'

const now = new Date(2026, 10, 21, 12).getTime()
const dayMs = 86_400_000
const thread = (id: string, agoMs: number, more: Partial<ThreadSummary> = {}): ThreadSummary => ({
  id,
  title: id,
  preview: '',
  updatedAtMs: now - agoMs,
  activity: 'idle',
  demo: false,
  cwd: '/',
  branch: null,
  sectionId: null,
  readState: null,
  ...more,
})
const options = { nowMs: now, folded: new Set<string>(), children: {}, unfolded: new Set<string>() }
const words = (rows: ListRow[]): string[] =>
  rows.map((row) =>
    row.kind === 'heading'
      ? `# ${row.text}`
      : row.kind === 'section'
        ? `[${row.section.name} ${row.count}${row.folded ? ' folded' : ''}]`
        : `${row.child ? '  ' : ''}${row.summary.id}`,
  )
const pinned = { id: pinnedSectionId, name: 'Pinned' }

describe('the rows of a list', () => {
  it('stand under headings of days, then of months; today needs none at the top', () => {
    const summaries = [
      thread('now', 0),
      thread('yesterday', dayMs),
      thread('midweek', 4 * dayMs),
      thread('october', 40 * dayMs),
      thread('october too', 41 * dayMs),
      thread('last year', 400 * dayMs),
    ]
    expect(words(rowsOfList({ summaries, sections: [] }, options))).toEqual([
      'now',
      '# Yesterday',
      'yesterday',
      '# Last 7 days',
      'midweek',
      '# October',
      'october',
      'october too',
      '# October 2025',
      'last year',
    ])
  })

  it('of a clock that is ahead stand under today', () => {
    expect(words(rowsOfList({ summaries: [thread('tomorrow', -dayMs)], sections: [] }, options))).toEqual(['tomorrow'])
  })

  it('begin with the sections; an empty “Pinned” is left out, another empty one is not', () => {
    const work = { id: 's1', name: 'Work' }
    const summaries = [thread('a', 0), thread('b', dayMs, { sectionId: 's1' })]
    expect(words(rowsOfList({ summaries, sections: [pinned, work] }, options))).toEqual([
      '[Work 1]',
      'b',
      '# Today',
      'a',
    ])
    expect(words(rowsOfList({ summaries: [], sections: [pinned, work] }, options))).toEqual(['[Work 0]'])
    expect(
      words(rowsOfList({ summaries: [thread('p', 0, { sectionId: pinnedSectionId })], sections: [pinned] }, options)),
    ).toEqual(['[Pinned 1]', 'p'])
  })

  it('of a folded section are not there', () => {
    const summaries = [thread('b', 0, { sectionId: 's1' })]
    const folded = new Set(['s1'])
    expect(words(rowsOfList({ summaries, sections: [{ id: 's1', name: 'Work' }] }, { ...options, folded }))).toEqual([
      '[Work 1 folded]',
    ])
  })

  it('of a section that is gone stand by their time', () => {
    expect(words(rowsOfList({ summaries: [thread('a', 0, { sectionId: 'gone' })], sections: [] }, options))).toEqual([
      'a',
    ])
  })

  it('of sub-agents stand under their unfolded parent', () => {
    const children = { a: [thread('helper', 0)] }
    const list = { summaries: [thread('a', 0), thread('b', 1)], sections: [] }
    expect(words(rowsOfList(list, { ...options, children }))).toEqual(['a', 'b'])
    const unfolded = new Set(['a'])
    expect(words(rowsOfList(list, { ...options, children, unfolded }))).toEqual(['a', '  helper', 'b'])
  })

  it('have keys of their own', () => {
    const summaries = [thread('a', 0), thread('b', dayMs), thread('c', 90 * dayMs)]
    const keys = rowsOfList({ summaries, sections: [] }, options).map((row) => row.key)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('the mark of a thread', () => {
  const quiet = { activity: 'idle' as const, waiting: false, running: false, unread: false }
  it('is what presses most: waiting, running, failed, unread', () => {
    expect(markOf(quiet)).toBe('none')
    expect(markOf({ ...quiet, unread: true })).toBe('unread')
    expect(markOf({ ...quiet, unread: true, activity: 'error' })).toBe('failed')
    expect(markOf({ ...quiet, activity: 'error', running: true })).toBe('running')
    expect(markOf({ ...quiet, running: true, waiting: true })).toBe('waiting')
  })
})
