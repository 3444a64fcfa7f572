import { describe, expect, it } from 'vitest'
import { loginWords } from '../../../../main/accounts/login-words'
import { CodexError } from '../../../../main/codex/errors'

describe('why a login did not go through', () => {
  // As Codex 0.169.0 words them, measured against a loopback issuer.
  it.each([
    ['failed to start login server: Port 127.0.0.1:1457 is already in use', 'login-port-taken'],
    ['Login server error: Login cancelled', 'login-overtaken'],
    ['Login server error: Sign-in failed: access_denied', 'login-denied'],
    ['Login server error: Token exchange failed: OAuth token response is invalid', 'login-server'],
    [
      'Login server error: Token exchange failed: token endpoint returned status 503 Service Unavailable',
      'login-server',
    ],
    [
      'Login server error: Token exchange failed: error sending request for url (https://auth.example.org/x)',
      'login-offline',
    ],
    ['workspace routing discovery timed out', 'login-routing'],
    ['workspace routing discovery unauthorized (401)', 'login-routing'],
    ['device auth failed with status 400 Bad Request', 'login-denied'],
    [
      'device code login is not enabled for this Codex server. Use the browser login or verify the server URL.',
      'login-no-code',
    ],
    ['State mismatch', 'login-stranger'],
    ['Codex timed out as it logged in.', 'login-timeout'],
    ['Login is restricted to a specific workspace', 'login-workspace'],
    ['ID token is expired', 'login-clock'],
  ])('“%s” is %s', (words, code) => {
    const told = loginWords(words)
    expect(told.code).toBe(code)
    expect(told.message).not.toContain('Login server error')
    // What Codex said is there for who wants to know.
    expect(told.detail).toContain(words.replace(/^(?:Login server error: |Sign-in failed: )+/, ''))
  })

  it('tells words of the issuer as they are', () => {
    expect(loginWords('Login server error: Sign-in failed: Codex is not enabled for you.').message).toBe(
      'The login did not go through: Codex is not enabled for you.',
    )
  })

  it('has words when there are none', () => {
    for (const nothing of ['', '  ', 'Login server error: ', '\u202e\u0007'])
      expect(loginWords(nothing).message).toBe('The login did not go through. Try again.')
  })

  it('lets nobody’s words change how the line reads, or fill the window', () => {
    const { message } = loginWords(`Sign-in failed: one\r\ntwo\u202e\u0000\u2028${'x'.repeat(10_000)}`)
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    expect(message.length).toBeLessThan(400)
  })

  it('keeps the code of an error that has one', () => {
    expect(loginWords(new CodexError('bundle-missing', 'No Codex was given to start'))).toMatchObject({
      code: 'bundle-missing',
      message: expect.stringContaining('No Codex was given to start'),
    })
  })
})
