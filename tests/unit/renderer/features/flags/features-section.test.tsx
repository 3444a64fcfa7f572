import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { FeaturesSection, type FeatureProfile } from '../../../../../renderer/features/flags'
import { featureWords } from '../../../../../renderer/features/flags/feature-words'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { useFeatures } from '../../../../../renderer/stores/config/features'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { giveListLayout } from '../../list-layout'
import { homeWrite, projectId, readAnswer, userLayer } from '../../stores/config/sample-config'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { emptyThread } from '../../../../../renderer/stores/threads/model'

beforeEach(() => {
  giveListLayout()
  useConfigEdits.setState(useConfigEdits.getInitialState(), true)
  useEffective.setState(useEffective.getInitialState(), true)
  useFeatures.setState(useFeatures.getInitialState(), true)
  useThreads.setState(useThreads.getInitialState(), true)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const project: Project = {
  id: projectId,
  path: '/srv/weather',
  name: 'weather',
  trust: 'trusted',
  source: 'account',
  problem: null,
  branch: null,
  sharedHome: null,
  accountId: null,
}
const feature = (name: string, change: object = {}) => ({
  name,
  stage: 'stable',
  displayName: null,
  description: null,
  announcement: null,
  enabled: true,
  defaultEnabled: true,
  ...change,
})
const show = async (answers: Record<string, unknown> = {}, profile: FeatureProfile | null = null) => {
  const home: Record<string, boolean> = {}
  const deck = fakeDeck({
    'config/read': () => readAnswer([userLayer({ features: { ...home } }, JSON.stringify(home))]),
    'experimentalFeature/list': () => ({
      data: [
        feature('goals', { enabled: home['goals'] ?? true }),
        feature('network_proxy', {
          stage: 'beta',
          displayName: 'Network proxy',
          description: 'A proxy.',
          enabled: false,
        }),
        feature('undo', { stage: 'removed', enabled: false, defaultEnabled: false }),
      ],
    }),
    'config/write': ({ edits }: Record<string, unknown>) => {
      for (const { path, value } of edits as { path: string[]; value: boolean }[]) home[path[1] ?? ''] = value
      return [homeWrite()]
    },
    ...answers,
  })
  render(<FeaturesSection project={project} profile={profile} />)
  await screen.findAllByTestId('feature')
  return deck
}
const row = (name: string) => {
  const one = screen.getAllByTestId('feature').find((element) => element.dataset['feature'] === name)
  if (one === undefined) throw new Error(`no feature ${name}`)
  return within(one)
}
const toggle = (name: string) => fireEvent.click(row(name).getByRole('switch'))

it('turns a feature with one press and shows what is written', async () => {
  const deck = await show()
  toggle('goals')
  expect(row('goals').getByRole('switch').getAttribute('aria-checked')).toBe('false')
  await row('goals').findByText(/written: off/)
  expect(deck.of('config/write')[0]).toMatchObject({ edits: [{ path: ['features', 'goals'], value: false }] })
  // Once after the write; the change of the file's version asks no second time.
  expect(deck.of('experimentalFeature/list')).toHaveLength(2)
})

it('turns it back and says why when it is refused', async () => {
  await show({ 'config/write': [homeWrite({ state: 'refused', problem: 'Needs limit_tokens.', undoId: null })] })
  toggle('goals')
  expect((await row('goals').findByRole('alert')).textContent).toContain('Needs limit_tokens.')
  expect(row('goals').getByRole('switch').getAttribute('aria-checked')).toBe('true')
})

it('never turns what Codex has dropped', async () => {
  await show()
  expect(row('undo').getByRole('switch')).toHaveProperty('disabled', true)
  expect(row('undo').getByText('removed')).toBeTruthy()
})

it('filters by stage and finds our words and Codex’s', async () => {
  await show()
  const names = () => screen.queryAllByTestId('feature').map((element) => element.dataset['feature'])
  fireEvent.change(screen.getByRole('combobox', { name: 'Show' }), { target: { value: 'beta' } })
  expect(names()).toEqual(['network_proxy'])
  fireEvent.change(screen.getByRole('combobox', { name: 'Show' }), { target: { value: 'all' } })
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'keeps working' } })
  await waitFor(() => expect(names()).toEqual(['goals']))
})

it('says that open chats keep what they began with, and asks before it stops a turn', async () => {
  const deck = await show()
  const chat = { ...emptyThread(projectId, 't1'), runningTurnId: 'turn-1' }
  useThreads.setState({ threads: { t1: chat } })
  expect(screen.queryByTestId('renew-chats')).toBeNull()
  toggle('goals')
  const strip = within(await screen.findByTestId('renew-chats'))
  fireEvent.click(strip.getByRole('button', { name: 'Renew open chats' }))
  expect(deck.of('server/restart')).toEqual([])
  fireEvent.click(strip.getByRole('button', { name: 'Stop it and renew' }))
  await waitFor(() => expect(deck.of('server/restart')).toEqual([{ projectId }]))
})

it('says nothing of chats where none is open', async () => {
  await show()
  toggle('goals')
  await row('goals').findByText(/written: off/)
  expect(screen.queryByTestId('renew-chats')).toBeNull()
})

it('shows a profile’s own column', async () => {
  const onSet = vi.fn()
  await show({}, { name: 'deep', values: { goals: false }, onSet })
  const choice = row('goals').getByRole('combobox', { name: 'goals in the profile deep' })
  expect(choice).toHaveProperty('value', 'off')
  fireEvent.change(choice, { target: { value: '' } })
  expect(onSet).toHaveBeenCalledWith('goals', null)
})

it('says why nothing could be listed', async () => {
  fakeDeck({ 'experimentalFeature/list': refusal('config.toml is broken.') })
  render(<FeaturesSection project={project} />)
  expect((await screen.findByRole('alert')).textContent).toBe('config.toml is broken.')
})

it('has words for no name that is no feature', () => {
  expect(featureWords('constructor')).toBe('')
  expect(featureWords('goals')).not.toBe('')
})
