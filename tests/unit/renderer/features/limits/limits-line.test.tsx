// The limits in one line of the account menu.
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LimitsLine } from '../../../../../renderer/features/limits'
import { useAccounts } from '../../../../../renderer/stores/accounts/accounts'
import { useLimits } from '../../../../../renderer/stores/accounts/limits'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { account, accountId, limit, limits } from './samples'

const show = () => render(<LimitsLine accountId={accountId} />)

beforeEach(() => {
  useLimits.setState({ limits: {}, usage: {} })
  useAccounts.setState({ accounts: [account()] })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('has two bars of the main limit with their percent', async () => {
  fakeDeck({ 'accounts/limits': limits(limit(), limit({ id: 'mini', name: 'Mini' })) })
  show()
  expect((await screen.findAllByRole('meter')).map((bar) => bar.getAttribute('aria-label'))).toEqual([
    'Codex, 5 hours',
    'Codex, Week',
  ])
  expect(screen.getByTestId('limits-line').textContent).toBe('5 h42 %Week96 %')
})

it('says when any limit is reached', async () => {
  fakeDeck({
    'accounts/limits': limits(limit({ secondary: null }), limit({ id: 'mini', name: 'Mini', reached: true })),
  })
  show()
  expect(await screen.findByText('Mini: limit reached')).toBeTruthy()
})

it('says in the same line that it could not read them', async () => {
  fakeDeck({ 'accounts/limits': refusal('Offline.') })
  show()
  expect((await screen.findByText('The limits could not be read')).getAttribute('data-tip')).toBe('Offline.')
})

it.each([
  ['an API key', account({ kind: 'apiKey' })],
  ['somebody signed out', account({ state: 'signed-out' })],
])('draws and asks nothing for %s', (_, one) => {
  const deck = fakeDeck()
  useAccounts.setState({ accounts: [one] })
  expect(show().container.innerHTML).toBe('')
  expect(deck.calls).toEqual([])
})

it('draws nothing when no limits are named', async () => {
  fakeDeck({ 'accounts/limits': limits() })
  const { container } = show()
  await vi.waitFor(() => expect(useLimits.getState().limits[accountId]?.loading).toBe(false))
  await vi.waitFor(() => expect(container.innerHTML).toBe(''))
})
