// A comment finds its lines again by the code that was quoted, or says that it can't; it never moves to other code.
import { describe, expect, it } from 'vitest'
import {
  findQuote,
  longestQuoted,
  quotedLine,
  type Anchor,
} from '../../../../../renderer/stores/changes/comment-anchor'

const numbered = (text: string, from = 1) =>
  new Map(text.split('\n').map((line, place) => [place + from, line] as const))
const anchor = (from: number, ...quote: string[]): Anchor => ({ from, to: from + quote.length - 1, quote })

describe('a comment in a file that changed', () => {
  const file = 'import a\n\nfunction parse(text) {\n  return text\n}\n\nfunction print(text) {\n  return text\n}'

  it('stands where it was written while the code is the same', () => {
    expect(findQuote(anchor(4, '  return text'), numbered(file), true)).toEqual({ state: 'here', from: 4, to: 4 })
  })

  it('follows its lines when others came before them', () => {
    const now = numbered(`// one\n// two\n${file}`)
    expect(findQuote(anchor(3, 'function parse(text) {', '  return text'), now, true)).toEqual({
      state: 'here',
      from: 5,
      to: 6,
    })
  })

  it('is gone when its line was changed', () => {
    expect(findQuote(anchor(3, 'function parse(words) {'), numbered(file), true)).toEqual({ state: 'gone' })
  })

  it('never chooses between two places with the same code', () => {
    const now = numbered(`// new\n${file}`)
    expect(findQuote(anchor(4, '  return text'), now, true)).toEqual({ state: 'gone' })
  })

  it('never follows code that could be anywhere: a brace, a blank line', () => {
    expect(findQuote(anchor(2, '}'), numbered('x\ny\n}'), true)).toEqual({ state: 'gone' })
    expect(findQuote(anchor(2, '', '  '), numbered('x\ny\n\n  '), true)).toEqual({ state: 'gone' })
  })

  it('is not moved by what a part of the file shows', () => {
    const part = numbered('function parse(text) {', 40)
    expect(findQuote(anchor(3, 'function parse(text) {'), part, false)).toEqual({ state: 'unknown' })
    expect(findQuote(anchor(40, 'function parse(text) {'), part, false)).toMatchObject({ state: 'here', from: 40 })
  })

  it('does not take half of its lines for all of them', () => {
    const now = numbered('function parse(text) {\n  return other')
    expect(findQuote(anchor(5, 'function parse(text) {', '  return text'), now, true)).toEqual({ state: 'gone' })
  })

  it('keeps the length of a range of which only the beginning is quoted', () => {
    const long = { from: 3, to: 12, quote: ['function parse(text) {'] }
    expect(findQuote(long, numbered(`\n${file}`), true)).toEqual({ state: 'here', from: 4, to: 13 })
  })

  it('without a quote is held by its number alone', () => {
    expect(findQuote({ from: 2, to: 2, quote: [] }, numbered('a\nb'), true)).toMatchObject({ state: 'here', from: 2 })
    expect(findQuote({ from: 9, to: 9, quote: [] }, numbered('a\nb'), true)).toEqual({ state: 'gone' })
  })

  it('takes no account of line ends, and cuts endless lines without tearing a character', () => {
    expect(findQuote(anchor(1, 'const first = 1'), numbered('const first = 1\r\nb'), true)).toMatchObject({ from: 1 })
    const endless = `${'x'.repeat(longestQuoted - 1)}😀${'y'.repeat(1_000_000)}`
    expect(quotedLine(endless)).toBe('x'.repeat(longestQuoted - 1))
    expect(findQuote(anchor(1, quotedLine(endless)), numbered(endless), true)).toMatchObject({ state: 'here' })
  })
})
