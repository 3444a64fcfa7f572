import { describe, expect, it } from 'vitest'
import { readUsage } from '../../../../main/accounts/token-activity'

const nowMs = Date.UTC(2026, 1, 3, 12)
const read = (buckets: unknown, summary: object = {}) => readUsage({ summary, dailyUsageBuckets: buckets }, nowMs)
const daysOf = (buckets: unknown) => read(buckets).days

describe('tokens of an account', () => {
  it('come oldest day first, whatever order they were told in', () => {
    expect(
      read(
        [
          { startDate: '2026-02-02', tokens: 5000 },
          { startDate: '2026-02-01', tokens: 100 },
        ],
        { lifetimeTokens: 123_456_789_012, peakDailyTokens: 5000 },
      ),
    ).toEqual({
      lifetimeTokens: 123_456_789_012,
      peakDailyTokens: 5000,
      days: [
        { day: '2026-02-01', tokens: 100 },
        { day: '2026-02-02', tokens: 5000 },
      ],
    })
  })

  it('are read from bigints and from text, and stay exact', () => {
    expect(read([], { lifetimeTokens: '12345678901', peakDailyTokens: 42n })).toMatchObject({
      lifetimeTokens: 12_345_678_901,
      peakDailyTokens: 42,
    })
    expect(read([], { lifetimeTokens: '9'.repeat(29) }).lifetimeTokens).toBe(Number.MAX_SAFE_INTEGER)
  })

  it('are never below 0, and unknown when they are no numbers', () => {
    expect(read([], { lifetimeTokens: -5, peakDailyTokens: 'many' })).toMatchObject({
      lifetimeTokens: 0,
      peakDailyTokens: null,
    })
  })

  it('count a day that is told twice once, with both parts', () => {
    expect(
      daysOf([
        { startDate: '2026-02-01', tokens: 1 },
        { startDate: '2026-02-01T00:00:00Z', tokens: 2 },
      ]),
    ).toEqual([{ day: '2026-02-01', tokens: 3 }])
  })

  it.each([
    ['2026-02-30'],
    ['2026-13-01'],
    ['yesterday'],
    ['2026-02-01; DROP'],
    ['2027-01-01'],
    ['9999-12-31'],
    [20_260_201],
    [null],
  ])('have no day %s', (startDate) => {
    expect(daysOf([{ startDate, tokens: 1 }])).toEqual([])
  })

  it('keep tomorrow, which has begun elsewhere', () => {
    expect(daysOf([{ startDate: '2026-02-04', tokens: 1 }])).toHaveLength(1)
  })

  it('keep the newest days of too many', () => {
    const many = Array.from({ length: 1000 }, (_, at) => ({
      startDate: new Date(nowMs - at * 86_400_000).toISOString().slice(0, 10),
      tokens: at,
    }))
    const days = daysOf(many)
    expect(days).toHaveLength(400)
    expect(days.at(-1)).toEqual({ day: '2026-02-03', tokens: 0 })
  })

  it.each([[null], ['x'], [[]], [{ summary: [], dailyUsageBuckets: {} }], [{ dailyUsageBuckets: [null, 5, []] }]])(
    'are unknown in %j',
    (told) => {
      expect(readUsage(told, nowMs)).toEqual({ lifetimeTokens: null, peakDailyTokens: null, days: [] })
    },
  )
})
