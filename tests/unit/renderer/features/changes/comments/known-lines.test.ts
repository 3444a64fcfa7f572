import { expect, it } from 'vitest'
import { linesOfPatch, quoteFrom, readAll } from '../../../../../../renderer/features/changes/comments/known-lines'

const patch = {
  fileId: 'f',
  patch: '--- a/a\n+++ b/a\n@@ -4,3 +5,3 @@\n same\n-old\r\n+new\n end\n',
  hunks: ['h'],
  lossy: false,
  cut: false,
}

it('knows the lines that a patch shows, by the numbers of each side', () => {
  expect([...linesOfPatch(patch, 'new')]).toEqual([
    [5, 'same'],
    [6, 'new'],
    [7, 'end'],
  ])
  expect([...linesOfPatch(patch, 'old')]).toEqual([
    [4, 'same'],
    [5, 'old'],
    [6, 'end'],
  ])
  expect(linesOfPatch(patch, 'old')).toBe(linesOfPatch(patch, 'old'))
})

it('quotes lines in a row and stops at the first that is not known', () => {
  const lines = linesOfPatch(patch, 'new')
  expect(quoteFrom(lines, 6, 7)).toEqual(['new', 'end'])
  expect(quoteFrom(lines, 7, 9)).toEqual(['end'])
  expect(quoteFrom(lines, 1, 2)).toEqual([])
})

it('reads a file in steps to its end, and gives up on an endless one', async () => {
  const asked: number[] = []
  const all = await readAll(async (from, to) => {
    asked.push(from)
    const count = from === 1 ? to : 3
    return { lines: Array.from({ length: count }, (_, at) => `l${from + at}`), end: from !== 1 }
  })
  expect(asked).toEqual([1, 5_001])
  expect(all.whole).toBe(true)
  expect(all.lines.get(5_003)).toBe('l5003')
  const endless = await readAll(async (from, to) => ({
    lines: Array.from({ length: to - from + 1 }, () => 'x'),
    end: false,
  }))
  expect(endless).toMatchObject({ whole: false })
  expect(endless.lines.size).toBe(40_000)
})
