import { describe, expect, it } from 'vitest'
import { fieldNames, isText, kindOf, probe, probes } from '../../../../scripts/setup/config-type-words.mjs'

describe('the type behind Codex’s words', () => {
  it.each([
    [null, { type: 'taken' }],
    ['invalid type: string "zz__", expected a boolean', { type: 'boolean' }],
    ['invalid type: string "zz__", expected u64', { type: 'integer' }],
    ['invalid type: string "zz__", expected a nonzero u64', { type: 'integer' }],
    ['invalid type: string "zz__", expected usize\nin `x`', { type: 'integer' }],
    ['invalid type: string "zz__", expected f64', { type: 'number' }],
    ['invalid type: string "zz__", expected a sequence', { type: 'list' }],
    ['invalid type: string "zz__", expected a map', { type: 'table' }],
    ['invalid type: string "zz__", expected struct ToolsToml', { type: 'table' }],
    ['AbsolutePathBuf deserialized without a base path', { type: 'path' }],
    [
      'Invalid configuration: unknown variant `zz__`, expected one of `low`, `high`\nin `x`\n',
      { type: 'enum', values: ['low', 'high'] },
    ],
    ['unknown variant `zz__`, expected `responses`', { type: 'enum', values: ['responses'] }],
    ['data did not match any variant of untagged enum X', { type: 'any' }],
    ['something new altogether', { type: 'any' }],
  ])('%j', (words, kind) => expect(kindOf(words)).toEqual(kind))

  it('is text where a number is answered so', () => {
    expect(isText('invalid type: integer `12345`, expected a string')).toBe(true)
    expect(isText('expected a boolean')).toBe(false)
    expect(isText(null)).toBe(false)
  })
})

describe('tables that Codex doesn’t list by itself', () => {
  it('are looked into from a value that makes them valid', () => {
    expect(probes(['mcp_servers', probe]).map(([start]) => Object.keys(start))).toEqual([['command'], ['url']])
    expect(probes(['tui'])).toEqual([[{}, []]])
    expect(fieldNames(['mcp_servers', probe, 'x'])).toContain('bearer_token_env_var')
    expect(fieldNames(['tui', 'x'])).toBeNull()
  })
})
