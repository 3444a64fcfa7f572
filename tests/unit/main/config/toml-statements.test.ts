import { describe, expect, it } from 'vitest'
import { bareText, NotUnderstood, statementsOf } from '../../../../main/config/toml-statements'

const cut = (text: string) =>
  statementsOf(text).map(({ kind, path, valueStart, valueEnd }) => [kind, path, text.slice(valueStart, valueEnd)])

describe('the statements of a TOML text', () => {
  it('are told with their paths and the very texts of their values', () => {
    expect(cut('a = 1 # c\n[ b . "c.d" ]\n\'e\'."f" = "x#y" \n[[g]]\nh=1979-05-27 07:32:00 # t\n')).toEqual([
      ['pair', ['a'], '1'],
      ['table', ['b', 'c.d'], ''],
      ['pair', ['b', 'c.d', 'e', 'f'], '"x#y"'],
      ['element', ['g'], ''],
      ['pair', ['g', 'h'], '1979-05-27 07:32:00'],
    ])
  })

  it.each([
    ['"a\\"b # c" # d', '"a\\"b # c"'],
    ["'a\\' # 'b'", "'a\\'"],
    ['"""a""" # b', '"""a"""'],
    ['"""a"""""', '"""a"""""'],
    ['""', '""'],
    ["''''x''''", "''''x''''"],
    ['"""a\\"""b"""', '"""a\\"""b"""'],
    ['[1, # ]\n 2]', '[1, # ]\n 2]'],
    ['{ a = [ { b = "}" } ] } # }', '{ a = [ { b = "}" } ] }'],
    ['{\n a = 1, # TOML 1.1\n}', '{\n a = 1, # TOML 1.1\n}'],
  ])('end where the value ends: %j', (value, whole) => {
    const text = `v = ${value}\nnext = 1\n`
    expect(cut(text.replace("'b'", ''))[0]?.[2]).toBe(whole)
    expect(cut(text.replace("'b'", ''))[1]?.[1]).toEqual(['next'])
  })

  it('know escapes in names', () => {
    expect(cut('"\\u00e9\\n\\"\\x41" = 1\n')[0]?.[1]).toEqual(['é\n"A'])
  })

  it('cover their lines and nothing of what is between', () => {
    const text = '# a\n\n  x = [\n1]  # b\r\n\n# c\n[t]'
    expect(statementsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['  x = [\n1]  # b\r\n', '[t]'])
    expect(bareText(`\ufeff${text}`)).toBe('  x = [\n1]  # b\r\n[t]\n')
  })

  it.each([
    '=',
    'a',
    'a =',
    'a = ',
    '[a',
    '[[a]',
    'a = "',
    'a = [',
    'a = 1 }\nb = [[',
    "a = '''",
    'é = 1',
    'a = "x" y',
    '[a] b',
  ])('are given up on where the text makes no sense: %j', (text) => {
    expect(() => statementsOf(text)).toThrow(NotUnderstood)
  })

  it('of a text of nothing but quotes or brackets take no time', () => {
    const started = performance.now()
    for (const hostile of ['[', '{', '#', '"\\', '["', "['", '{""'])
      expect(() => statementsOf(`a = ${hostile.repeat(1_000_000)}`)).toThrow(NotUnderstood)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
