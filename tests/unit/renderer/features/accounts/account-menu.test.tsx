import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Account } from '../../../../../preload/contract/accounts'
import type { Project } from '../../../../../preload/contract/model'
import { AccountMenu } from '../../../../../renderer/features/accounts'
import { useAccounts } from '../../../../../renderer/stores/accounts/accounts'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { fakeDeck, type FakeDeck } from '../../stores/fake-deck'
import { sampleAccount } from './sample-account'
import { sampleProject } from '../../../../support/sample-project'

const ada = sampleAccount({ state: 'signed-in', kind: 'chatgpt', email: 'ada@example.org', plan: 'plus' })
const byKey = sampleAccount({ id: 'second', isDefault: false, state: 'signed-in', kind: 'apiKey', name: 'Work key' })
const weather: Project = sampleProject()
let deck: FakeDeck
const onManage = vi.fn()

beforeEach(() => {
  deck = fakeDeck()
})
afterEach(() => {
  cleanup()
  onManage.mockReset()
  vi.unstubAllGlobals()
})

function show(part: Partial<Project> | null, ...accounts: Account[]): void {
  const project = part === null ? null : { ...weather, ...part }
  useAccounts.setState({ accounts, busy: false, problem: null })
  useProjects.setState({ projects: project === null ? [] : [project] })
  render(<AccountMenu project={project} limits={(id) => <p>limits of {id}</p>} onManage={onManage} />)
}
const row = () => screen.getByRole('button', { name: 'Account' })
const unfold = () => fireEvent.keyDown(row(), { key: 'Enter' })
const choose = (role: 'menuitem' | 'menuitemradio', name: string | RegExp) =>
  act(async () => fireEvent.click(await screen.findByRole(role, { name })))

it.each([
  [{}, [ada], 'ada@example.org', 'ChatGPT, plus plan'],
  [{}, [], 'Not signed in', 'Your account'],
  [{ source: 'demo' }, [ada], 'Offline demo', 'Scripted, not AI'],
  [{ accountId: 'second' }, [ada, byKey], 'Work key', 'Pays by API key'],
  // An account that is gone: the default one pays.
  [{ accountId: 'removed' }, [ada, byKey], 'ada@example.org', 'ChatGPT, plus plan'],
  [null, [ada], 'ada@example.org', 'ChatGPT, plus plan'],
  [null, [], 'Not signed in', 'No project open'],
] satisfies [Partial<Project> | null, Account[], string, string][])(
  'of %j with %# says who answers',
  (part, accounts, name, note) => {
    show(part, ...accounts)
    expect(row().textContent).toBe(name + note)
  },
)

it('changes the account of this project alone', async () => {
  show({}, ada, byKey)
  unfold()
  await choose('menuitemradio', /^Work key/)
  expect(deck.of('projects/account')).toEqual([{ projectId: weather.id, accountId: 'second' }])
  expect(deck.of('accounts/setDefault')).toEqual([])
})

it('offers no choice of one', () => {
  show({}, ada)
  unfold()
  expect(screen.queryByText('Account of this project')).toBeNull()
})

it('changes where answers come from', async () => {
  show({}, ada)
  unfold()
  await choose('menuitemradio', /^Offline demo/)
  expect(deck.of('projects/source')).toEqual([{ projectId: weather.id, source: 'demo' }])
})

it('shows the limits of whoever pays, and none beside the demo', () => {
  show({ accountId: 'second' }, ada, byKey)
  unfold()
  expect(screen.getByText('limits of second')).toBeTruthy()
  cleanup()
  show({ source: 'demo' }, ada)
  unfold()
  expect(screen.queryByText(/limits of/)).toBeNull()
})

it('signs in where nobody is, and goes where there is room for it', async () => {
  show({}, sampleAccount())
  unfold()
  await choose('menuitem', 'Sign in with ChatGPT')
  expect(deck.of('accounts/login')).toEqual([{ accountId: 'main', login: { kind: 'chatgpt' } }])
  expect(onManage).toHaveBeenCalledOnce()
})

it('begins no second login, and none where somebody is signed in', () => {
  show({}, sampleAccount({ state: 'signing-in' }))
  unfold()
  expect(screen.getByRole('menuitem', { name: 'Sign in with ChatGPT' }).hasAttribute('data-disabled')).toBe(true)
  cleanup()
  show({}, ada)
  unfold()
  expect(screen.queryByRole('menuitem', { name: 'Sign in with ChatGPT' })).toBeNull()
})
