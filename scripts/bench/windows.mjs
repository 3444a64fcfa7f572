// Starts and ends the two windows that are compared: the empty one and ours. Nothing of a test tool is in between; the
// moment is a line that the app prints.
import { launch } from '../electron.mjs'
import { inRoot } from '../setup/paths.mjs'
import { SetupFailure } from '../setup/failure.mjs'

const emptyApp = inRoot('scripts', 'bench', 'empty-app')
const startTimeoutMs = 30_000

/** Ends a window and waits until its process is gone. */
export const end = async (child) => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
  await gone
  clearTimeout(timer)
}

/** Waits for a line on a stream of the child. @returns {Promise<string>} all that came until then */
export const untilPrinted = (child, stream, pattern) =>
  new Promise((resolve, reject) => {
    let text = ''
    const fail = (reason) => {
      clearTimeout(timer)
      reject(new SetupFailure(`The window never said ${pattern}: ${reason}`, { details: text.slice(-2000) }))
    }
    const timer = setTimeout(() => fail(`not within ${startTimeoutMs / 1000} s`), startTimeoutMs)
    child.once('exit', (code) => fail(`it ended with code ${code}`))
    child[stream].setEncoding('utf8').on('data', (chunk) => {
      text += chunk
      if (!pattern.test(text)) return
      clearTimeout(timer)
      resolve(text)
    })
  })

const open = async (options, pattern) => {
  const begun = performance.now()
  const child = await launch({ ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stderr.resume()
  try {
    await untilPrinted(child, 'stdout', pattern)
  } catch (error) {
    await end(child)
    throw error
  }
  return { child, ms: performance.now() - begun }
}

/** @returns {Promise<{child: object, ms: number}>} from spawn to ready-to-show */
export const openEmpty = (display, userData) => open({ app: emptyApp, display, userData }, /empty:ready/u)

/** @returns {Promise<{child: object, ms: number}>} from spawn to a composer that takes a message */
export const openOurs = (display, userData, args = []) =>
  open({ display, userData, args, env: { DECK_BENCH: '1' } }, /deck:composer-usable/u)
