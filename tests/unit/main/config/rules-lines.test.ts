import { describe, expect, it } from 'vitest'
import { rulesOf, withoutLine } from '../../../../main/config/rules-lines'

const patterns = (text: string) => rulesOf(text).map(({ line, pattern }) => [line, pattern])

describe('rules on a line of their own', () => {
  it('are read with alternatives, quotes of both kinds, escapes and remarks', () => {
    expect(
      rulesOf(
        `prefix_rule(pattern=["a", ["b", 'c'],], decision = "prompt", justification="say \\"why\\" \\u00fc\\n",)  # x`,
      ),
    ).toEqual([
      {
        line: 1,
        text: expect.any(String),
        kind: 'command',
        pattern: ['a', ['b', 'c']],
        decision: 'prompt',
        justification: 'say "why" ü\n',
      },
    ])
    expect(rulesOf('prefix_rule( pattern = ["x"], match=["x y"], not_match=[] )')[0]).toMatchObject({
      decision: 'allow',
      justification: null,
    })
  })

  it('are of the network too, as Codex writes them for what was allowed in a chat', () => {
    expect(
      rulesOf(
        'network_rule(host="docs.example", protocol="https", decision="allow", justification="for the docs")\nnetwork_rule(host="evil.example", protocol="http", decision="deny")\n',
      ).map(({ line, kind, pattern, decision }) => [line, kind, pattern, decision]),
    ).toEqual([
      [1, 'network', ['docs.example', 'https'], 'allow'],
      [2, 'network', ['evil.example', 'http'], 'forbidden'],
    ])
    expect(rulesOf('network_rule(host=name, protocol="https", decision="allow")')).toEqual([])
    expect(rulesOf('network_rule(host="x", decision="allow")')).toEqual([])
  })

  it('keep their numbers with any line ends', () => {
    expect(patterns('# a\r\nprefix_rule(pattern=["x"])\r\n\r\nprefix_rule(pattern=["y"])')).toEqual([
      [2, ['x']],
      [4, ['y']],
    ])
  })

  it.each([
    'prefix_rule(pattern=[name])',
    'prefix_rule(pattern=["a"] + more)',
    'prefix_rule(pattern=["a"]); print("x")',
    'prefix_rule(pattern=["a"], decision="maybe")',
    'prefix_rule(pattern=[])',
    'prefix_rule(pattern="a")',
    'prefix_rule(pattern=["a"], pattern=["b"])',
    'prefix_rule(["a"])',
    'prefix_rule(pattern=["a\\q"])',
    'prefix_rule(pattern=["a")',
    '    prefix_rule(pattern=["inside", "a", "function"])',
    'prefix_rules(pattern=["a"])',
    'network_rule(host="example.com")',
    'prefix_rule(',
    'prefix_rule(pattern=[[[[["deep"]]]]])',
  ])('are nothing else: %s', (line) => {
    expect(rulesOf(line)).toEqual([])
  })

  it('are not looked for inside texts and brackets over several lines', () => {
    expect(
      patterns(
        [
          'text = """',
          'prefix_rule(pattern=["in text"])',
          '"""',
          "other = '''x",
          'prefix_rule(pattern=["in other"])',
          'y\'\'\' # """',
          'list = [',
          'prefix_rule(pattern=["in a list"]),',
          ']',
          'a = 1 + \\',
          'prefix_rule(pattern=["goes on"])',
          'quote = "\\"[("',
          'prefix_rule(pattern=["real"])',
        ].join('\n'),
      ),
    ).toEqual([[13, ['real']]])
  })
})

describe('taking a line out', () => {
  it('takes its line end along and no other byte', () => {
    expect(withoutLine('a\r\nb\r\nc', 2, 'b')).toBe('a\r\nc')
    expect(withoutLine('a\nb', 2, 'b')).toBe('a\n')
    expect(withoutLine('a', 1, 'a')).toBe('')
    expect(withoutLine('a\rb\rc\r', 2, 'b')).toBe('a\rc\r')
  })

  it('refuses when the line is another one or gone', () => {
    expect(withoutLine('a\nb\n', 1, 'b')).toBeNull()
    expect(withoutLine('a\nb\n', 9, 'b')).toBeNull()
    expect(withoutLine('', 1, 'b')).toBeNull()
  })
})
