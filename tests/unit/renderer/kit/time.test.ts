import { describe, expect, it } from 'vitest'
import { duration, periodOf, shortAge } from '../../../../renderer/kit'

const noon = new Date(2026, 4, 20, 12).getTime()
const hours = (count: number) => count * 3_600_000

describe('the age of a thing', () => {
  it('is told in the largest unit that fits', () => {
    expect(shortAge(noon - 20_000, noon)).toBe('now')
    expect(shortAge(noon - 5 * 60_000, noon)).toBe('5m')
    expect(shortAge(noon - hours(3), noon)).toBe('3h')
    expect(shortAge(noon - hours(50), noon)).toBe('2d')
  })

  it('is a date after a week, with the year only when it is another one', () => {
    expect(shortAge(noon - hours(24 * 30), noon)).not.toMatch(/2026/)
    expect(shortAge(noon - hours(24 * 300), noon)).toMatch(/2025/)
  })
})

describe('the heading of a time', () => {
  it('goes by calendar days, not by hours', () => {
    expect(periodOf(noon - hours(11), noon)).toBe('Today')
    expect(periodOf(noon - hours(13), noon)).toBe('Yesterday')
    expect(periodOf(noon - hours(24 * 5), noon)).toBe('Last 7 days')
    expect(periodOf(noon - hours(24 * 9), noon)).toBe('May')
    expect(periodOf(noon - hours(24 * 400), noon)).toMatch(/\d{4}$/)
  })
})

describe('how long something took', () => {
  it('has tenths while short and minutes when long', () => {
    expect(duration(420)).toBe('0.4 s')
    expect(duration(12_400)).toBe('12 s')
    expect(duration(185_000)).toBe('3 min 05 s')
  })
})
