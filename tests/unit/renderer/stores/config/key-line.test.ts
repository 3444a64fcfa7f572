import { describe, expect, it } from 'vitest'
import { lineOfKey } from '../../../../../renderer/stores/config/key-line'

describe('the line of a key', () => {
  const text = [
    'model = "a"', // 1
    'text = """', // 2
    'fake = 1', // 3
    '"""', // 4
    'dotted.a."b.c" = 1', // 5
    '[mcp_servers."my.server"]', // 6
    'command = "x" # command = 2', // 7
    'env = { A = "1" }', // 8
    '[ features ]', // 9
    'goals=true', // 10
    '[[hooks]]', // 11
    'x = 1', // 12
  ].join('\n')
  it.each([
    [['model'], 1],
    [['fake'], null],
    [['dotted', 'a', 'b.c'], 5],
    [['mcp_servers', 'my.server', 'command'], 7],
    [['mcp_servers', 'my.server', 'env', 'A'], 8],
    [['mcp_servers', 'my.server', 'args'], 6],
    [['features', 'goals'], 10],
    [['features'], 9],
    [['hooks'], 11],
    [['nowhere'], null],
  ])('%j: %s', (path, line) => {
    expect(lineOfKey(text, path)).toBe(line)
  })
  it('is not looked for inside of strings over several lines', () => {
    const lines = [
      'a = """one',
      'b = 2 # no comment',
      '\\""" still',
      'end"""',
      "c = '''",
      "'''",
      'd = """x"""',
      'e = 1',
    ]
    const found = ['a', 'b', 'end', 'c', 'd', 'e'].map((key) => lineOfKey(lines.join('\n'), [key]))
    expect(found).toEqual([1, null, null, 5, 7, 8])
  })
  it('goes over a long line in no time', () => {
    const text = `a = """${'"'.repeat(2)}${'x\\'.repeat(200_000)}\nb = 1`
    const began = performance.now()
    expect(lineOfKey(text, ['b'])).toBeNull()
    expect(performance.now() - began).toBeLessThan(1000)
  })
  it('finds its way in broken text', () => {
    expect(lineOfKey('[[[\na = "x\n= 3\nmodel = 5', ['model'])).toBe(4)
  })
})
