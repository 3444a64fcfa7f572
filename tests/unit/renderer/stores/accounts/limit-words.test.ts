import { describe, expect, it } from 'vitest'
import {
  clockWords,
  limitWords,
  percentWords,
  resetWords,
  shortWindowName,
  untilWords,
  windowName,
} from '../../../../../renderer/stores/accounts/limit-words'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const nowMs = new Date(2026, 4, 13, 12, 0).getTime() // a Wednesday, local time
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime()
const time = (atMs: number) => new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(atMs)

describe('a window is named by its length', () => {
  it.each([
    [300, '5 hours', '5 h', '5-hour limit'],
    [299, '5 hours', '5 h', '5-hour limit'],
    [10_080, 'Week', 'Week', 'weekly limit'],
    [10_079, 'Week', 'Week', 'weekly limit'],
    [60, 'Hour', '1 h', 'hourly limit'],
    [90, '90 minutes', '90 min', '90-minute limit'],
    [1440, 'Day', 'Day', 'daily limit'],
    [4320, '3 days', '3 days', '3-day limit'],
    [43_200, 'Month', 'Month', 'monthly limit'],
    [40_320, 'Month', 'Month', 'monthly limit'],
    [525_600, 'Year', 'Year', 'yearly limit'],
    [0.2, 'Minute', '1 min', '1-minute limit'],
    [null, 'Limit', 'Limit', 'limit'],
  ])('%s minutes', (minutes, long, short, words) => {
    expect([windowName(minutes), shortWindowName(minutes), limitWords(minutes)]).toEqual([long, short, words])
  })
})

describe('the time to a reset', () => {
  it.each([
    [-1, 'now'],
    [1, 'in less than a minute'],
    [minuteMs, 'in 1 min'],
    [minuteMs + 1, 'in 2 min'],
    [hourMs, 'in 1 h'],
    [2 * hourMs + 10 * minuteMs, 'in 2 h 10 min'],
    [dayMs, 'in 1 day'],
    [dayMs + 4 * hourMs, 'in 1 day 4 h'],
    [3 * dayMs + 5 * hourMs, 'in 3 days'],
  ])('%s ms', (ms, words) => {
    expect(untilWords(nowMs + ms, nowMs)).toBe(words)
  })
})

describe('the clock time of a reset', () => {
  it('is a time alone today, and names the day later', () => {
    const today = at(2026, 4, 13, 23, 59)
    const tomorrow = at(2026, 4, 14, 0, 1)
    const friday = at(2026, 4, 15, 9, 30)
    expect(clockWords(today, nowMs)).toBe(`at ${time(today)}`)
    expect(clockWords(tomorrow, nowMs)).toBe(`tomorrow at ${time(tomorrow)}`)
    expect(clockWords(friday, nowMs)).toMatch(new RegExp(`^Fri\\S* at `))
  })

  it('is a date beyond a week, with the year when it is another one', () => {
    expect(clockWords(at(2026, 4, 20, 9, 30), nowMs)).toMatch(/20.* at /)
    expect(clockWords(at(2026, 4, 20, 9, 30), nowMs)).not.toContain('2026')
    expect(clockWords(at(2027, 0, 2, 9, 30), nowMs)).toContain('2027')
    expect(clockWords(at(2026, 4, 11, 9, 30), nowMs)).toMatch(/11.* at /)
  })

  it('counts days by the calendar, not by 24 hours', () => {
    const lateNow = at(2026, 4, 13, 23, 50)
    expect(clockWords(at(2026, 4, 14, 0, 10), lateNow)).toMatch(/^tomorrow/)
    expect(clockWords(at(2026, 4, 14, 23, 55), lateNow)).toMatch(/^tomorrow/)
  })
})

it('says of a window that has ended that it was due', () => {
  expect(resetWords({ resetsAtMs: nowMs - minuteMs }, nowMs)).toBe(`was due to reset at ${time(nowMs - minuteMs)}`)
  expect(resetWords({ resetsAtMs: nowMs + hourMs }, nowMs)).toBe(`resets in 1 h, at ${time(nowMs + hourMs)}`)
  expect(resetWords({ resetsAtMs: null }, nowMs)).toBeNull()
})

it('does not round up to used up', () => {
  expect(percentWords(99.9)).toBe('99 %')
  expect(percentWords(105)).toBe('105 %')
})
