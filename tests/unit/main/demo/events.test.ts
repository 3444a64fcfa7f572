import { describe, expect, test } from 'vitest'
import { encodeEvent, message, textDelta, words } from '../../../../main/demo/events'

describe('events', () => {
  test.each(['one two  three', ' lead', 'trail \n', 'a\n\n```\n  code\n```\n', '', '   ', 'ümläut 🙂 end'])(
    'the words of %j join to the same text',
    (text) => {
      expect(words(text).join('')).toBe(text)
    },
  )

  test('a message starts, streams and ends with its whole text', () => {
    const all = [...message('m', ['a', 'b'])]
    expect(all).toHaveLength(4)
    expect(all.at(-1)).toMatchObject({ item: { content: [{ text: 'ab' }] } })
  })

  test('the wire form is one line of data, whatever the text holds', () => {
    const wire = encodeEvent(textDelta('m', 'line\nline\r\u2028end'))
    expect(wire).toMatch(/^event: response\.output_text\.delta\ndata: \{[^\n]*\}\n\n$/)
    expect(wire.split('\n')).toHaveLength(4)
  })
})
