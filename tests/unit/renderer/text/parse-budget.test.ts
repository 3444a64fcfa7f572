// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest'
import { mayParse, parseLater, streamingBudget } from '../../../../renderer/text/parse-budget'

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

beforeEach(async () => {
  // What an earlier test used up is given back with the next frame.
  await frame()
  await frame()
})

it('gives so many parses a frame and more in the next', async () => {
  const given = Array.from({ length: 20 }, () => mayParse(streamingBudget)).filter(Boolean)
  expect(given).toHaveLength(streamingBudget)
  await vi.waitFor(() => expect(mayParse(streamingBudget)).toBe(true))
})

it('calls those who wait frame by frame, the newest first, but not those who left', async () => {
  const called: number[] = []
  const frames: number[] = []
  let number = 0
  const count = () => {
    frames[number] = called.length
    number += 1
    if (number < 4) requestAnimationFrame(count)
  }
  const leave = Array.from({ length: 12 }, (_, place) => parseLater(() => called.push(place)))
  requestAnimationFrame(count)
  leave[11]?.()
  await vi.waitFor(() => expect(called).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]))
  expect(Math.min(...frames.filter((length) => length > 0))).toBeLessThanOrEqual(streamingBudget)
})
