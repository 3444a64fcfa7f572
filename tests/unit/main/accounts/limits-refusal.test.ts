// The messages are those of the real binary.
import { describe, expect, it } from 'vitest'
import { readRefusal } from '../../../../main/accounts/limits-refusal'

const backend = (status: string, body = '{}') =>
  `failed to fetch codex rate limits: GET https://x.test/wham/usage failed: ${status}; content-type=text/html; body=${body}`
const codeOf = (message: string) => {
  const refusal = readRefusal(message)
  return refusal.kind === 'none' ? 'none' : refusal.error.code
}

describe('why limits could not be read', () => {
  it.each([
    ['chatgpt authentication required to read rate limits', 'none'],
    ['chatgpt authentication required to read token usage', 'none'],
    ['codex account authentication required to read rate limits', 'limits.signed-out'],
    [backend('500 Internal Server Error'), 'limits.backend'],
    [backend('401 Unauthorized'), 'limits.refused'],
    [backend('429 Too Many Requests'), 'limits.busy'],
    [
      'failed to fetch codex rate limits: Decode error for https://x.test: invalid type; content-type=x; body=1',
      'limits.unreadable',
    ],
    ['error sending request for url', 'limits.unreachable'],
    ['', 'limits.unreachable'],
  ])('%s', (message, code) => {
    expect(codeOf(message)).toBe(code)
  })

  it('never shows what the backend answered', () => {
    const said = JSON.stringify(readRefusal(backend('502 Bad Gateway', '<h1>secret page</h1>')))
    expect(said).toContain('502')
    expect(said).not.toContain('secret')
  })

  it('is not told by the backend’s own words that there are no limits', () => {
    expect(codeOf(backend('500 Oops', 'chatgpt authentication required'))).toBe('limits.backend')
  })
})
