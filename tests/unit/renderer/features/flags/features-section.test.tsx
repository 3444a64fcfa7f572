import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { FeaturesSection } from '../../../../../renderer/features/flags'
import { featureWords } from '../../../../../renderer/features/flags/feature-words'
import { useNotices } from '../../../../../renderer/stores/app/notices'
import { useConfigEdits } from '../../../../../renderer/stores/config/config-edits'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { useFeatureDrift } from '../../../../../renderer/stores/config/feature-drift'
import { useFeatures } from '../../../../../renderer/stores/config/features'
import { useProfileFeatures } from '../../../../../renderer/stores/config/profile-features'
import { useProfiles } from '../../../../../renderer/stores/config/profiles'
import { useRenewal } from '../../../../../renderer/stores/config/renewal'
import { useThreads } from '../../../../../renderer/stores/threads/threads'
import { giveListLayout } from '../../list-layout'
import { homeWrite, projectId, readAnswer, userLayer } from '../../stores/config/sample-config'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { serverStarts } from '../../stores/server-starts'
import { emptyThread } from '../../../../../renderer/stores/threads/model'
import { sampleProject } from '../../../../support/sample-project'

beforeEach(() => {
  giveListLayout()
  useConfigEdits.setState(useConfigEdits.getInitialState(), true)
  useEffective.setState(useEffective.getInitialState(), true)
  useFeatures.setState(useFeatures.getInitialState(), true)
  useFeatureDrift.setState(useFeatureDrift.getInitialState(), true)
  serverStarts(projectId)
  useThreads.setState(useThreads.getInitialState(), true)
  useProfiles.setState(useProfiles.getInitialState(), true)
  useProfileFeatures.setState(useProfileFeatures.getInitialState(), true)
  useRenewal.setState(useRenewal.getInitialState(), true)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const project: Project = sampleProject({ id: projectId })
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
const show = async (answers: Record<string, unknown> = {}) => {
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
    'profiles/list': [],
    'profiles/used': null,
    ...answers,
  })
  render(<FeaturesSection project={project} />)
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
  await row('goals').findByText(/written: off/)
  expect(row('goals').getByRole('switch').getAttribute('aria-checked')).toBe('false')
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

it('marks what will go, which can still be turned, and finds it by that', async () => {
  const old = feature('old_way', { stage: 'deprecated', enabled: false, defaultEnabled: false })
  await show({ 'experimentalFeature/list': { data: [feature('goals'), old] } })
  expect(row('old_way').getByText('deprecated')).toBeTruthy()
  expect(row('old_way').getByRole('switch')).toHaveProperty('disabled', false)
  fireEvent.change(screen.getByRole('combobox', { name: 'Show' }), { target: { value: 'deprecated' } })
  expect(screen.getAllByTestId('feature').map(({ dataset }) => dataset['feature'])).toEqual(['old_way'])
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

describe('open chats', () => {
  const withTurn = async () => {
    const deck = await show()
    useThreads.setState({ threads: { t1: { ...emptyThread(projectId, 't1'), runningTurnId: 'turn-1' } } })
    expect(screen.queryByTestId('renew-chats')).toBeNull()
    toggle('goals')
    const strip = within(await screen.findByTestId('renew-chats'))
    fireEvent.click(strip.getByRole('button', { name: 'Renew open chats' }))
    expect(deck.of('server/restart')).toEqual([])
    return { deck, strip }
  }
  const endTurn = () => act(() => useThreads.setState({ threads: { t1: emptyThread(projectId, 't1') } }))

  it('are renewed now only when that was asked for by name while a turn runs', async () => {
    const { deck, strip } = await withTurn()
    fireEvent.click(strip.getByRole('button', { name: 'Cancel' }))
    expect(deck.of('server/restart')).toEqual([])
    fireEvent.click(strip.getByRole('button', { name: 'Renew open chats' }))
    fireEvent.click(strip.getByRole('button', { name: 'Stop it and renew' }))
    await waitFor(() => expect(deck.of('server/restart')).toEqual([{ projectId }]))
  })

  it('are renewed when the turn is over, where one waits for that', async () => {
    const { deck, strip } = await withTurn()
    fireEvent.click(strip.getByRole('button', { name: 'Renew when it is over' }))
    expect(deck.of('server/restart')).toEqual([])
    endTurn()
    await waitFor(() => expect(deck.of('server/restart')).toEqual([{ projectId }]))
  })

  it('are not asked about a turn that has ended meanwhile, and nothing happens by itself', async () => {
    const { deck, strip } = await withTurn()
    endTurn()
    expect(strip.queryByRole('button', { name: 'Stop it and renew' })).toBeNull()
    expect(deck.of('server/restart')).toEqual([])
  })
})

it('says nothing of chats where none is open', async () => {
  await show()
  toggle('goals')
  await row('goals').findByText(/written: off/)
  expect(screen.queryByTestId('renew-chats')).toBeNull()
})

describe('in a profile', () => {
  const deep = (features: Record<string, boolean>) => ({
    name: 'deep',
    path: '/h/deep.config.toml',
    keys: ['features'],
    features,
    model: null,
    effort: null,
    problem: null,
    command: 'x',
  })
  const withProfile = async () => {
    let text = '[features]\ngoals = false\n'
    const deck = await show({
      'profiles/list': () => [deep(text.includes('goals = false') ? { goals: false } : {})],
      'config/text': () => ({ text, hash: 'h', exists: true, lossy: false }),
      'config/saveText': ({ text: saved }: Record<string, unknown>) => {
        text = String(saved)
        return { state: 'saved', hash: 'x', undoId: 'u', backup: null }
      },
    })
    await screen.findByRole('option', { name: 'Profile deep' })
    fireEvent.change(screen.getByRole('combobox', { name: 'Write to' }), { target: { value: 'profile deep' } })
    return deck
  }

  it('shows and switches what the profile says, and leaves config.toml alone', async () => {
    const deck = await withProfile()
    expect(row('goals').getByText('profile: off')).toBeTruthy()
    expect(row('goals').getByText('without: on')).toBeTruthy()
    expect(row('goals').getByRole('switch').getAttribute('aria-checked')).toBe('false')
    fireEvent.click(row('goals').getByRole('button', { name: 'Take goals out of deep' }))
    await waitFor(() => expect(row('goals').queryByText('profile: off')).toBeNull())
    expect(deck.of('config/saveText')).toMatchObject([
      { file: { kind: 'profile', name: 'deep' }, text: '[features]\n' },
    ])
    expect(deck.of('config/write')).toEqual([])
  })

  it('counts as changed what the profile names', async () => {
    await withProfile()
    fireEvent.change(screen.getByRole('combobox', { name: 'Show' }), { target: { value: 'changed' } })
    expect(screen.getAllByTestId('feature').map((element) => element.dataset['feature'])).toEqual(['goals'])
  })

  it('begins there when it was opened for the profile, and with this project the next time', async () => {
    act(() => useProfileFeatures.getState().want(projectId, 'deep'))
    await show({ 'profiles/list': [deep({})] })
    const choice = () => screen.getByRole('combobox', { name: 'Write to' })
    expect(choice()).toHaveProperty('value', 'profile deep')
    cleanup()
    render(<FeaturesSection project={project} />)
    expect(await screen.findByRole('combobox', { name: 'Write to' })).toHaveProperty('value', 'project')
  })

  it('writes nowhere else when the profile goes away', async () => {
    act(() => useProfileFeatures.getState().want(projectId, 'deep'))
    await show()
    await waitFor(() => expect(screen.getByRole('combobox', { name: 'Write to' })).toHaveProperty('value', 'project'))
    expect(useNotices.getState().notices.at(-1)?.message).toContain('The profile deep is gone or broken')
  })
})

it('says why nothing could be listed', async () => {
  fakeDeck({ 'experimentalFeature/list': refusal('config.toml is broken.'), 'profiles/list': [] })
  render(<FeaturesSection project={project} />)
  expect((await screen.findByRole('alert')).textContent).toBe('config.toml is broken.')
})

it('has words for no name that is no feature', () => {
  expect(featureWords('constructor')).toBe('')
  expect(featureWords('goals')).not.toBe('')
})
