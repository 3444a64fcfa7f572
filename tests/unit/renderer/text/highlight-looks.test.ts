import { describe, expect, it } from 'vitest'
import { classOfLook, lookOf, spansOf, tokensOf, type CodeColours } from '../../../../renderer/text/highlight-looks'

const colours = (lines: [end: number, look: number][][]): CodeColours => {
  const starts = [0]
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length)
  return {
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(lines.flat().map(([end]) => end)),
    looks: Uint8Array.from(lines.flat().map(([, look]) => look)),
  }
}

describe('a look', () => {
  it('is a role and a font in one number, and classes again', () => {
    expect(classOfLook(lookOf('keyword', 0))).toBe('deck-code-keyword')
    expect(classOfLook(lookOf('comment', 3))).toBe('deck-code-comment deck-ansi-italic deck-ansi-bold')
    expect(classOfLook(lookOf(null, 4))).toBe('deck-ansi-underline')
  })

  it('is plain for a role that is not known, and for a font of nonsense', () => {
    expect(lookOf('of tomorrow', 0)).toBe(0)
    expect(classOfLook(lookOf(null, -1))).toBe('')
  })
})

describe('tokens', () => {
  const keyword = lookOf('keyword', 0)

  it('join to the text again, with what has no span left plain', () => {
    const code = 'const a\n\nb'
    const tokens = tokensOf(code, colours([[[5, keyword]], [], []]))
    expect(tokens.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(code)
    expect(tokens[0]).toEqual([
      { text: 'const', role: 'keyword', font: 0 },
      { text: ' a', role: null, font: 0 },
    ])
    expect(tokens[1]).toEqual([])
  })

  it('lose nothing to spans that overlap or reach too far', () => {
    const tokens = tokensOf(
      'abc',
      colours([
        [
          [9, keyword],
          [2, 0],
        ],
      ]),
    )
    expect(tokens).toEqual([[{ text: 'abc', role: 'keyword', font: 0 }]])
  })

  it('are none for a line that was not coloured', () => {
    expect(spansOf(colours([[[1, 0]]]), 7)).toEqual([])
  })
})
