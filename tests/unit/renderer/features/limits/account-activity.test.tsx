// Tokens of an account over all machines: figures, picture, and what is said without them.
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountActivity, shownDays } from '../../../../../renderer/features/limits/account-activity'
import { dayOf } from '../../../../../renderer/features/limits/day-span'
import { useLimits } from '../../../../../renderer/stores/accounts/limits'
import { fakeDeck, refusal } from '../../stores/fake-deck'
import { accountId } from './samples'

const show = () => render(<AccountActivity accountId={accountId} />)
const usage = (more: object = {}) => ({
  lifetimeTokens: 123_456_789,
  peakDailyTokens: 5000,
  days: [
    { day: '2001-02-03', tokens: 7 },
    { day: dayOf(new Date()), tokens: 4321 },
  ],
  ...more,
})

beforeEach(() => useLimits.setState({ limits: {}, usage: {} }))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('gives the sum, the busiest day and a picture of the last 30 days', async () => {
  fakeDeck({ 'accounts/usage': usage() })
  show()
  const chart = await screen.findByRole('img', { name: /: 4,321 in the last 30 days\./ })
  expect(screen.getByText('123,456,789')).toBeTruthy()
  expect(screen.getByText('5,000')).toBeTruthy()
  fireEvent.keyDown(chart, { key: 'End' })
  expect(screen.getByRole('status').textContent).toContain(`${dayOf(new Date())}: 4,321 tokens`)
})

it('says that nothing was counted, or why not', async () => {
  fakeDeck({ 'accounts/usage': usage({ lifetimeTokens: null, peakDailyTokens: null, days: [] }) })
  const { unmount } = show()
  expect(await screen.findByText('OpenAI has counted no tokens for this account yet.')).toBeTruthy()
  unmount()
  useLimits.setState({ usage: {} })
  let answer: unknown = refusal('Offline.')
  fakeDeck({ 'accounts/usage': () => answer })
  show()
  expect((await screen.findByRole('alert')).textContent).toBe('Offline.')
  answer = usage()
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await screen.findByRole('img')).toBeTruthy()
})

describe('the days shown', () => {
  const today = new Date(2026, 2, 31, 9)
  const shown = (...days: string[]) =>
    shownDays(
      days.map((day) => ({ day, tokens: 5 })),
      today,
    )

  it('end today and have no gaps, over a change of the clocks too', () => {
    const days = shown('2026-03-30')
    expect(days).toHaveLength(30)
    expect(new Set(days.map(({ day }) => day)).size).toBe(30)
    expect([days[0]?.day, days.at(-1)?.day]).toEqual(['2026-03-02', '2026-03-31'])
    expect(days.filter(({ tokens }) => tokens > 0)).toEqual([{ day: '2026-03-30', tokens: 5 }])
  })

  it('end tomorrow where the backend’s calendar is there already', () => {
    expect(shown('2026-04-01').at(-1)).toEqual({ day: '2026-04-01', tokens: 5 })
  })
})
