// A shell script stands for `codex login --with-access-token`.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { loginWithToken } from '../../../../main/accounts/token-login'

const token = 'at-canary-of-token-login'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deck-token-login-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A program that does this in place of Codex. */
function codex(script: string): { codex: string } {
  const path = join(folder, 'codex')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return { codex: path }
}
const seen = (name: string): string => readFileSync(join(folder, name), 'utf8')

it.skipIf(process.platform === 'win32')('gives the token by stdin: it is in no argument and no variable', async () => {
  vi.stubEnv('CODEX_AUTHAPI_BASE_URL', 'http://127.0.0.1:9/api')
  vi.stubEnv('OPENAI_API_KEY', 'sk-of-the-environment')
  await loginWithToken(codex('cat > typed; echo "$@" > arguments; env > environment; pwd > place'), folder, token)
  expect(seen('typed')).toBe(`${token}\n`)
  expect(seen('arguments')).toBe('login --with-access-token\n')
  expect(seen('environment')).toContain(`CODEX_HOME=${folder}`)
  // Where the company's issuer is, it must know.
  expect(seen('environment')).toContain('CODEX_AUTHAPI_BASE_URL=http://127.0.0.1:9/api')
  expect(seen('environment')).not.toMatch(/canary|sk-of-the-environment/)
  expect(seen('place').trim()).toBe(folder)
})

it.skipIf(process.platform === 'win32')('says Codex’s last words, without the token', async () => {
  const script = `cat > typed; echo "warning: x" >&2; echo "Error logging in with access token: ${token} was refused" >&2; exit 1`
  await expect(loginWithToken(codex(script), folder, token)).rejects.toMatchObject({
    code: 'login-failed',
    message: '[token] was refused',
  })
})

it.skipIf(process.platform === 'win32')('bears a Codex that ends without reading, or without a word', async () => {
  await expect(loginWithToken(codex('exit 3'), folder, token.repeat(5000))).rejects.toMatchObject({
    code: 'login-failed',
  })
  expect(existsSync(join(folder, 'typed'))).toBe(false)
})

it.skipIf(process.platform === 'win32')('gives a login up that hangs', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const ended: unknown[] = []
    void loginWithToken(codex('exec sleep 60'), folder, token).catch((error: unknown) => ended.push(error))
    // The program starts on the real clock.
    while (ended.length === 0) {
      await new Promise((resolve) => setImmediate(resolve))
      vi.advanceTimersByTime(1000)
    }
    expect(ended[0]).toMatchObject({ code: 'timeout' })
  } finally {
    vi.useRealTimers()
  }
})
