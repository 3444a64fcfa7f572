import { describe, expect, it } from 'vitest'
import { hidesSomething, revealHidden } from '../../../../renderer/text/hidden'

const labels = (text: string) =>
  revealHidden(text).flatMap((segment) => (segment.kind === 'hidden' ? [segment.label] : []))

describe('hidden characters', () => {
  it('leave a plain text in one piece', () => {
    expect(revealHidden('git commit -m "Grüße, 世界"')).toEqual([{ kind: 'text', text: 'git commit -m "Grüße, 世界"' }])
    expect(revealHidden('')).toEqual([])
  })

  it.each([
    ['right-to-left override', '\u202e', 'U+202E'],
    ['zero-width space', '\u200b', 'U+200B'],
    ['byte order mark', '\ufeff', 'U+FEFF'],
    ['no-break space', '\u00a0', 'U+00A0'],
    ['ideographic space', '\u3000', 'U+3000'],
    ['isolate', '\u2066', 'U+2066'],
    ['null', '\u0000', 'U+0000'],
    ['escape', '\u001b', 'U+001B'],
    ['backspace', '\b', 'U+0008'],
    ['lone carriage return', '\r', 'U+000D'],
    ['tab', '\t', '⇥'],
    ['line separator', '\u2028', 'U+2028'],
    ['soft hyphen', '\u00ad', 'U+00AD'],
    ['Hangul filler', '\u3164', 'U+3164'],
    ['variation selector', '\ufe0f', 'U+FE0F'],
    ['tag letter', '\u{e0041}', 'U+E0041'],
    ['variation selector 256', '\u{e01ef}', 'U+E01EF'],
    ['half of a pair', '\ud800', 'U+D800'],
    ['private use', '\ue000', 'U+E000'],
    ['blank Braille', '\u2800', 'U+2800'],
    ['C1 control', '\u009b', 'U+009B'],
  ])('shows a %s', (_name, character, label) => {
    expect(labels(`rm${character}x`)).toEqual([label])
  })

  it('shows newlines, and trailing spaces before them', () => {
    expect(revealHidden('a  \nb ')).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'hidden', text: '  ', label: '␠␠', name: '2 spaces at the end of the line' },
      { kind: 'newline', text: '\n' },
      { kind: 'text', text: 'b' },
      { kind: 'hidden', text: ' ', label: '␠', name: '1 space at the end of the line' },
    ])
  })

  it('shows a run of spaces that could push a part out of sight', () => {
    expect(labels(`ls${' '.repeat(200)}; rm -rf ~`)).toEqual(['␠×200'])
    expect(labels('        indented')).toEqual([])
  })

  it('loses nothing: the segments join to the text', () => {
    const text = 'a\u202eb\r\nc \t\u0000\n\n  d   \u{e0041}🙂'
    expect(
      revealHidden(text)
        .map((segment) => segment.text)
        .join(''),
    ).toBe(text)
  })

  it('can leave spaces and tabs alone', () => {
    expect(revealHidden('\ta \u200b ', { spaces: false, tabs: false }).map((segment) => segment.kind)).toEqual([
      'text',
      'hidden',
      'text',
    ])
  })

  it('warns only of what deceives', () => {
    expect(hidesSomething('ls \t\n ')).toBe(false)
    expect(hidesSomething('ls \u2066x')).toBe(true)
  })
})
