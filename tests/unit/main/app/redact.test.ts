import { describe, expect, it } from 'vitest'
import { redact } from '../../../../main/app/redact'

describe('redacting', () => {
  it.each([
    ['key sk-proj-abcdefgh12345678', 'sk-proj-abcdefgh12345678'],
    ['jwt eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImEifQ.sig', 'eyJlbWFpbCI6ImEifQ'],
    ['Authorization: Bearer abcdef123456', 'abcdef123456'],
    ['"api_key":"abcdef123456"', 'abcdef123456'],
    ['OPENAI_API_KEY=abcdef123456', 'abcdef123456'],
    ['ghp_0123456789abcdef0123', 'ghp_0123456789abcdef0123'],
  ])('takes the secret out of %s', (text, secret) => {
    const clean = redact(text)
    expect(clean).not.toContain(secret)
    expect(clean).toContain('[redacted]')
  })

  it('leaves plain words alone', () => {
    expect(redact('The token count is 12, and the task is done.')).toBe('The token count is 12, and the task is done.')
  })
})
