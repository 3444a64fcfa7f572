// Tokens by project of one account, counted one after the other.
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import { dayOf } from '../../../../../renderer/features/limits/day-span'
import { ProjectSpend } from '../../../../../renderer/features/limits/project-spend'
import { useAccounts } from '../../../../../renderer/stores/accounts/accounts'
import { useProjects } from '../../../../../renderer/stores/app/projects'
import { useUsage } from '../../../../../renderer/stores/sessions/usage'
import { fakeDeck, later, refusal } from '../../stores/fake-deck'
import { project } from '../../stores/samples'
import { account, accountId } from './samples'

const named = (id: string, more: Partial<Project> = {}): Project => ({
  ...project,
  id,
  name: id,
  accountId: null,
  ...more,
})
const tokens = (total: number) => ({ input: total - 1, cachedInput: 0, output: 1, reasoning: 0, total })
const counted = (total: number) => ({
  tokens: tokens(total + 1000),
  days: [
    { day: '2001-01-01', tokens: tokens(1000) },
    { day: dayOf(new Date()), tokens: tokens(total) },
  ],
  sessions: [],
  sessionCount: 1,
  uncounted: 0,
})
const show = () => render(<ProjectSpend accountId={accountId} />)
const rows = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent))

beforeEach(() => {
  useUsage.setState({ threads: {}, projects: {} })
  useAccounts.setState({ accounts: [account()] })
  useProjects.setState({ projects: [named('one'), named('two'), named('theirs', { source: 'demo' })] })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('shows a row per project and their sum, for the span that is chosen', async () => {
  const deck = fakeDeck({
    'projects/usage': ({ projectId }: Record<string, unknown>) => counted(projectId === 'one' ? 10 : 20),
  })
  show()
  await screen.findByRole('button', { name: 'Count again' })
  expect(rows()).toEqual([
    ['two', '19', '1', '20'],
    ['one', '9', '1', '10'],
    ['All', '28', '2', '30'],
  ])
  fireEvent.click(screen.getByRole('radio', { name: 'All' }))
  expect(rows().at(-1)?.at(-1)).toBe('2,030')
  expect(deck.of('projects/usage')).toEqual([{ projectId: 'one' }, { projectId: 'two' }])
})

it('counts one project at a time, and no more once it is closed', async () => {
  const first = later()
  const deck = fakeDeck({ 'projects/usage': () => first.promise })
  const { unmount } = show()
  await waitFor(() => expect(deck.of('projects/usage')).toHaveLength(1))
  unmount()
  first.settle(counted(1))
  await waitFor(() => expect(useUsage.getState().projects['one']?.loading).toBe(false))
  expect(deck.of('projects/usage')).toHaveLength(1)
})

it('counts what was counted before only when it is asked to', async () => {
  const deck = fakeDeck({ 'projects/usage': counted(10) })
  useUsage.setState({ projects: { one: { report: counted(5), loading: false, problem: null } } })
  show()
  fireEvent.click(await screen.findByRole('button', { name: 'Count again' }))
  await waitFor(() =>
    expect(deck.of('projects/usage').map(({ projectId }) => projectId)).toEqual(['two', 'one', 'two']),
  )
})

it('names a project that could not be counted and shows the others', async () => {
  fakeDeck({
    'projects/usage': ({ projectId }: Record<string, unknown>) =>
      projectId === 'one' ? refusal('Gone.') : counted(20),
  })
  show()
  expect((await screen.findByRole('alert')).textContent).toBe('one could not be counted: Gone.')
  await waitFor(() => expect(rows()).toEqual([['two', '19', '1', '20']]))
})

it('says that no project uses the account', () => {
  useProjects.setState({ projects: [] })
  show()
  expect(screen.getByText('No project uses this account.')).toBeTruthy()
})
