import { describe, expect, it } from 'vitest'
import { quoted, unquoted } from '../../../../../main/changes/sources/quote'

describe('names in patches', () => {
  it.each([
    ['plain.txt', 'a/plain.txt'],
    ['with space', 'a/with space'],
    ['ünï', 'a/ünï'],
    ['q"u', String.raw`"a/q\"u"`],
    ['t\tn\nr\r', String.raw`"a/t\tn\nr\r"`],
    ['back\\slash', String.raw`"a/back\\slash"`],
    ['\u0001\u007f', String.raw`"a/\001\177"`],
  ])('%j is written as git writes it', (name, written) => {
    expect(quoted('a/', Buffer.from(name)).toString()).toBe(written)
  })

  it('reads back every byte', () => {
    const name = Buffer.from(Array.from({ length: 255 }, (_, at) => at + 1))
    const written = quoted('b/', name)
    expect(unquoted(written, 0, written.length)).toEqual({
      name: Buffer.concat([Buffer.from('b/'), name]),
      end: written.length,
    })
  })

  it.each(['plain', '"open', String.raw`"bad \x"`, String.raw`"\4"`, '"trailing\\'])('%j is no quoted name', (text) => {
    expect(unquoted(Buffer.from(text), 0, Buffer.byteLength(text))).toBeNull()
  })
})
