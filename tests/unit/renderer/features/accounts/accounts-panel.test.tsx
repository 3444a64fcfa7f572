import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Account } from '../../../../../preload/contract/accounts'
import type { Project } from '../../../../../preload/contract/model'
import { AccountsPanel } from '../../../../../renderer/features/accounts/panel'
import { useAccounts } from '../../../../../renderer/stores/accounts/accounts'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { fakeDeck, type FakeDeck } from '../../stores/fake-deck'
import { sampleAccount } from './sample-account'

const ada = sampleAccount({
  state: 'signed-in',
  kind: 'chatgpt',
  email: 'ada@example.org',
  plan: 'plus',
  workspace: 'Acme',
  store: 'keyring',
})
const byKey = sampleAccount({ id: 'second', isDefault: false, state: 'signed-in', kind: 'apiKey', store: 'file' })
const project = (name: string, part: Partial<Project> = {}): Project => ({
  id: `id-${name}`,
  path: `/srv/${name}`,
  name,
  trust: 'trusted',
  source: 'account',
  problem: null,
  branch: null,
  sharedHome: null,
  accountId: null,
  ...part,
})
let deck: FakeDeck

beforeEach(() => {
  deck = fakeDeck({ 'accounts/allowed': null })
  useProjects.setState({ projects: [] })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

async function show(...accounts: Account[]): Promise<void> {
  useAccounts.setState({ accounts, busy: false, problem: null })
  await act(async () => void render(<AccountsPanel limits={(id) => <p>limits of {id}</p>} />))
}
const cards = () => screen.getAllByTestId('account')
const card = (at: number) => within(cards()[at] ?? document.body)
/** Opens the menu of a card and chooses an entry. */
async function choose(at: number, name: string): Promise<void> {
  fireEvent.keyDown(card(at).getByRole('button', { name: 'More about this account' }), { key: 'Enter' })
  await act(async () => fireEvent.click(await screen.findByRole('menuitem', { name })))
}

it('without an account offers the ways to get one at once', async () => {
  await show()
  expect(screen.getByText('No account yet')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Sign in with ChatGPT' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Add an account' })).toBeNull()
})

it('says of each account who it is, what it pays with, where its login is and what it has used', async () => {
  await show(ada, byKey)
  expect(card(0).getByText('ada@example.org')).toBeTruthy()
  expect(card(0).getByText('ChatGPT, plus plan, Acme')).toBeTruthy()
  expect(card(0).getByText('limits of main')).toBeTruthy()
  expect(card(0).getByText(/keyring/)).toBeTruthy()
  expect(card(0).getByText('Default')).toBeTruthy()
  expect(card(1).getByText('Pays by API key')).toBeTruthy()
  expect(card(1).queryByText('Default')).toBeNull()
  // A file is worth a notice.
  expect(card(1).getByText(/a file that only you can read/).className).toContain('text-waiting')
})

it('does not call the only account the default one', async () => {
  await show(ada)
  expect(screen.queryByText('Default')).toBeNull()
})

it('says which projects use it: those that chose it, and for the default one those that chose none', async () => {
  const chosen = project('shop', { accountId: 'second' })
  useProjects.setState({
    projects: [
      chosen,
      project('weather'),
      project('toy', { source: 'demo' }),
      ...['a', 'b', 'c', 'd'].map((name) => project(name)),
    ],
  })
  await show(ada, byKey)
  expect(card(0).getByText('Used by weather, a, b, c and 1 more.')).toBeTruthy()
  expect(card(1).getByText('Used by shop.')).toBeTruthy()
})

it('an account that was signed out says why and can be signed in to again', async () => {
  await show(sampleAccount({ email: 'ada@example.org', problem: 'The login is no longer valid.' }))
  expect(card(0).getByRole('alert').textContent).toBe('The login is no longer valid.')
  await act(async () => fireEvent.click(card(0).getByRole('button', { name: 'Sign in with ChatGPT' })))
  expect(deck.of('accounts/login')).toEqual([{ accountId: 'main', login: { kind: 'chatgpt' } }])
  expect(card(0).queryByText('limits of main')).toBeNull()
})

it('a login under way is on its card', async () => {
  await show(sampleAccount({ state: 'signing-in', login: { kind: 'browser', url: 'https://auth.example.org/' } }))
  expect(card(0).getByTestId('signing-in')).toBeTruthy()
})

it('adds another account, and goes back to the list once its login has begun', async () => {
  await show(ada)
  fireEvent.click(screen.getByRole('button', { name: 'Add an account' }))
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Sign in with ChatGPT' })))
  expect(deck.of('accounts/login')).toEqual([{ accountId: null, login: { kind: 'chatgpt' } }])
  expect(screen.getByRole('button', { name: 'Add an account' })).toBeTruthy()
})

it('signs out by its button', async () => {
  await show(ada, byKey)
  await act(async () => fireEvent.click(card(1).getByRole('button', { name: 'Sign out' })))
  expect(deck.of('accounts/signOut')).toEqual([{ accountId: 'second' }])
})

it('makes another one the default', async () => {
  await show(ada, byKey)
  await choose(1, 'Use by default')
  expect(deck.of('accounts/setDefault')).toEqual([{ accountId: 'second' }])
})

it('names an account, and takes the name away when it is emptied', async () => {
  await show({ ...ada, name: 'Work' })
  for (const [typed, name] of [
    ['  Home ', 'Home'],
    ['  ', null],
  ]) {
    await choose(0, 'Name…')
    const field = screen.getByLabelText<HTMLInputElement>('Name')
    expect(field.value).toBe('Work')
    fireEvent.change(field, { target: { value: typed } })
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Save' })))
    expect(deck.of('accounts/rename').at(-1)).toEqual({ accountId: 'main', name })
  }
})

it('asks before it removes one, and says what becomes of its projects', async () => {
  useProjects.setState({ projects: [project('shop', { accountId: 'second' })] })
  await show(ada, byKey)
  await choose(1, 'Remove…')
  const dialog = within(screen.getByRole('dialog'))
  expect(dialog.getByText(/The project that uses it goes on with the default account/)).toBeTruthy()
  fireEvent.click(dialog.getByRole('button', { name: 'Cancel' }))
  expect(deck.of('accounts/remove')).toEqual([])
  await choose(1, 'Remove…')
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Remove' })))
  expect(deck.of('accounts/remove')).toEqual([{ accountId: 'second' }])
})

it('shows why the last act failed', async () => {
  await show(ada)
  act(() => useAccounts.setState({ problem: { code: 'x', message: 'It did not work.', detail: 'Codex said no.' } }))
  expect(screen.getByRole('alert').textContent).toBe('It did not work.Codex said no.')
})
