// Runs one command for a step and hands back its output. Children get an environment cleaned of what npm and an
// outer Electron leave behind, so that a step does the same from `npm start` as from a bare shell.
import { spawn } from 'node:child_process'
import { SetupFailure } from './failure.mjs'
import { root } from './paths.mjs'

/** Settings of the machine (npm_config_*) stay; traces of the script that happens to run us do not. */
const isTrace = (name) =>
  /^npm_(?:lifecycle|package|command|execpath|node_execpath|config_local_prefix)/u.test(name) ||
  /^(?:NODE_OPTIONS|NODE_ENV|NODE_PATH|INIT_CWD|VITEST|ELECTRON_.*|CODEX_.*|OPENAI_.*)$/u.test(name)

/** @returns {NodeJS.ProcessEnv} a copy of the environment fit for a child, with `extra` laid over it */
export const childEnvironment = (extra = {}, source = process.env) => ({
  ...Object.fromEntries(Object.entries(source).filter(([name]) => !isTrace(name))),
  ...extra,
})

/** How much of a failed command's output is worth showing, in characters: npm says why at the start, others at the end. */
const shownLength = 2000

const excerpt = (text) =>
  text.length > 2 * shownLength ? `${text.slice(0, shownLength)}\n…\n${text.slice(-shownLength)}` : text.trim()

const describe = (command, args) => [command, ...args].join(' ')

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: object, timeoutMs?: number, shell?: boolean, allowFailure?: boolean}} [options]
 * @returns {Promise<{code: number | null, stdout: string, stderr: string, timedOut: boolean}>}
 * @throws {SetupFailure} when the command fails, unless `allowFailure`
 */
export const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const { cwd = root, env = {}, timeoutMs, shell = false, allowFailure = false } = options
    const child = spawn(command, args, {
      cwd,
      env: childEnvironment(env),
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    let timedOut = false
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    const timer =
      timeoutMs &&
      setTimeout(() => {
        timedOut = true
        child.kill('SIGKILL')
      }, timeoutMs)
    child.on('error', (cause) => {
      clearTimeout(timer)
      if (allowFailure) return resolve({ code: null, stdout, stderr: String(cause), timedOut })
      reject(new SetupFailure(`${command} could not be started: ${cause.message}`, { cause }))
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      if (code === 0 || allowFailure) return resolve({ code, stdout, stderr, timedOut })
      const how = timedOut ? `took longer than ${timeoutMs / 1000} s` : `failed with code ${code}`
      reject(new SetupFailure(`${describe(command, args)} ${how}.`, { details: excerpt(`${stdout}\n${stderr}`) }))
    })
  })

/** Runs npm: the one that runs us where there is one, else the one on PATH. */
export const npm = (args, options = {}) => {
  const script = process.env['npm_execpath']
  if (script && /npm-cli\.[cm]?js$/u.test(script)) return run(process.execPath, [script, ...args], options)
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
    ...options,
    shell: process.platform === 'win32',
  })
}
