import { describe, expect, it } from 'vitest'
import { standingOf } from '../../../../../renderer/features/limits/standing'
import { endedSince } from '../../../../../renderer/features/limits/use-account-limits'
import { account, limit, limits, window } from './samples'

describe('a window has ended since the reading', () => {
  const readAtMs = 1_000_000
  const ending = (primary: number | null, secondary: number | null) => ({
    ...limits(limit({ primary: window(5, { resetsAtMs: primary }), secondary: window(5, { resetsAtMs: secondary }) })),
    readAtMs,
  })

  it.each([
    [2_000_000, 3_000_000, 1_999_999, null],
    [2_000_000, 3_000_000, 2_000_000, 2_000_000],
    [2_000_000, 3_000_000, 4_000_000, 3_000_000],
    // Over already when it was read: reading again would only loop.
    [900_000, null, 4_000_000, null],
  ])('%s, %s at %s', (primary, secondary, nowMs, meant) => {
    expect(endedSince(ending(primary, secondary), nowMs)).toBe(meant)
  })
})

it.each([
  [null, 'unknown'],
  [[], 'gone'],
  [[account({ state: 'signing-in' })], 'signed-out'],
  [[account({ kind: 'apiKey' })], 'none'],
  [[account({ kind: 'accessToken' })], 'may'],
  [[account({ kind: null })], 'may'],
] as const)('an account stands as %j: %s', (accounts, standing) => {
  expect(standingOf(accounts, 'a1')).toBe(standing)
})
