import { expect, it } from 'vitest'
import {
  bytesInWords,
  clock,
  fullTime,
  lasted,
  shortCount,
  sinceStart,
} from '../../../../../renderer/features/inspector/words'

it('says times since the start in few characters', () => {
  expect([0, 312, 12_345, 185_000, 3_723_000, -1500].map(sinceStart)).toEqual([
    '0.00',
    '0.31',
    '12.3',
    '3:05',
    '1:02:03',
    '−1.50',
  ])
})

it('says sizes, counts and durations', () => {
  expect([1, 812, 4096, 1.2 * 1024 ** 3].map(bytesInWords)).toEqual(['1 byte', '812 bytes', '4 KB', '1.2 GB'])
  expect([950, 12_300, 1_200_000, Number.NaN].map(shortCount)).toEqual(['950', '12.3k', '1.2M', '0'])
  expect([41, 400, 185_000].map(lasted)).toEqual(['41 ms', '0.4 s', '3 min 05 s'])
})

it('says nothing about a time that is none', () => {
  expect(clock(Number.MAX_VALUE)).toBe('')
  expect(fullTime(Number.NaN)).toBe('No valid time')
})
