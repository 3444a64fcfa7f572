import { describe, expect, it } from 'vitest'
import { lineOfKey, lineStates, piecesOf } from '../../../../../renderer/stores/config/toml-text'

const roles = (line: string) => piecesOf(line, 0).pieces.map(({ text, role }) => [text, role])

describe('the pieces of a line', () => {
  it('tell keys, values, comments and tables', () => {
    expect(roles('model = "gpt # x" # why')).toEqual([
      ['model', 'parameter'],
      [' ', null],
      ['=', 'punctuation'],
      [' ', null],
      ['"gpt # x"', 'string'],
      [' ', null],
      ['# why', 'comment'],
    ])
    expect(roles('[mcp_servers."my.server"] # x')[0]).toEqual(['[mcp_servers."my.server"]', 'keyword'])
    expect(roles('a.b = [1, true, 1979-05-27T07:32:00Z]').filter(([, role]) => role === 'constant')).toHaveLength(3)
  })
  it.each(['', '[', 'a = "', "b = '''", 'x = ]]}', '\u202e= "', '"""', 'a = "\\', '==', '[[a', '#', '\t\r'])(
    'joined are the line: %j',
    (line) => {
      for (const state of [0, 1, 2] as const)
        expect(
          piecesOf(line, state)
            .pieces.map(({ text }) => text)
            .join(''),
        ).toBe(line)
    },
  )
})

it('knows which lines lie inside a string over several lines', () => {
  const lines = ['a = """one', 'b = 2 # no comment', '\\""" still', 'end"""', "c = '''", "'''", 'd = """x"""', 'e = 1']
  expect([...lineStates(lines)]).toEqual([0, 1, 1, 1, 0, 2, 0, 0])
})

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
  it('finds its way in broken text', () => {
    expect(lineOfKey('[[[\na = "x\n= 3\nmodel = 5', ['model'])).toBe(4)
  })
})
