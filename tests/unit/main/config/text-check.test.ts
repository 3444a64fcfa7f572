import { describe, expect, it } from 'vitest'
import { readFinding, readRulesFinding } from '../../../../main/config/checker'
import { lineOfNamedKey } from '../../../../main/config/text-check'
import { codexWords } from '../../../../main/config/write-words'

const ended = (stdout: string, stderr = '', code = 1) => ({ code, stdout: Buffer.from(stdout), stderr, cut: false })

describe('what Codex says of a configuration', () => {
  it('is read with its place', () => {
    const detail = '/data/x/config.toml:3:9: invalid type: integer `5`, expected a string'
    const answer = {
      error: { code: -32600, data: { filePath: '/data/x/config.toml', line: 3, column: 9, detail }, message: '' },
    }
    expect(readFinding('/data/x', ended(JSON.stringify(answer)))).toEqual({
      line: 3,
      column: 9,
      file: 'config.toml',
      message: 'invalid type: integer `5`, expected a string',
    })
    expect(readFinding('/data/x', ended('{}', '', 0))).toBeNull()
  })

  it('is read leniently where it is something else', () => {
    expect(readFinding('/x', ended('', 'Error: no\n\nStack backtrace:\n  0: <unknown>'))?.message).toBe('Error: no')
    expect(readFinding('/x', ended('garbage'))?.message).toBe('Codex ended with code 1.')
    expect(readFinding('/x', ended('{"error":{"data":{"line":-1,"column":"x"}}}'))).toMatchObject({
      line: null,
      column: null,
    })
  })

  it('of rules is read with its place', () => {
    const stderr =
      'Error: failed to parse policy at the.rules\n\nCaused by:\n    starlark error: Traceback\n    error: invalid decision: maybe\n     --> the.rules:2:5\n\nStack backtrace:\n   0: <unknown>'
    expect(readRulesFinding(stderr)).toEqual({ line: 2, column: 5, file: null, message: 'invalid decision: maybe' })
    expect(readRulesFinding('').message).not.toBe('')
  })
})

describe('the line of a problem without a place', () => {
  const text = '# a\nmodel = "x"\n[mcp_servers.a]\ncommand = "nope"\n'
  it.each([
    ['`model` is odd', 2],
    ['config defines `[mcp_servers]` but', 3],
    ['mcp_servers.a.url is required', 3],
    ['Model provider `nope` not found', 4],
    ['a word like command in a sentence', null],
    ['`elsewhere`', null],
  ])('%s', (message, line) => expect(lineOfNamedKey(message, text)).toBe(line))

  it('is none in a text that makes no sense', () => {
    expect(lineOfNamedKey('`model`', 'model = "')).toBeNull()
  })
})

describe('Codex’s words about a write', () => {
  it.each([
    [
      'Invalid configuration: invalid type: integer `5`, expected a string\nin `model`\n',
      'invalid type: integer `5`, expected a string (in model)',
    ],
    [
      'failed to load configuration: /h/config.toml:3:13: invalid basic string',
      'config.toml line 3, column 13: invalid basic string',
    ],
    ['C:\\h\\config.toml:3:13: x', 'config.toml line 3, column 13: x'],
    [
      'failed to resolve feature override precedence: Model provider `nope` not found',
      'Model provider `nope` not found',
    ],
  ])('%j', (said, words) => expect(codexWords(said)).toBe(words))
})
