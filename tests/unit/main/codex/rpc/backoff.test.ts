import { expect, it } from 'vitest'
import { backoffMs } from '../../../../../main/codex/rpc/backoff'

it('doubles up to its bound, half of it fixed and half left to chance', () => {
  const policy = { baseMs: 100, maxMs: 1000 }
  const least = [0, 1, 2, 3, 4, 50].map((attempt) => backoffMs(attempt, policy, () => 0))
  const most = [0, 1, 2, 3, 4, 50].map((attempt) => backoffMs(attempt, policy, () => 1))
  expect(least).toEqual([50, 100, 200, 400, 500, 500])
  expect(most).toEqual([100, 200, 400, 800, 1000, 1000])
})
