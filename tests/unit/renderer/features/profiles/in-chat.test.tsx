import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import type { Profile } from '../../../../../preload/contract/workings'
import { ProfileChip, ProfilePicker } from '../../../../../renderer/features/profiles/in-chat'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { useProfiles } from '../../../../../renderer/stores/config/profiles'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { sampleProject } from '../../../../support/sample-project'

beforeEach(() => {
  useProfiles.setState(useProfiles.getInitialState(), true)
  useUi.setState({ page: 'chat', settingsSection: null })
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
  model: 'm',
  effort: null,
  problem: null,
  command: `codex exec -p ${name}`,
  ...part,
})
const listed = async (): Promise<void> =>
  waitFor(() => expect(useProfiles.getState().byProject[project.id]?.profiles).toBeDefined())

describe('the choice below a new chat', () => {
  const open = async () => {
    const button = await screen.findByRole('button', { name: /^Profile: / })
    fireEvent.keyDown(button, { key: 'Enter' })
    await screen.findByRole('menuitemradio', { name: /^No profile/ })
  }

  it('is not there where there is nothing to choose', async () => {
    fakeDeck({ 'profiles/list': [profile('a b', { command: '' })], 'profiles/used': refusal('not known') })
    render(<ProfilePicker project={project} />)
    await listed()
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('chooses for the project, and offers none that is broken', async () => {
    let used = 'work'
    const deck = fakeDeck({
      'profiles/list': [profile('bad', { problem: 'Line 1: no' }), profile('deep'), profile('work')],
      'profiles/used': () => used,
      'profiles/use': ({ name }: Record<string, unknown>) => {
        used = String(name)
        return null
      },
    })
    render(<ProfilePicker project={project} />)
    await open()
    expect(screen.getAllByRole('menuitemradio').map((one) => one.textContent)).toEqual([
      'No profileSettings of this project alone',
      'deepSets model',
      'workSets model',
    ])
    fireEvent.click(screen.getByRole('menuitemradio', { name: /^deep/ }))
    expect(await screen.findByRole('button', { name: 'Profile: deep' })).toBeDefined()
    expect(deck.of('profiles/use')).toEqual([{ projectId: project.id, name: 'deep' }])
  })

  it.each([
    [[profile('work')], 'The profile gone is not there any more. Choose another one.'],
    [[profile('gone', { problem: 'Line 1: no' })], 'The profile gone is broken: Line 1: no'],
  ])('says why the chosen one can begin no chat', async (list, words) => {
    fakeDeck({ 'profiles/list': list, 'profiles/used': 'gone' })
    render(<ProfilePicker project={project} />)
    expect((await screen.findByRole('button', { name: 'Profile: gone' })).dataset['tip']).toBe(words)
  })

  it('leads to the profiles', async () => {
    fakeDeck({ 'profiles/list': [profile('work')], 'profiles/used': 'work' })
    render(<ProfilePicker project={project} />)
    await open()
    fireEvent.click(screen.getByRole('menuitem', { name: 'Profiles…' }))
    expect(useUi.getState()).toMatchObject({ page: 'settings', settingsSection: 'profiles' })
  })
})

describe('the mark on a chat', () => {
  it('names the profile that it was begun with, and leads to it', async () => {
    fakeDeck({ 'profiles/of': 'work', 'profiles/list': [profile('work')], 'profiles/used': 'work' })
    render(<ProfileChip projectId={project.id} threadId="t" />)
    const chip = await screen.findByRole('button', { name: 'Profile: work' })
    await expect.poll(() => chip.dataset['tip']).toContain('Sets model')
    fireEvent.click(chip)
    expect(useUi.getState().settingsSection).toBe('profiles')
  })

  it('says when that profile is not there any more', async () => {
    fakeDeck({ 'profiles/of': 'work', 'profiles/list': [], 'profiles/used': 'other' })
    render(<ProfileChip projectId={project.id} threadId="t" />)
    await listed()
    await expect.poll(() => screen.getByRole('button').dataset['tip']).toContain('gone or broken')
  })

  it('is not there for a chat without one', async () => {
    useProfiles.setState({ ofThread: { t: null } })
    fakeDeck({ 'profiles/of': refusal('not known') })
    render(<ProfileChip projectId={project.id} threadId="t" />)
    expect(screen.queryByRole('button')).toBeNull()
  })
})
