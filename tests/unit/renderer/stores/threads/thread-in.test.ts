// @vitest-environment jsdom
// One session in the homes of two projects: the one that runs is not put away for the other.
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useComposer } from '../../../../../renderer/stores/composer/composer'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useServers } from '../../../../../renderer/stores/app/servers'
import { threadIn } from '../../../../../renderer/stores/threads/thread-in'
import { useActiveThread, useThreadIn, useThreads } from '../../../../../renderer/stores/threads/threads'
import { newTurn } from '../../../../../renderer/stores/threads/turn-edits'
import { fakeDeck } from '../fake-deck'
import { codexThread, delta, fresh, input, itemStarted, project, projectId, threadId, turn } from '../samples'

const other = { ...project, id: 'fedcba9876543210', path: '/srv/other', name: 'other' }
const acts = () => useThreads.getState()
const open = () => acts().threads[threadId]
const running = () => ({ ...fresh(), title: 'Fix the parser', turns: [newTurn('turn-1')], runningTurnId: 'turn-1' })
const answers = {
  'thread/resume': { thread: codexThread(threadId), model: 'gpt-6' },
  'thread/turns/list': { data: [turn('a', 'completed')], nextCursor: null },
}

beforeEach(() => {
  useThreads.setState({ threads: { [threadId]: running() }, lists: {} })
  useProjects.setState({ projects: [project, other], activeId: other.id, activeThreadId: { [other.id]: threadId } })
  useComposer.setState({ drafts: {}, history: {} })
  useServers.setState({ byProject: {} })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('opening it in the other project leaves it alone, and what it says goes on', async () => {
  const deck = fakeDeck(answers)
  await acts().openThread(other.id, threadId)
  expect(deck.calls).toEqual([])
  acts().receive([
    { type: 'codex', projectId, notification: itemStarted({ type: 'agentMessage', id: 'm', text: '' }) },
    { type: 'codex', projectId, notification: delta('m', 'still here') },
  ])
  expect(open()).toMatchObject({ projectId, runningTurnId: 'turn-1' })
  expect(JSON.stringify(open()?.turns)).toContain('still here')
})

it('the other project shows why it can’t be opened, and which one has it', () => {
  const shown = renderHook(() => useActiveThread()).result
  expect(shown.current).toMatchObject({
    projectId: other.id,
    title: 'Fix the parser',
    loading: 'failed',
    runningTurnId: null,
    turns: [],
  })
  expect(shown.current?.problem?.message).toContain('in the project “project”')
  const before = shown.current
  // Nothing is drawn anew for what runs elsewhere.
  act(() => acts().receive([{ type: 'codex', projectId, notification: delta('m', 'more') }]))
  expect(shown.current).toBe(before)
})

it('its own project shows it as ever', () => {
  expect(renderHook(() => useThreadIn(projectId, threadId)).result.current).toBe(open())
})

it('once it has ended there the other project opens it', async () => {
  const deck = fakeDeck(answers)
  const shown = renderHook(() => useThreadIn(other.id, threadId)).result
  act(() => useThreads.setState({ threads: { [threadId]: { ...running(), runningTurnId: null } } }))
  expect(shown.current).toBeNull()
  await act(() => acts().openThread(other.id, threadId))
  expect(shown.current).toMatchObject({ projectId: other.id, loading: 'none' })
  expect(deck.of('thread/unsubscribe')).toEqual([{ threadId }])
})

it('nothing can be sent to it from the other project', async () => {
  const deck = fakeDeck(answers)
  const result = await acts().send(other.id, threadId, input)
  expect(result).toMatchObject({ ok: false, error: { code: 'thread.elsewhere' } })
  expect(deck.calls).toEqual([])
  expect(open()?.turns).toHaveLength(1)
})

it('says less where the other project has left the list', () => {
  useProjects.setState({ projects: [other] })
  expect(threadIn(open(), other.id)?.problem?.message).toContain('in another project')
  expect(threadIn(undefined, other.id)).toBeNull()
})
