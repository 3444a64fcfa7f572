// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { editKey, useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { featureRows } from '../../../../../renderer/stores/config/feature-rows'
import { featureKey, useFeatures } from '../../../../../renderer/stores/config/features'
import { fakeDeck, later } from '../fake-deck'
import { homeWrite, projectId, readAnswer, userLayer } from './sample-config'

beforeEach(() => {
  useConfigEdits.setState(useConfigEdits.getInitialState(), true)
  useEffective.setState(useEffective.getInitialState(), true)
  useFeatures.setState(useFeatures.getInitialState(), true)
})
afterEach(() => vi.unstubAllGlobals())
const features = () => useFeatures.getState()
const row = () => {
  const [first] = featureRows(
    features().byProject[projectId] ?? [],
    useEffective.getState().byProject[projectId]?.layers ?? [],
    new Map(),
  )
  if (first === undefined) throw new Error('no feature')
  return first
}
const start = async (answers: Record<string, unknown> = {}) => {
  const home: { goals?: boolean } = {}
  const deck = fakeDeck({
    'config/read': () => readAnswer([userLayer({ features: home }, JSON.stringify(home))]),
    'experimentalFeature/list': () => ({
      data: [{ name: 'goals', stage: 'stable', enabled: home.goals ?? true, defaultEnabled: true }],
    }),
    'config/write': () => {
      home.goals = false
      return [homeWrite()]
    },
    ...answers,
  })
  await Promise.all([features().load(projectId), useEffective.getState().load(projectId)])
  return { deck, home }
}
it('turns a feature by one write and shows what Codex then says', async () => {
  const { deck } = await start()
  expect(row().runs).toBe(true)
  expect(await features().toggle(projectId, row(), false, 'project')).toBe(true)
  expect(deck.of('config/write')[0]).toMatchObject({
    edits: [{ path: ['features', 'goals'], value: false, merge: 'replace' }],
  })
  expect(row()).toMatchObject({ runs: false, written: false })
})

it('shows it turned before it is written, and turned back when it was refused', async () => {
  const answer = later()
  await start({ 'config/write': () => answer.promise })
  const done = features().toggle(projectId, row(), false, 'project')
  const id = editKey(projectId, featureKey('goals'))
  await vi.waitFor(() => expect(useConfigEdits.getState().pending[id]).toBe(false))
  answer.settle([homeWrite({ state: 'refused', problem: 'Required.', undoId: null })])
  expect(await done).toBe(false)
  expect(useConfigEdits.getState().pending[id]).toBeUndefined()
  expect(useConfigEdits.getState().problems[id]).toBe('Required.')
})

it('asks again when the file was changed by hand', async () => {
  const { deck, home } = await start()
  const end = features().watch(projectId)
  await vi.waitFor(() => expect(deck.of('experimentalFeature/list')).toHaveLength(2))
  home.goals = false
  await useEffective.getState().load(projectId)
  await vi.waitFor(() => expect(row().runs).toBe(false))
  end()
})
