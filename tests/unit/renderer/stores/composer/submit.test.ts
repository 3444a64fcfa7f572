// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useComposer } from '../../../../../renderer/stores/composer/composer'
import type { CommentPlace } from '../../../../../renderer/stores/changes/code-comment'
import { useComments } from '../../../../../renderer/stores/changes/comments'
import { emptyThread, newThreadKey } from '../../../../../renderer/stores/threads/model'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { submit } from '../../../../../renderer/stores/composer/submit'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { newTurn } from '../../../../../renderer/stores/threads/turn-edits'
import { fakeDeck, later, refusal } from '../fake-deck'
import { codexThread, project, projectId, threadId, turn, turnId } from '../samples'

const key = newThreadKey(projectId)
const draft = () => useComposer.getState().drafts

beforeEach(() => {
  useThreads.setState({ threads: {}, lists: {} })
  useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: {} })
  useComposer.setState({ drafts: {}, history: {} })
  useNotices.setState({ notices: [] })
  useComments.setState({ byChat: {}, writing: {}, texts: {}, sending: new Set() })
})
afterEach(() => vi.unstubAllGlobals())

it('empties the composer at once, and the new thread keeps its choices', async () => {
  fakeDeck({ 'thread/start': { thread: codexThread(threadId) }, 'turn/start': { turn: turn(turnId, 'inProgress') } })
  useComposer.getState().edit(key, { text: 'Do it', preset: 'auto', model: 'm' })
  const submitting = submit(projectId, null, 'send')
  expect(draft()[key]).toMatchObject({ text: '', preset: 'auto' })
  expect(await submitting).toBe(true)
  expect(draft()[threadId]).toMatchObject({ text: '', preset: 'auto', model: 'm' })
  expect(useComposer.getState().history[projectId]).toEqual(['Do it'])
})

it('puts the draft back before what was typed meanwhile, and says why', async () => {
  const answer = later()
  fakeDeck({ 'thread/start': () => answer.promise })
  const images = [{ name: 'a.png', dataUrl: 'data:image/png;base64,AA==' }]
  useComposer.getState().edit(key, { text: 'first', images })
  const submitting = submit(projectId, null, 'send')
  useComposer.getState().edit(key, { text: 'second' })
  answer.settle(refusal('config.toml is broken'))
  expect(await submitting).toBe(false)
  expect(draft()[key]).toMatchObject({ text: 'first\nsecond', images })
  expect(useNotices.getState().notices[0]?.message).toBe('The message was not sent: config.toml is broken')
  expect(useComposer.getState().history[projectId]).toBeUndefined()
})

it('sends nothing when there is nothing to send', async () => {
  const deck = fakeDeck()
  useComposer.getState().edit(key, { text: '  \n' })
  expect(await submit(projectId, null, 'send')).toBe(false)
  expect(deck.calls).toEqual([])
})

const place: CommentPlace = {
  path: 'src/a.ts',
  side: 'new',
  from: 3,
  to: 3,
  quote: ['let a'],
  sourceKey: 'k',
  source: 'Unstaged changes',
}
const comment = (chat: string, words: string) => {
  useComments.getState().write(chat, place)
  useComments.getState().setText(chat, words)
  useComments.getState().save(chat)
}
const textOf = (params: Record<string, unknown> | undefined): unknown => {
  const [part]: unknown[] = Array.isArray(params?.['input']) ? params['input'] : []
  return typeof part === 'object' && part !== null && 'text' in part ? part.text : null
}

it('sends the comments with the words as one message, and they are gone', async () => {
  useThreads.setState({ threads: { [threadId]: emptyThread(projectId, threadId) } })
  const deck = fakeDeck({ 'turn/start': { turn: turn(turnId, 'inProgress') } })
  comment(threadId, 'Why?')
  useComposer.getState().edit(threadId, { text: 'Please' })
  expect(await submit(projectId, threadId, 'send')).toBe(true)
  expect(textOf(deck.of('turn/start')[0])).toBe(
    'Please\n\nComments on 1 place in the code:\n\n### 1. `src/a.ts:3` · Unstaged changes\n\n```ts\nlet a\n```\n\nWhy?',
  )
  expect(useComments.getState().byChat).toEqual({})
  // The arrow keys bring back what was typed, not what was quoted.
  expect(useComposer.getState().history[projectId]).toEqual(['Please'])
})

it('sends comments alone, also as the first message of a chat', async () => {
  const deck = fakeDeck({
    'thread/start': { thread: codexThread(threadId) },
    'turn/start': { turn: turn(turnId, 'inProgress') },
  })
  comment(key, 'Why?')
  expect(await submit(projectId, null, 'send')).toBe(true)
  expect(textOf(deck.of('turn/start')[0])).toMatch(/^Comments on 1 place/)
  expect(useComments.getState().byChat).toEqual({})
})

it('keeps comments that were not sent, and lets none be sent twice meanwhile', async () => {
  useThreads.setState({ threads: { [threadId]: emptyThread(projectId, threadId) } })
  const answer = later()
  const deck = fakeDeck({ 'turn/start': () => answer.promise })
  comment(threadId, 'Why?')
  const first = submit(projectId, threadId, 'send')
  expect(await submit(projectId, threadId, 'send')).toBe(false)
  comment(threadId, 'Written meanwhile')
  answer.settle(refusal('no model'))
  expect(await first).toBe(false)
  expect(deck.of('turn/start')).toHaveLength(1)
  expect(useComments.getState().byChat[threadId]?.map(({ words }) => words)).toEqual(['Why?', 'Written meanwhile'])
  expect(useComments.getState().sending.size).toBe(0)
  expect(useComposer.getState().drafts[threadId]?.text).toBe('')
})

it('leaves a message with Codex while a review runs, which takes nothing', async () => {
  const review = { ...newTurn('r'), items: [{ type: 'enteredReviewMode' as const, id: 'e', review: 'x' }] }
  useThreads.setState({
    threads: { [threadId]: { ...emptyThread(projectId, threadId), turns: [review], runningTurnId: 'r' } },
  })
  const deck = fakeDeck()
  useComposer.getState().edit(threadId, { text: 'And then mend it' })
  expect(await submit(projectId, threadId, 'steer')).toBe(true)
  expect(deck.of('turn/steer')).toEqual([])
  expect(deck.of('thread/queue/add')).toHaveLength(1)
})
