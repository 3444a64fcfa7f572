import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import {
  GeneralSection,
  ProjectSection,
  SettingsPage,
  type SettingsGroup,
} from '../../../../../renderer/features/settings'
import { newThreadKey } from '../../../../../renderer/stores/threads/model'
import { useComposer } from '../../../../../renderer/stores/composer/composer'
import { useUi } from '../../../../../renderer/stores/app/ui'
import { sampleProject } from '../../../../support/sample-project'

const project: Project = sampleProject({ source: 'demo' })
const call = vi.fn()

beforeEach(() => {
  call.mockImplementation((name: string) => Promise.resolve({ ok: true, value: name === 'import/sources' ? [] : null }))
  Object.assign(window, { deck: { call, onEvents: () => () => undefined, pathOf: () => '' } })
  useUi.getState().showPage('settings')
})
afterEach(() => {
  cleanup()
  call.mockReset()
})

const groups: SettingsGroup[] = [
  {
    title: 'Codex Deck',
    sections: [
      { id: 'general', title: 'General', body: () => <GeneralSection /> },
      { id: 'account', title: 'Accounts', body: () => <p>account part</p> },
    ],
  },
  {
    title: 'weather',
    sections: [
      { id: 'project', title: 'Project', body: () => <ProjectSection project={project} trust={<p>trust part</p>} /> },
    ],
  },
]
const show = () => render(<SettingsPage groups={groups} />)
const section = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

it('keeps the theme that is chosen', () => {
  show()
  fireEvent.click(screen.getByRole('radio', { name: 'Dark' }))
  expect(call).toHaveBeenCalledWith('settings/set', { theme: 'dark' })
})

it('opens at the section that was asked for', () => {
  useUi.getState().showPage('settings', 'account')
  show()
  expect(screen.getByText('account part')).toBeTruthy()
})

it('sets what new chats begin with, but never to full access', () => {
  show()
  section('Project')
  const select = screen.getByRole('combobox', { name: 'New chats begin with' })
  expect(screen.getByRole<HTMLOptionElement>('option', { name: 'Full access' }).disabled).toBe(true)
  fireEvent.change(select, { target: { value: 'auto' } })
  expect(useComposer.getState().drafts[newThreadKey(project.id)]?.preset).toBe('auto')
})

it('shows the folder and the home of the project', () => {
  show()
  section('Project')
  fireEvent.click(screen.getByRole('button', { name: 'Open CODEX_HOME' }))
  expect(call).toHaveBeenCalledWith('projects/reveal', { projectId: project.id, what: 'home' })
})

it('goes back with Escape', () => {
  show()
  fireEvent.keyDown(screen.getByTestId('settings'), { key: 'Escape' })
  expect(useUi.getState().page).toBe('chat')
})
