import { expect, it } from 'vitest'
import { chunksOf } from '../../../../renderer/text/chunks'

const texts = ['line of text\n'.repeat(5000), 'words '.repeat(9000), 'x'.repeat(50_000), '👩‍💻'.repeat(9000)]

it('joins to the text again', () => {
  for (const text of texts) expect(chunksOf(text).join('')).toBe(text)
})

it('moves no boundary when the text grows', () => {
  for (const text of texts)
    for (const length of [12_500, 20_000, 31_111, 44_444]) {
      const before = chunksOf(text.slice(0, length)).slice(0, -1)
      expect(chunksOf(text).slice(0, before.length)).toEqual(before)
    }
})

it('never cuts a character in two', () => {
  for (const chunk of chunksOf('🙂'.repeat(20_000))) expect(/\p{Cs}/u.test(chunk)).toBe(false)
})
