import { describe, expect, it } from 'vitest'
import {
  headerPx,
  heightOf,
  linePx,
  placeAt,
  slicesIn,
  stack,
} from '../../../../../../renderer/features/changes/viewer/layout'
import { contextLine } from '../../../../../../renderer/features/changes/viewer/patch-model'

const line = (text: string) => ({ kind: 'line' as const, key: 'k', line: contextLine(text, 1, 1) })
const wide = { columns: 100, half: 40, wrap: true }

describe('the height of a line', () => {
  it('is one row where lines are not broken, whatever its length', () => {
    expect(heightOf(line('x'.repeat(900)), { ...wide, wrap: false })).toEqual({ px: linePx, sure: true })
  })

  it('is reckoned from its columns where they are, and measured where it may be broken', () => {
    expect(heightOf(line('x'.repeat(100)), wide)).toEqual({ px: linePx, sure: true })
    expect(heightOf(line('x'.repeat(101)), wide)).toEqual({ px: 2 * linePx, sure: false })
    expect(heightOf(line('\t'.repeat(26)), wide)).toEqual({ px: 2 * linePx, sure: false })
    // Wide characters may take two columns each.
    expect(heightOf(line('漢'.repeat(51)), wide)).toEqual({ px: linePx, sure: false })
    expect(heightOf(line('漢'.repeat(50)), wide)).toEqual({ px: linePx, sure: true })
  })

  it('of a line of a megabyte is that of its beginning', () => {
    expect(heightOf(line('x'.repeat(1_000_000)), wide)).toEqual({ px: 10 * linePx, sure: false })
    expect(heightOf(line('x'.repeat(1_000_000)), { ...wide, wrap: false }).sure).toBe(false)
  })

  it('of a pair is that of its taller half', () => {
    const pair = {
      kind: 'pair' as const,
      key: 'k',
      old: contextLine('x', 1, 1),
      now: contextLine('x'.repeat(81), 1, 1),
    }
    expect(heightOf(pair, wide)).toEqual({ px: 3 * linePx, sure: false })
  })
})

describe('what is in view', () => {
  it('is found by its height', () => {
    const offsets = stack([10, 0, 5, 20])
    expect([...offsets]).toEqual([0, 10, 10, 15, 35])
    expect([0, 9, 10, 14, 15, 34, 99].map((px) => placeAt(offsets, px))).toEqual([0, 0, 2, 2, 3, 3, 3])
    expect(placeAt(stack([]), 5)).toBe(0)
  })

  it('is the files between two heights, each with the rows that are', () => {
    const rows = stack(Array.from({ length: 100 }, () => linePx))
    const tops = stack([headerPx + 1_800, headerPx, headerPx + 1_800])
    const begin = tops[2] ?? 0
    expect(slicesIn(tops, (file) => (file === 1 ? stack([]) : rows), begin - 60, begin + headerPx + 200)).toEqual([
      { file: 0, from: 96, to: 100 },
      { file: 1, from: 0, to: 0 },
      { file: 2, from: 0, to: 16 },
    ])
  })

  it('is nothing in an empty list, and one screen in a list of a million lines', () => {
    expect(slicesIn(stack([]), () => stack([]), 0, 1_000)).toEqual([])
    const rows = stack(new Float64Array(1_000_000).fill(linePx))
    const [slice] = slicesIn(stack([headerPx + 18_000_000]), () => rows, 9_000_000, 9_001_000)
    expect((slice?.to ?? 0) - (slice?.from ?? 0)).toBeLessThan(80)
  })
})
