import { describe, expect, it } from 'vitest'
import { SecretMask } from '../../../../../main/app/redact'
import { maskJsonLine } from '../../../../../main/sessions/export/mask-json'

const key = 'sk-abcdefgh12345678'
const run = (line: string) => {
  const mask = new SecretMask()
  return { line: maskJsonLine(line, mask), report: mask.report() }
}

describe('masking a line of JSON', () => {
  it('gives back a line without a secret as it was, spacing and numbers too', () => {
    const line = '{ "a": 12345678901234567890, "b":[1.0, true,null ],"c" : "plain text" }\n'
    expect(run(line)).toEqual({ line, report: [] })
  })

  it('masks inside a string and keeps all else', () => {
    const { line, report } = run(`{"n":1.00,"text":"use ${key} now","m":2}\n`)
    expect(line).toBe('{"n":1.00,"text":"use [masked: API key] now","m":2}\n')
    expect(report).toEqual([{ kind: 'API key', count: 1 }])
  })

  it('sees through escapes, and writes valid JSON back', () => {
    const { line } = run(String.raw`{"text":"say \"\u0073k-abcdefgh12345678\" \\ and \u00e9 日"}`)
    expect(JSON.parse(line)).toEqual({ text: 'say "[masked: API key]" \\ and é 日' })
  })

  it('masks the value of a field whose name says secret', () => {
    const { line, report } = run('{"password":"correct-horse","note":"correct-horse","token":{"x":"correct-horse"}}')
    expect(JSON.parse(line)).toEqual({
      password: '[masked: Secret value]',
      note: 'correct-horse',
      token: { x: 'correct-horse' },
    })
    expect(report).toEqual([{ kind: 'Secret value', count: 1 }])
  })

  it('looks into JSON inside a string, and that stays JSON', () => {
    const inner = JSON.stringify({
      cmd: `curl -H "Authorization: Bearer abcdef123456"`,
      env: { API_KEY: 'hunter22hunter' },
    })
    const { line, report } = run(JSON.stringify({ payload: { arguments: inner } }))
    const outer: unknown = JSON.parse(line)
    expect(outer).toMatchObject({ payload: { arguments: expect.any(String) } })
    expect(line).not.toContain('abcdef123456')
    expect(line).not.toContain('hunter22hunter')
    const args = (outer as { payload: { arguments: string } }).payload.arguments
    expect(JSON.parse(args)).toMatchObject({ env: { API_KEY: '[masked: Secret value]' } })
    expect(report).toEqual([
      { kind: 'Authorization header', count: 1 },
      { kind: 'Secret value', count: 1 },
    ])
  })

  it('masks a private key whose lines are joined by \\n', () => {
    const pem = `-----BEGIN PRIVATE KEY-----\n${'aB3'.repeat(30)}\n-----END PRIVATE KEY-----\n`
    expect(JSON.parse(run(JSON.stringify({ text: `x ${pem}` })).line)).toEqual({ text: 'x [masked: Private key]\n' })
  })

  it.each([
    ['torn at the end', `{"text":"and ${key}`],
    ['torn in an escape', `{"text":"and ${key} \\`],
    ['torn in front', `and ${key}","x":1}`],
    ['no JSON', `OPENAI=${key} "quoted"`],
    ['with a raw control character', `{"text":"\u0001 ${key}"}`],
    ['an array', `["${key}"]`],
    ['a bare string', `"${key}"`],
  ])('masks in a line that is %s', (_what, line) => {
    const done = run(line)
    expect(done.line).not.toContain(key)
    expect(done.report).toEqual([{ kind: 'API key', count: 1 }])
  })

  it('stays quick on a string of 4 MB full of escapes', () => {
    const line = JSON.stringify({ text: '"\\\n'.repeat(1_000_000) })
    const started = performance.now()
    expect(run(line).line).toBe(line)
    expect(performance.now() - started).toBeLessThan(4000)
  })
})
