import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Account } from '../../../../../preload/contract/accounts'
import { SigningIn } from '../../../../../renderer/features/accounts/signing-in'
import { fakeDeck, type FakeDeck } from '../../stores/fake-deck'
import { sampleAccount } from './sample-account'

let deck: FakeDeck
beforeEach(() => {
  deck = fakeDeck()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const show = (part: Partial<Account>) =>
  render(<SigningIn account={sampleAccount({ id: 'second', state: 'signing-in', ...part })} />)
const browser = { kind: 'browser', url: 'https://auth.example.org/oauth?state=1' } as const

it('waits for the browser, with the link to open it again', async () => {
  show({ login: browser })
  expect(screen.getByText(/Finish signing in in your browser/)).toBeTruthy()
  expect(screen.getByText(browser.url)).toBeTruthy()
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Open the browser again' })))
  expect(deck.of('links/open')).toMatchObject([{ url: browser.url }])
})

it('shows a code to type elsewhere, and where', () => {
  show({ login: { kind: 'deviceCode', url: 'https://auth.example.org/codex', code: 'AB-12' } })
  expect(screen.getByTestId('device-code').textContent).toBe('AB-12')
  expect(screen.getByRole('button', { name: 'Copy the code' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Open the page' })).toBeTruthy()
  expect(screen.queryByText(/in your browser/)).toBeNull()
})

it('copies the link for another browser', async () => {
  const written: string[] = []
  vi.stubGlobal('navigator', {
    ...navigator,
    clipboard: { writeText: (text: string) => Promise.resolve(written.push(text)) },
  })
  show({ login: browser })
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Copy the link' })))
  expect(written).toEqual([browser.url])
})

it('says what is wrong while it waits', () => {
  show({ login: browser, problem: 'The browser did not open. Copy the link and open it yourself.' })
  expect(screen.getByRole('alert').textContent).toContain('did not open')
})

it('is left by Cancel, also before there is a link', async () => {
  show({ login: null })
  expect(screen.queryByRole('button', { name: /Open/ })).toBeNull()
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Cancel' })))
  expect(deck.of('accounts/cancelLogin')).toEqual([{ accountId: 'second' }])
})
