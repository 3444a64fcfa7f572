import { describe, expect, it } from 'vitest'
import { parseAnsi, plainStyle, stripAnsi } from '../../../../renderer/text/ansi'

describe('terminal output', () => {
  it('keeps the colours as runs', () => {
    const { runs, end } = parseAnsi('a\u001b[1;31mred\u001b[0m b\u001b[92mgreen')
    expect(runs.map((run) => [run.text, run.style.color, run.style.bold])).toEqual([
      ['a', null, false],
      ['red', 1, true],
      [' b', null, false],
      ['green', 10, false],
    ])
    expect(end.color).toBe(10)
  })

  it('goes on in the style that the piece before ended with', () => {
    const first = parseAnsi('\u001b[33mwarn')
    expect(parseAnsi('ing\u001b[39m', first.end).runs[0]?.style.color).toBe(3)
  })

  it('draws colours beyond the sixteen as plain text', () => {
    expect(parseAnsi('\u001b[38;5;2ma\u001b[38;5;200mb\u001b[38;2;1;2;3mc').runs.map((run) => run.style.color)).toEqual(
      [2, null, null],
    )
  })

  it.each([
    ['a title', '\u001b]0;evil title\u0007text'],
    ['a link', '\u001b]8;;https://evil.com\u001b\\text\u001b]8;;\u001b\\'],
    ['cursor moves', '\u001b[2J\u001b[1;1H\u001b[?25ltext\u001b[K'],
    ['a device string', '\u001bPq#0\u001b\\text'],
    ['8-bit codes', '\u009b31mtext'],
    ['charsets and resets', '\u001b(B\u001bctext'],
    ['control characters', 't\u0007e\bx\u0000t\u007f'],
    ['a sequence that was cut', 'text\u001b[3'],
    ['a lone escape', 'text\u001b'],
  ])('drops %s', (_name, output) => {
    expect(stripAnsi(output)).toBe('text')
  })

  it('lets a carriage return overwrite the line', () => {
    expect(stripAnsi('10%\r50%\r100%\ndone\r\nnext\r')).toBe('100%\ndone\nnext')
  })

  it('leaves plain output as it is', () => {
    expect(parseAnsi('a\n\tb').runs).toEqual([{ text: 'a\n\tb', style: plainStyle }])
  })
})
