// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useFeatureDrift } from '../../../../../renderer/stores/config/feature-drift'
import { switchKey, useProfileFeatures } from '../../../../../renderer/stores/config/profile-features'
import { useProfiles } from '../../../../../renderer/stores/config/profiles'
import { emptyThread } from '../../../../../renderer/stores/threads/model'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { fakeDeck, refusal } from '../fake-deck'

beforeEach(() => {
  useProfileFeatures.setState(useProfileFeatures.getInitialState(), true)
  useProfiles.setState(useProfiles.getInitialState(), true)
  useFeatureDrift.setState(useFeatureDrift.getInitialState(), true)
  useThreads.setState(useThreads.getInitialState(), true)
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.unstubAllGlobals())
const store = () => useProfileFeatures.getState()
const key = (feature: string) => switchKey('p', 'work', feature)

/** A file that takes a save only against what it says. */
const file = (begin: string, answers: Record<string, unknown> = {}) => {
  const held = { text: begin }
  const deck = fakeDeck({
    'profiles/list': [],
    'profiles/used': null,
    'config/text': () => ({ text: held.text, hash: held.text, exists: true, lossy: false }),
    'config/saveText': ({ text, expectedHash }: Record<string, unknown>) => {
      if (expectedHash !== held.text) return { state: 'conflict', now: {} }
      held.text = String(text)
      return { state: 'saved', hash: held.text, undoId: `u${held.text.length}`, backup: null }
    },
    ...answers,
  })
  return { deck, held }
}

it('switches one after the other, each against what the one before left', async () => {
  const { held } = file('# mine\n')
  const both = [store().set('p', 'work', 'goals', true), store().set('p', 'work', 'hooks', false)]
  expect(store().pending).toEqual({ [key('goals')]: true, [key('hooks')]: false })
  expect(await Promise.all(both)).toEqual([true, true])
  expect(held.text).toBe('# mine\n\n[features]\ngoals = true\nhooks = false\n')
  expect(store().pending).toEqual({})
})

it('says at the feature why it was not written', async () => {
  file('features = {}\n')
  expect(await store().set('p', 'work', 'goals', true)).toBe(false)
  expect(store().problems[key('goals')]).toMatch(/as text only/)
  fakeDeck({ 'config/text': { text: '', hash: 'h', exists: false, lossy: false } })
  await store().set('p', 'work', 'goals', true)
  expect(store().problems[key('goals')]).toMatch(/not there any more/)
  fakeDeck({
    'config/text': { text: '', hash: 'h', exists: true, lossy: false },
    'config/saveText': {
      state: 'invalid',
      problems: [{ line: 2, column: 1, message: 'needs a limit', level: 'error' }],
    },
  })
  await store().set('p', 'work', 'rollout_budget', true)
  expect(store().problems[key('rollout_budget')]).toBe('Line 2: needs a limit')
})

it('takes the last one back, by the notice or by keyboard, and never a second time', async () => {
  const { deck } = file('', { 'config/undo': [{ state: 'written', problem: null }] })
  await store().set('p', 'work', 'goals', true)
  await store().set('p', 'work', 'hooks', true)
  expect(useNotices.getState().notices).toHaveLength(1)
  expect(await store().undo('p')).toBe(true)
  expect(await store().undo('p')).toBe(true)
  expect(await store().undo('p')).toBe(false)
  const undone = deck.of('config/undo').map(({ undoIds }) => undoIds)
  expect(undone).toHaveLength(2)
  expect(undone[0]).not.toEqual(undone[1])
})

it('says what was not taken back', async () => {
  file('', { 'config/undo': refusal('Somebody else changed it.') })
  await store().set('p', 'work', 'goals', true)
  await store().undo('p')
  expect(useNotices.getState().notices.at(-1)?.message).toContain(
    'features.goals in the profile work was not taken back',
  )
})

it('marks open chats that were begun with the profile, and no others', async () => {
  file('', { 'profiles/of': ({ threadId }: Record<string, unknown>) => (threadId === 't' ? 'work' : 'other') })
  useThreads.setState({ threads: { u: emptyThread('p', 'u') } })
  await store().set('p', 'work', 'goals', true)
  await vi.waitFor(() => expect(useProfiles.getState().ofThread).toEqual({ u: 'other' }))
  expect(useFeatureDrift.getState().inProfiles).toEqual({})
  useThreads.setState({ threads: { t: emptyThread('p', 't') } })
  await store().set('p', 'work', 'goals', false)
  await vi.waitFor(() => expect(useFeatureDrift.getState().inProfiles).toEqual({ p: ['goals'] }))
})
