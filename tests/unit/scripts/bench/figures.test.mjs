import { describe, expect, it } from 'vitest'
import { median, quantile } from '../../../../scripts/bench/figures.mjs'
import { sandboxArguments } from '../../../../scripts/electron.mjs'

describe('the arithmetic of the bench', () => {
  it('takes the middle, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 2, 9])).toBe(3)
  })

  it('finds the value that 99 % of the frames stay under', () => {
    const frames = Array.from({ length: 100 }, (_, index) => index)
    expect(quantile(frames, 0.99)).toBe(99)
    expect(quantile([], 0.99)).toBeNaN()
  })
})

describe('the sandbox', () => {
  it('is given up only for root on Linux, to whom Chromium refuses it', () => {
    expect(sandboxArguments('linux', 0)).toEqual(['--no-sandbox'])
    expect(sandboxArguments('linux', 1000)).toEqual([])
    expect(sandboxArguments('darwin', 0)).toEqual([])
  })
})
