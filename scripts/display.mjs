// A display for machines without one: an Xvfb of our own, on a number that it picks itself, ended by its process id.
import { spawn } from 'node:child_process'
import { SetupFailure } from './setup/failure.mjs'

/** Whether this process has a screen to show a window on. Only Linux can be without. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])

const screen = '1600x1000x24'
const startTimeoutMs = 15_000

/** Starts Xvfb. @returns {Promise<{name: string, stop: () => Promise<void>}>} `name` is for DISPLAY, as ":99" */
const startXvfb = () =>
  new Promise((resolve, reject) => {
    // File descriptor 3 is where Xvfb writes the number of the display that it took.
    const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    const gone = new Promise((done) => child.once('exit', done))
    const fail = (reason) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new SetupFailure(`Xvfb could not be started: ${reason}`))
    }
    const timer = setTimeout(() => fail('it named no display in time'), startTimeoutMs)
    const endWithUs = () => child.kill('SIGTERM')
    process.once('exit', endWithUs)
    const stop = async () => {
      process.removeListener('exit', endWithUs)
      child.kill('SIGTERM')
      await gone
    }
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`it ended with code ${code}`))
    let number = ''
    child.stdio[3].on('data', (chunk) => {
      number += chunk
      if (!number.includes('\n')) return
      clearTimeout(timer)
      resolve({ name: `:${number.trim()}`, stop })
    })
  })

/**
 * Runs something with a display to draw on: the one there is, or an Xvfb for as long as it takes.
 * @template T
 * @param {(display: string | null) => Promise<T>} use gets the value for DISPLAY, null where none is needed
 * @param {{own?: boolean}} [options] `own`: an Xvfb even where there is a display, so that figures and pictures agree
 */
export const withDisplay = async (use, { own = false } = {}) => {
  if (process.platform !== 'linux') return use(null)
  if (!own && hasDisplay()) return use(process.env['DISPLAY'] ?? null)
  const display = await startXvfb()
  try {
    return await use(display.name)
  } finally {
    await display.stop()
  }
}
