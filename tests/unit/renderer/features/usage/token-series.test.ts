import { describe, expect, it } from 'vitest'
import { filled, lastDays } from '../../../../../renderer/features/usage/days'
import { short, tokenCsv, tokenParts } from '../../../../../renderer/features/usage/token-series'

const tokens = { input: 100, cachedInput: 30, output: 20, reasoning: 5, total: 120 }

describe('the parts of a bar', () => {
  it('add up to input and output', () => {
    expect(tokenParts(tokens)).toEqual([30, 70, 15, 5])
  })

  it('are never below nothing, whatever a record claims', () => {
    expect(tokenParts({ input: 10, cachedInput: 30, output: 0, reasoning: 5, total: 10 })).toEqual([10, 0, 0, 0])
  })
})

it('writes short counts', () => {
  expect([0, 999, 12_340, 999_900, 1_250_000].map(short)).toEqual(['0', '999', '12.3k', '1M', '1.3M'])
})

it('quotes names in CSV, and takes the sting out of formulas', () => {
  expect(tokenCsv('Session', [{ name: '=cmd|"x"', tokens }])).toBe(
    `"Session",input,cached input,output,reasoning,total\n"'=cmd|""x""",100,30,20,5,120\n`,
  )
})

describe('days', () => {
  const day = (name: string) => ({ day: name, tokens })

  it('are filled up between the first and the last', () => {
    expect(filled([day('2026-03-28'), day('2026-03-31')]).map((each) => each.day)).toEqual([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
      '2026-03-31',
    ])
    expect(filled([])).toEqual([])
  })

  it('stay as they are when there are too many between, or one is no day', () => {
    expect(filled([day('1999-01-01'), day('2026-01-01')])).toHaveLength(2)
    expect(filled([day('nonsense')])).toHaveLength(1)
  })

  it('end today, and leave out the future', () => {
    const shown = lastDays([day('2026-11-20'), day('2030-01-01')], 3, new Date(2026, 10, 21, 0, 5))
    expect(shown.map((each) => [each.day, each.tokens.total])).toEqual([
      ['2026-11-19', 0],
      ['2026-11-20', 120],
      ['2026-11-21', 0],
    ])
  })
})
