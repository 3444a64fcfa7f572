// How to run the app with the Electron that set-up found: which executable, which arguments, which environment. Starts
// it as a plain child; Playwright is given the same three by `launchOptions`.
import { spawn } from 'node:child_process'
import { readRuntime } from './setup/electron-runtime.mjs'
import { SetupFailure } from './setup/failure.mjs'
import { root } from './setup/paths.mjs'
import { childEnvironment } from './setup/run.mjs'

/** The runtime that set-up found. @throws {SetupFailure} before set-up */
export const requireRuntime = async () => {
  const runtime = await readRuntime()
  if (!runtime) throw new SetupFailure('There is no Electron runtime yet. Run node scripts/setup.mjs first.')
  return runtime
}

/** Chromium refuses its sandbox to root on Linux; for anybody else it stays on. */
export const sandboxArguments = (platform = process.platform, uid = process.getuid?.()) =>
  platform === 'linux' && uid === 0 ? ['--no-sandbox'] : []

/**
 * @param {{app?: string, args?: string[], env?: object, display?: string | null, userData?: string}} [options]
 *   `app`: folder of the app, ours by default; `display`: value for DISPLAY; `userData`: a folder of its own
 * @returns {Promise<{executablePath: string, args: string[], env: Record<string, string>, cwd: string}>}
 */
export const launchOptions = async ({ app = root, args = [], env = {}, display, userData } = {}) => {
  const runtime = await requireRuntime()
  return {
    executablePath: runtime.executable,
    args: [...sandboxArguments(), ...(userData ? [`--user-data-dir=${userData}`] : []), app, ...args],
    cwd: root,
    env: childEnvironment({
      ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
      ...(display ? { DISPLAY: display } : {}),
      ...(userData ? { DECK_USER_DATA: userData } : {}),
      ...env,
    }),
  }
}

/**
 * Starts the app as a child process.
 * @param {Parameters<typeof launchOptions>[0] & {stdio?: import('node:child_process').StdioOptions}} [options]
 */
export const launch = async ({ stdio = 'inherit', ...options } = {}) => {
  const { executablePath, args, env, cwd } = await launchOptions(options)
  return spawn(executablePath, args, { stdio, env, cwd })
}

/** Waits for a child's end. @returns {Promise<number>} its exit code; 1 when a signal ended it */
export const exitCode = (child) =>
  new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
