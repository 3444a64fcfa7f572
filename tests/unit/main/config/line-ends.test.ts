import { describe, expect, it } from 'vitest'
import { withOldLineEnds } from '../../../../main/config/line-ends'

describe('text that comes back from an editor', () => {
  it.each([
    ['stays in a file of line feeds', 'a\nb\n', 'a\nc\nb\n', 'a\nc\nb\n'],
    ['gets CRLF where the file has it', 'a\r\nb\r\n', 'a\nc\nb\n', 'a\r\nc\r\nb\r\n'],
    ['keeps a mixture line by line', 'a\r\nb\nc\r\nd\r\n', 'a\nb\nx\nc\nd\n', 'a\r\nb\nx\r\nc\r\nd\r\n'],
    ['finds lines behind deleted ones', 'a\r\nb\nc\r\nd\ne\r\n', 'a\nd\nx\ne\n', 'a\r\nd\nx\r\ne\r\n'],
    ['keeps a byte order mark', '\ufeffa\r\n', 'a\nb\n', '\ufeffa\r\nb\r\n'],
    ['keeps a missing last line end', 'a\r\nb', 'a\nb', 'a\r\nb'],
    ['is left alone when it has carriage returns of its own', 'a\r\nb\r\n', 'a\r\nb\nc\n', 'a\r\nb\nc\n'],
    ['may be empty', 'a\r\n', '', ''],
    ['may be new', '', 'a\n', 'a\n'],
  ])('%s', (_what, old, text, expected) => expect(withOldLineEnds(old, text)).toBe(expected))

  it('is as it is where there was no file', () => {
    expect(withOldLineEnds(null, 'a\n')).toBe('a\n')
  })

  it('of many lines takes no square of time', () => {
    const old = Array.from({ length: 100_000 }, (_, index) => `${index}\r\n`).join('')
    const text = Array.from({ length: 100_000 }, (_, index) => `${index}x\n`).join('')
    const started = performance.now()
    expect(withOldLineEnds(old, text)).toBe(text.replaceAll('\n', '\r\n'))
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
