import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useComposer } from '../../../../../renderer/stores/composer/composer'
import { newThreadKey } from '../../../../../renderer/stores/threads/model'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { submit } from '../../../../../renderer/stores/composer/submit'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, later, refusal } from '../fake-deck'
import { codexThread, project, projectId, threadId, turn, turnId } from '../samples'

const key = newThreadKey(projectId)
const draft = () => useComposer.getState().drafts

beforeEach(() => {
  useThreads.setState({ threads: {}, lists: {} })
  useProjects.setState({ projects: [project], activeId: projectId, activeThreadId: {} })
  useComposer.setState({ drafts: {}, history: {} })
  useNotices.setState({ notices: [] })
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
