// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { useUsage } from '../../../../../renderer/stores/sessions/usage'
import { fakeDeck, refusal } from '../fake-deck'
import { projectId, threadId } from '../samples'

it('keeps the older counts in view when counting again fails', async () => {
  let answer: unknown = { threadId, turns: [], tokens: {}, contextWindow: null, contextUsed: null }
  fakeDeck({ 'sessions/usage': () => answer })
  await useUsage.getState().loadThread(projectId, threadId)
  answer = refusal('Gone.')
  await useUsage.getState().loadThread(projectId, threadId)
  expect(useUsage.getState().threads[threadId]).toMatchObject({
    report: { threadId },
    loading: false,
    problem: { message: 'Gone.' },
  })
})

it('asks once while it counts', async () => {
  const deck = fakeDeck({ 'projects/usage': { days: [] } })
  await Promise.all([useUsage.getState().loadProject(projectId), useUsage.getState().loadProject(projectId)])
  expect(deck.of('projects/usage')).toHaveLength(1)
})
