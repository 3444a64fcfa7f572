// The limits of an account as bars, and what is said where there are none.
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountLimitsPanel } from '../../../../../renderer/features/limits'
import { useAccounts } from '../../../../../renderer/stores/accounts/accounts'
import { useLimits } from '../../../../../renderer/stores/accounts/limits'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { account, accountId, limit, limits, window } from './samples'

const show = () => render(<AccountLimitsPanel accountId={accountId} />)
const meter = (name: string) => screen.findByRole('meter', { name })

beforeEach(() => {
  useLimits.setState({ limits: {}, usage: {} })
  useAccounts.setState({ accounts: [account()] })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('limits', () => {
  it('are bars with their use, their reset and the name of their window', async () => {
    fakeDeck({ 'accounts/limits': limits(limit({ credits: '12.5' })) })
    show()
    const hours = await meter('Codex, 5 hours')
    expect(hours.getAttribute('aria-valuenow')).toBe('42')
    expect(hours.getAttribute('aria-valuetext')).toMatch(/^42 % used, resets in 2 h 10 min, /)
    expect((await meter('Codex, Week')).getAttribute('aria-valuenow')).toBe('96')
    expect(screen.getByText('96 % used')).toBeTruthy()
    expect(screen.getByText('12.5')).toBeTruthy()
    expect(screen.queryByText('Reached')).toBeNull()
  })

  it('stay within their bar when they are overrun, and say so in numbers', async () => {
    fakeDeck({ 'accounts/limits': limits(limit({ primary: window(130), reached: true })) })
    show()
    const bar = await meter('Codex, 5 hours')
    expect(bar.getAttribute('aria-valuenow')).toBe('100')
    expect(bar.querySelector('div')?.style.width).toBe('100%')
    expect(screen.getByText('130 % used')).toBeTruthy()
    expect(screen.getByText('Reached')).toBeTruthy()
  })

  it('tell of a window that has ended as of the past', async () => {
    fakeDeck({ 'accounts/limits': limits(limit({ primary: window(88, { resetsAtMs: Date.now() - 60_000 }) })) })
    show()
    expect(await screen.findByText('ended at 88 %')).toBeTruthy()
    expect(screen.getByText(/^was due to reset at/)).toBeTruthy()
  })

  it('have names where there are several', async () => {
    fakeDeck({ 'accounts/limits': limits(limit(), limit({ id: 'mini', name: 'GPT-Mini', secondary: null })) })
    show()
    expect(await screen.findByText('GPT-Mini')).toBeTruthy()
    expect(screen.getByText('Codex')).toBeTruthy()
  })

  it('are read anew, once, when a window ends while they are looked at', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const ending = limits(limit({ primary: window(88, { resetsAtMs: Date.now() + 60_000 }) }))
    const deck = fakeDeck({ 'accounts/limits': ending })
    show()
    await meter('Codex, 5 hours')
    await vi.advanceTimersByTimeAsync(300_000)
    expect(deck.of('accounts/limits')).toEqual([
      { accountId, fresh: false },
      { accountId, fresh: true },
    ])
  })
})

describe('where there are no limits', () => {
  it('an API key is said to have none, and nothing is asked', () => {
    const deck = fakeDeck()
    useAccounts.setState({ accounts: [account({ kind: 'apiKey' })] })
    show()
    expect(screen.getByText(/paid by use/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Tokens on all machines' })).toBeNull()
    expect(deck.calls).toEqual([])
  })

  it('main’s word for it counts too', async () => {
    vi.stubGlobal('deck', { call: async () => ({ ok: true, value: null }), onEvents: () => () => undefined })
    show()
    expect(await screen.findByText(/paid by use/)).toBeTruthy()
  })

  it('a signed-out account is asked to sign in; once it has, the limits are read', async () => {
    const deck = fakeDeck({ 'accounts/limits': limits(limit()) })
    useAccounts.setState({ accounts: [account({ state: 'signed-out', kind: null })] })
    show()
    expect(screen.getByText('Sign in to see the limits of this account.')).toBeTruthy()
    expect(deck.calls).toEqual([])
    useAccounts.setState({ accounts: [account()] })
    expect(await meter('Codex, 5 hours')).toBeTruthy()
  })

  it('ChatGPT may name none', async () => {
    fakeDeck({ 'accounts/limits': limits() })
    show()
    expect(await screen.findByText('ChatGPT names no limits for this account.')).toBeTruthy()
  })

  it('an account that is gone draws nothing', () => {
    useAccounts.setState({ accounts: [] })
    expect(show().container.innerHTML).toBe('')
  })
})

describe('limits that could not be read', () => {
  it('say why, and are read again on request', async () => {
    let answer: unknown = refusal('ChatGPT could not tell the limits just now.')
    const deck = fakeDeck({ 'accounts/limits': () => answer })
    show()
    expect((await screen.findByRole('alert')).textContent).toContain('ChatGPT could not tell')
    answer = limits(limit())
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
    expect(await meter('Codex, Week')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(deck.of('accounts/limits').at(-1)).toEqual({ accountId, fresh: true })
  })

  it('leave the older ones in view', async () => {
    let answer: unknown = limits(limit())
    fakeDeck({ 'accounts/limits': () => answer })
    show()
    await meter('Codex, Week')
    answer = refusal('Offline.')
    fireEvent.click(screen.getByRole('button', { name: 'Read again' }))
    expect((await screen.findByRole('alert')).textContent).toBe('These limits are older: Offline.')
    expect(await meter('Codex, Week')).toBeTruthy()
  })
})
