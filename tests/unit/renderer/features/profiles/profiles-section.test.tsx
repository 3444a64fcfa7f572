import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import type { Profile } from '../../../../../preload/contract/workings'
import { ProfilesSection } from '../../../../../renderer/features/profiles'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { useProfiles } from '../../../../../renderer/stores/config/profiles'
import { readAnswer, userLayer } from '../../stores/config/sample-config'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { sampleProject } from '../../../../support/sample-project'

beforeEach(() => {
  useProfiles.setState({ byProject: {} })
  useEffective.setState(useEffective.getInitialState(), true)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const project: Project = sampleProject()
const profile = (name: string, part: Partial<Profile> = {}): Profile => ({
  name,
  path: `/h/${name}.config.toml`,
  keys: ['model'],
  features: {},
  model: null,
  effort: null,
  problem: null,
  command: `codex exec -p ${name}`,
  ...part,
})
const onFeatures = vi.fn()
const draw = () =>
  render(
    <ProfilesSection
      project={project}
      editor={(file) => <p>editing {JSON.stringify(file)}</p>}
      onFeatures={onFeatures}
    />,
  )

it('offers the usable ones for new chats, and says when the chosen one is gone', async () => {
  const list = [
    profile('work'),
    profile('bad', { problem: 'Line 1: no' }),
    profile('a b', { command: '', problem: 'Rename the file.' }),
  ]
  fakeDeck({ 'profiles/list': list, 'profiles/used': 'gone' })
  draw()
  const select = await screen.findByRole('combobox', { name: 'New chats begin with' })
  expect(
    within(select)
      .getAllByRole('option')
      .map((option) => [option.textContent, option.hasAttribute('disabled')]),
  ).toEqual([
    ['No profile', false],
    ['work', false],
    ['bad (broken)', true],
    ['gone (not there)', false],
  ])
  expect(screen.getByRole('alert').textContent).toContain('No chat can be begun')
  // Those that are broken or that Codex refuses have no command.
  expect(screen.getAllByText(/^codex exec -p/).map((code) => code.textContent)).toEqual(['codex exec -p work'])
})

it('makes one from what the project has now, as Codex reads it in this moment', async () => {
  const deck = fakeDeck({
    'profiles/list': [profile('work')],
    'profiles/used': null,
    'config/read': readAnswer([userLayer({ model: 'big' })]),
    'config/types': [],
    'config/saveText': { state: 'saved', hash: 'h', undoId: 'u', backup: null },
  })
  draw()
  fireEvent.click(await screen.findByRole('button', { name: 'New profile…' }))
  const dialog = await screen.findByTestId('new-profile')
  const make = () => fireEvent.submit(within(dialog).getByLabelText('Name'))
  fireEvent.change(within(dialog).getByLabelText('Name'), { target: { value: 'Work' } })
  make()
  expect(await within(dialog).findByText(/is there already/)).toBeDefined()
  fireEvent.change(within(dialog).getByLabelText('Name'), { target: { value: 'new' } })
  make()
  await expect
    .poll(() => deck.of('config/saveText')[0])
    .toMatchObject({
      file: { kind: 'profile', name: 'new' },
      text: expect.stringContaining('model = "big"'),
      expectedHash: 'absent',
    })
  await expect.poll(() => screen.queryByTestId('new-profile')).toBeNull()
})

it('says why one could not be made, and keeps the form', async () => {
  fakeDeck({ 'profiles/list': [], 'profiles/used': null, 'config/saveText': refusal('The disk is full.') })
  draw()
  fireEvent.click(await screen.findByRole('button', { name: 'New profile…' }))
  const dialog = await screen.findByTestId('new-profile')
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Nothing' }))
  fireEvent.change(within(dialog).getByLabelText('Name'), { target: { value: 'new' } })
  fireEvent.submit(within(dialog).getByLabelText('Name'))
  expect((await within(dialog).findByRole('alert')).textContent).toBe('The disk is full.')
})

it('opens one as text', async () => {
  fakeDeck({ 'profiles/list': [profile('work')], 'profiles/used': null })
  draw()
  fireEvent.keyDown(await screen.findByRole('button', { name: 'More for work' }), { key: 'Enter' })
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Edit as text' }))
  expect(await screen.findByText(/"kind":"profile","name":"work"/)).toBeDefined()
})

it.each([
  ['work', null],
  ['bad', 'true'],
])('leads to the features that %s switches, but for a broken one', async (name, disabled) => {
  fakeDeck({ 'profiles/list': [profile('work'), profile('bad', { problem: 'Line 1: no' })], 'profiles/used': null })
  onFeatures.mockClear()
  draw()
  fireEvent.keyDown(await screen.findByRole('button', { name: `More for ${name}` }), { key: 'Enter' })
  const entry = await screen.findByRole('menuitem', { name: 'Features…' })
  expect(entry.getAttribute('aria-disabled')).toBe(disabled)
  fireEvent.click(entry)
  expect(onFeatures.mock.calls).toEqual(disabled === null ? [['work']] : [])
})

it('shows where the file is whose name Codex refuses', async () => {
  const deck = fakeDeck({
    'profiles/list': [profile('a b', { command: '', problem: 'Rename it.' })],
    'profiles/used': refusal('not known'),
  })
  draw()
  fireEvent.keyDown(await screen.findByRole('button', { name: 'More for a b' }), { key: 'Enter' })
  expect((await screen.findAllByRole('menuitem')).map((entry) => entry.textContent)).toEqual(['Show the file'])
  fireEvent.click(screen.getByRole('menuitem'))
  expect(deck.of('projects/reveal')).toEqual([{ projectId: project.id, what: 'home' }])
})
