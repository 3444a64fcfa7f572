import { describe, expect, it } from 'vitest'
import { redact, SecretMask } from '../../../../main/app/redact'

describe('redacting', () => {
  it.each([
    ['key sk-proj-abcdefgh12345678', 'sk-proj-abcdefgh12345678'],
    ['jwt eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImEifQ.sig', 'eyJlbWFpbCI6ImEifQ'],
    ['Authorization: Bearer abcdef123456', 'abcdef123456'],
    ['"api_key":"abcdef123456"', 'abcdef123456'],
    ['OPENAI_API_KEY=abcdef123456', 'abcdef123456'],
    ['ghp_0123456789abcdef0123', 'ghp_0123456789abcdef0123'],
    ['token=getToken()', 'getToken()'],
    ['postgres://me:hunter2@db/x', 'hunter2'],
  ])('takes the secret out of %s', (text, secret) => {
    const clean = redact(text)
    expect(clean).not.toContain(secret)
    expect(clean).toContain('[redacted]')
  })

  it('leaves plain words alone', () => {
    expect(redact('The token count is 12, and the task is done.')).toBe('The token count is 12, and the task is done.')
  })

  it('takes out nothing more when done twice', () => {
    const once = redact('Authorization: Bearer abcdef123456, password=hunter22, https://u:secret99@h/')
    expect(redact(once)).toBe(once)
  })
})

const a = (count: number, letters = 'aB3') => letters.repeat(count).slice(0, count)

describe('masking for an export', () => {
  it.each([
    ['API key', `key sk-proj-${a(24)}.`, `sk-proj-${a(24)}`],
    ['API key', `STRIPE is sk_live_${a(24)}`, a(24)],
    ['API key', `SG.${a(22)}.${a(43)}`, a(43)],
    ['JSON Web Token', 'eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImEifQ.sig', 'eyJlbWFpbCI6ImEifQ'],
    ['GitHub token', `ghp_${a(36)}`, a(36)],
    ['GitHub token', `github_pat_${a(40)}`, a(40)],
    ['GitLab token', `glpat-${a(20)}`, a(20)],
    ['AWS key', 'AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
    ['Google key', `AIza${a(35)}`, a(35)],
    ['Google key', `ya29.${a(40)}`, a(40)],
    ['Slack token', `xoxb-${a(24)}`, a(24)],
    ['Package registry token', `npm_${a(36)}`, a(36)],
    ['Authorization header', 'curl -H "Authorization: Bearer abcdef123456"', 'abcdef123456'],
    ['Authorization header', 'Authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
    ['Authorization header', String.raw`{\"Authorization\": \"Token abcdef12\"}`, 'abcdef12'],
    ['Authorization header', 'x-api-key: abcdef12', 'abcdef12'],
    ['Cookie', 'Cookie: session=abcdef123456; other=1', 'abcdef123456'],
    ['Private key', `-----BEGIN OPENSSH PRIVATE KEY-----\n${a(70)}\n-----END OPENSSH PRIVATE KEY-----`, a(70)],
    ['Private key', `-----BEGIN RSA PRIVATE KEY-----\n${a(70)} and then torn`, a(70)],
    ['Password in a URL', 'postgres://me:hunter2@db:5432/x', 'hunter2'],
    ['Password in a URL', `https://x-access-token:${a(12)}@git.example/r`, a(12)],
    ['Secret value', 'DB_PASSWORD=correcthorse', 'correcthorse'],
    ['Secret value', 'export AWS_SECRET_ACCESS_KEY="abcd/efgh+ijk"', 'abcd/efgh+ijk'],
    ['Secret value', '"password": "hunter22"', 'hunter22'],
    ['Secret value', String.raw`{\"clientSecret\": \"hunter22\"}`, 'hunter22'],
    ['Secret value', 'refresh_token: abc123def456', 'abc123def456'],
  ])('finds a %s in %s', (kind, text, secret) => {
    const mask = new SecretMask()
    const clean = mask.text(text)
    expect(clean).not.toContain(secret)
    expect(clean).toContain(`[masked: ${kind}]`)
    expect(mask.report()).toEqual([{ kind, count: 1 }])
  })

  it.each([
    'The token count is 12, and the task is done.',
    'const token = getToken()',
    'function login(user: string, password: string) {}',
    'password: required',
    'const secret = process.env.API_SECRET',
    'API_KEY=$OTHER_KEY',
    'TOKEN=<your token>',
    'max_output_tokens: 12345678',
    'Tokens: 1,204,123',
    'https://example.org:8080/path@2',
    'ssh git@github.com:me/repo.git',
    'risk-management and task-runner-thing',
    'Bearer of news',
    'Cookie: a small piece of text',
    'const password = user.password2.trim()',
  ])('leaves %s alone', (text) => {
    const mask = new SecretMask()
    expect(mask.text(text)).toBe(text)
    expect(mask.report()).toEqual([])
  })

  it('counts by kind over several texts, most first', () => {
    const mask = new SecretMask()
    mask.text('one sk-abcdefgh1 two sk-abcdefgh2')
    mask.text('DB_PASSWORD=correcthorse')
    expect(mask.report()).toEqual([
      { kind: 'API key', count: 2 },
      { kind: 'Secret value', count: 1 },
    ])
  })

  it('counts a secret once though several shapes fit, and nothing when done again', () => {
    const mask = new SecretMask()
    const once = mask.text('OPENAI_API_KEY=sk-abcdefgh12345678 Authorization: Bearer sk-abcdefgh12345678')
    expect(mask.report()).toEqual([{ kind: 'API key', count: 2 }])
    expect(mask.text(once)).toBe(once)
    expect(mask.report()).toEqual([{ kind: 'API key', count: 2 }])
  })

  it('takes a field’s word for it when its name says secret', () => {
    const mask = new SecretMask()
    expect(mask.field('password', 'correct-horse')).toBe('[masked: Secret value]')
    expect(mask.field('accessToken', 'qwertyuiop')).toBe('[masked: Secret value]')
    expect(mask.field('note', 'correct-horse')).toBe('correct-horse')
    expect(mask.field('tokens', 'many-of-them')).toBe('many-of-them')
    expect(mask.field('password', '$FROM_ENV')).toBe('$FROM_ENV')
    expect(mask.report()).toEqual([{ kind: 'Secret value', count: 2 }])
  })

  it('stays quick on long hostile texts', () => {
    const mask = new SecretMask()
    const texts = ['A'.repeat(300_000), 'A_'.repeat(150_000), 'token='.repeat(50_000), '-----BEGIN '.repeat(30_000)]
    const more = [
      'a://'.repeat(70_000),
      'http://a:'.repeat(30_000),
      'eyJaaaaaaaa'.repeat(30_000),
      '"secret": "'.repeat(30_000),
    ]
    const started = performance.now()
    for (const text of [...texts, ...more]) mask.text(text)
    expect(performance.now() - started).toBeLessThan(4000)
  })
})
