import { describe, expect, it } from 'vitest'
import { emptyList, reduceList, withFirstPage, withPage } from '../../../../../renderer/stores/lists/list-reduce'
import type { ThreadList } from '../../../../../renderer/stores/threads/model'
import { readThread, summaryOf } from '../../../../../renderer/stores/threads/thread-fields'
import { codexThread, completed, itemStarted, note, started, threadId } from '../samples'

const row = (id: string, more: object = {}) => {
  const thread = readThread(codexThread(id, more))
  if (thread === null) throw new Error('no thread')
  return summaryOf(thread)
}
const list: ThreadList = {
  ...emptyList,
  summaries: [row('newer', { recencyAt: 60 }), row(threadId, { recencyAt: 50 })],
}
const ids = (one: ThreadList) => one.summaries.map((summary) => summary.id)
const startedThread = (id: string, more: object = {}) => ({
  method: 'thread/started',
  params: { thread: codexThread(id, more) },
})

describe('the first page', () => {
  it('takes the place of what was known, but for chats that are open and not on disk yet', () => {
    const born = reduceList(list, startedThread('born', { recencyAt: 70 }))
    const page = [row('newer', { recencyAt: 60 })]
    const next = withFirstPage(born, (id) => id === 'born', page, 'more')
    expect(ids(next)).toEqual(['born', 'newer'])
    expect(next).toMatchObject({ cursor: 'more', loading: 'none' })
    expect(ids(withFirstPage({ ...born, archived: true }, () => true, page, null))).toEqual(['newer'])
  })
})

describe('the list of threads', () => {
  it('takes in a new thread, but no sub-agent and no unsaved one', () => {
    expect(ids(reduceList(list, startedThread('new', { recencyAt: 70 })))).toEqual(['new', 'newer', threadId])
    expect(reduceList(list, startedThread('sub', { parentThreadId: threadId }))).toBe(list)
    expect(reduceList(list, startedThread('brief', { ephemeral: true }))).toBe(list)
  })

  it('moves a thread up when a turn starts in it, and says that it runs', () => {
    const running = reduceList(list, started())
    expect(ids(running)).toEqual([threadId, 'newer'])
    expect(running.summaries[0]).toMatchObject({ activity: 'running', updatedAtMs: 100_000 })
    expect(reduceList(running, completed()).summaries[0]?.activity).toBe('idle')
  })

  it('follows names and status', () => {
    const waiting = reduceList(
      list,
      note('thread/status/changed', { status: { type: 'active', activeFlags: ['waitingOnApproval'] } }),
    )
    expect(waiting.summaries[1]?.activity).toBe('waiting')
    expect(
      reduceList(list, note('thread/status/changed', { status: { type: 'systemError' } })).summaries[1]?.activity,
    ).toBe('error')
    expect(reduceList(list, note('thread/name/updated', { threadName: 'N' })).summaries[1]?.title).toBe('N')
  })

  it('gives an untitled thread the first words said in it', () => {
    const untitled = reduceList(list, startedThread('new', { preview: '' }))
    const item = { type: 'userMessage', id: 'u', clientId: null, content: [{ type: 'text', text: 'Do it' }] }
    const { params } = itemStarted(item)
    const named = reduceList(untitled, { method: 'item/started', params: { ...(params as object), threadId: 'new' } })
    expect(named.summaries.find((summary) => summary.id === 'new')?.title).toBe('Do it')
  })

  it('loses what was archived or deleted; the archived list loses what came back', () => {
    expect(ids(reduceList(list, note('thread/archived')))).toEqual(['newer'])
    expect(ids(reduceList(list, note('thread/deleted')))).toEqual(['newer'])
    const archived = { ...list, archived: true }
    expect(reduceList(archived, note('thread/archived'))).toBe(archived)
    expect(ids(reduceList(archived, note('thread/unarchived')))).toEqual(['newer'])
  })

  it('is the same list when nothing in it changed', () => {
    for (const method of [
      'item/agentMessage/delta',
      'thread/archived',
      'turn/started',
      'thread/name/updated',
      'future',
    ])
      expect(reduceList(list, { method, params: { threadId: 'elsewhere' } })).toBe(list)
  })

  it('doubles no row that moved between two pages', () => {
    expect(ids(withPage(list, [row(threadId), row('old')], null))).toEqual(['newer', threadId, 'old'])
  })

  it('marks threads of the demo', () => {
    expect(row('d', { modelProvider: 'deck-demo' }).demo).toBe(true)
  })
})

it('puts the later of two chats begun within one second first', () => {
  const first = reduceList(emptyList, startedThread('first', { recencyAt: 70 }))
  expect(ids(reduceList(first, startedThread('second', { recencyAt: 70 })))).toEqual(['second', 'first'])
})
