import { describe, expect, it } from 'vitest'
import { reachOfError } from '../../../../main/config/providers-reach'
import { failureWords, shown } from '../../../../main/config/providers-words'

const about = { provider: 'house', model: 'm', url: 'https://user:secret@host.example:8443/v1', reach: null }

describe('what came of a trial', () => {
  it('names the host and never a password', () => {
    for (const kind of ['unreached', 'key', 'limit', 'status', 'wire', 'silent', 'address', 'model'] as const) {
      const words = failureWords({ kind, status: 401, message: '' }, about)
      expect(words).toContain('host.example:8443')
      expect(words).not.toContain('secret')
    }
  })

  it('tells a missing model from a missing path', () => {
    expect(failureWords({ kind: 'address', status: 404, message: 'model not found' }, about)).toContain('model “m”')
    expect(failureWords({ kind: 'address', status: 404, message: 'x' }, about)).toContain('/v1')
  })

  it('shows what the server said short, on one line and without keys', () => {
    expect(shown(` a\n\u0007b ${'x'.repeat(2000)}`)).toHaveLength(601)
    expect(shown('key sk-abcdefghijklmnopqrstuvwx')).not.toContain('abcdefghijklmnop')
    expect(shown(' \n ')).toBeNull()
  })
})

describe('why a server can’t be reached', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ENOTFOUND', 'unknown-host'],
    ['EHOSTUNREACH', 'silent'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
    ['EPROTO', 'not-tls'],
    ['ESOMETHING', 'unknown'],
  ])('%s is %s', (code, reach) => {
    expect(reachOfError(Object.assign(new Error('x'), { code }))).toBe(reach)
  })
})
