// Logs in to a home with a ChatGPT access token. Codex takes it by the stdin of its command line only: it is in no argument
// and in no file but Codex's own store.
import { CallError } from '../app/call-error'
import type { CodexBundle } from '../codex/binary/locate'
import { CodexError } from '../codex/errors'
import { codexEnvironment, loginEnvironment, readProcessEnvironment } from '../codex/process/environment'
import { spawnChild } from '../codex/process/spawn'
import { terminateChild } from '../codex/process/terminate'

/** Codex asks its backend about the token; longer than this nobody waits. In ms. */
const longestLogin = 30_000

/** Rejects with Codex's own words. No server may run on the home meanwhile: it would not learn of the login. */
export async function loginWithToken(
  bundle: Pick<CodexBundle, 'codex'>,
  home: string,
  accessToken: string,
): Promise<void> {
  const base = readProcessEnvironment()
  const child = await spawnChild({
    command: bundle.codex,
    args: ['login', '--with-access-token'],
    env: codexEnvironment({ base, home, extra: loginEnvironment(base) }),
    cwd: home,
  })
  const timer = setTimeout(() => void terminateChild(child, { eofMs: 0, termMs: 500 }), longestLogin)
  child.stdout.resume()
  child.stdin.end(`${accessToken}\n`)
  const { code, signal } = await child.exited
  clearTimeout(timer)
  if (code === 0) return
  if (signal !== null) throw new CodexError('timeout', 'Codex timed out as it logged in.')
  const last = child.stderrTail.text().trim().split('\n').at(-1) ?? ''
  throw new CallError('login-failed', last.replace(/^Error logging in[^:]*: /, '').replaceAll(accessToken, '[token]'))
}
