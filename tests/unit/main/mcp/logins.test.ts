import { expect, it } from 'vitest'
import { callbackOf } from '../../../../main/mcp/logins'

const page = (redirect: string) =>
  `https://issuer.example/authorize?state=s%201&redirect_uri=${encodeURIComponent(redirect)}`

it('calls Codex’s callback off with the state of the login', () => {
  expect(callbackOf(page('http://127.0.0.1:4711/callback/x'))?.href).toBe(
    'http://127.0.0.1:4711/callback/x?error=access_denied&state=s+1',
  )
})

it.each([
  'https://127.0.0.1/callback',
  'http://127.0.0.1.evil.example/callback',
  'http://evil.example/callback',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '',
])('calls nothing but this machine: %s', (redirect) => {
  expect(callbackOf(page(redirect))).toBeNull()
})

it('takes no notice of what is no address', () => {
  expect(callbackOf('')).toBeNull()
  expect(callbackOf('https://issuer.example/')).toBeNull()
})
