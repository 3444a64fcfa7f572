import { describe, expect, it } from 'vitest'
import { asConfigValue, quoteKeyPath, readableKeyPath, sameValue, valueAt } from '../../../../main/config/key-path'

describe('a key path for Codex', () => {
  it.each([
    [['model'], '"model"'],
    [['mcp_servers', 'a.b', 'enabled'], '"mcp_servers"."a.b"."enabled"'],
    [['say "hi"', 'back\\slash'], '"say \\"hi\\""."back\\\\slash"'],
    // Codex takes `\n` inside quotes for the letter n: control characters go as they are.
    [['line\nbreak\u0007'], '"line\nbreak\u0007"'],
    [["it's"], '"it\'s"'],
  ])('%j is %s', (path, quoted) => expect(quoteKeyPath(path)).toBe(quoted))

  it('is bare for people where TOML lets it be', () => {
    expect(readableKeyPath(['mcp_servers', 'a.b', 'x-1'])).toBe('mcp_servers."a.b".x-1')
  })
})

describe('values', () => {
  it('are found by own keys only', () => {
    const value: unknown = JSON.parse('{"a":{"b c":1},"__proto__":{"x":2},"list":[{"n":1}]}')
    expect(valueAt(value, ['a', 'b c'])).toBe(1)
    expect(valueAt(value, ['__proto__', 'x'])).toBe(2)
    expect(valueAt(value, ['constructor'])).toBeUndefined()
    expect(valueAt(value, ['a', 'toString'])).toBeUndefined()
    expect(valueAt(value, ['list', '0'])).toBeUndefined()
    expect(valueAt('text', ['length'])).toBeUndefined()
    expect(valueAt(value, [])).toBe(value)
  })

  it('are the same whatever the order of keys, and not for another kind', () => {
    expect(sameValue({ a: 1, b: [{ c: Number.NaN }] }, { b: [{ c: Number.NaN }], a: 1 })).toBe(true)
    expect(sameValue({ a: 1 }, { a: 1, b: undefined })).toBe(false)
    expect(sameValue({ a: undefined }, { b: undefined })).toBe(false)
    expect(sameValue(1n, 1)).toBe(false)
    expect(sameValue([], {})).toBe(false)
    expect(sameValue([1, 2], [2, 1])).toBe(false)
    expect(sameValue(new Date(0), new Date(0))).toBe(true)
    expect(sameValue(new Date(0), new Date(1))).toBe(false)
    expect(sameValue(null, {})).toBe(false)
  })

  it('come off the wire as what JSON can say', () => {
    expect(asConfigValue({ a: [1, undefined, Number.POSITIVE_INFINITY], b: 1n })).toEqual({
      a: [1, null, null],
      b: null,
    })
  })
})
