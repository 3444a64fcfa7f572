// The page's side of the highlighting worker: starts it when first needed, gives it one text at a time, leaves out what nobody waits
// for any more, and ends it when it hangs. A text that hung it is not tried again and stays plain.
import type { CodeColours } from './highlight-looks'
import type { FromWorker, ToWorker } from './highlight-messages'
import type { Language } from './languages'

/** A worker that says nothing for so long (ms) hangs in a regular expression. Starting and compiling a grammar take under one. */
const silenceMs = 5_000
/** A text that takes longer (ms) stays plain. */
const longestMs = 20_000
/** Longer texts (characters) are not coloured. */
const mostCharacters = 400_000
/** A worker that was not needed for so long (ms) is let go: grammars hold tens of MB. */
const idleMs = 120_000
/** Workers that ended without a word, one after the other, before no further is tried. */
const mostFailures = 3
const keptHopeless = 50

interface Job {
  id: number
  code: string
  language: Language
  signal: AbortSignal
  resolve: (colours: CodeColours | null) => void
}

let worker: Worker | null = null
let failures = 0
let lastId = 0
const waiting: Job[] = []
let current: { job: Job; begunAt: number; watch: ReturnType<typeof setTimeout> } | null = null
let idle: ReturnType<typeof setTimeout> | undefined
const hopeless = new Set<string>()

const keyOf = (code: string, language: Language) => `${language}\n${code}`

/**
 * The colours of a text, from the worker. Null when it is too long, takes too long, has no colours, or `signal` was aborted.
 */
export function colourCode(code: string, language: Language, signal: AbortSignal): Promise<CodeColours | null> {
  if (
    code.length > mostCharacters ||
    signal.aborted ||
    failures >= mostFailures ||
    typeof Worker !== 'function' ||
    hopeless.has(keyOf(code, language))
  )
    return Promise.resolve(null)
  return new Promise((resolve) => {
    const job: Job = { id: (lastId += 1), code, language, signal, resolve }
    waiting.push(job)
    signal.addEventListener('abort', () => leaveOut(job), { once: true })
    next()
  })
}

/** A job that waits is forgotten at once; the one under way is stopped at its next breath. */
function leaveOut(job: Job): void {
  const place = waiting.indexOf(job)
  if (place >= 0) waiting.splice(place, 1)
  job.resolve(null)
  if (current?.job === job) say({ type: 'stop', id: job.id })
}

function say(message: ToWorker): void {
  worker?.postMessage(message, [])
}

function next(): void {
  if (current !== null) return
  const job = waiting.shift()
  if (job === undefined) {
    idle = setTimeout(end, idleMs)
    return
  }
  clearTimeout(idle)
  worker ??= start()
  current = { job, begunAt: performance.now(), watch: setTimeout(giveUp, silenceMs) }
  say({ type: 'colour', id: job.id, code: job.code, language: job.language })
}

function start(): Worker {
  const begun = new Worker(new URL('./highlight-worker.ts', import.meta.url), { type: 'module', name: 'highlight' })
  begun.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (begun === worker) hear(data)
  })
  // It could not be loaded, or something in it threw.
  begun.addEventListener('error', (event) => {
    event.preventDefault()
    if (begun !== worker) return
    failures += 1
    end()
    finish(null)
  })
  return begun
}

function hear(message: FromWorker): void {
  failures = 0
  if (current === null || message.id !== current.job.id) return
  switch (message.type) {
    case 'going':
      clearTimeout(current.watch)
      if (performance.now() - current.begunAt > longestMs) giveUp()
      else current.watch = setTimeout(giveUp, silenceMs)
      return
    case 'done':
      finish(message.colours)
      return
    default:
      message satisfies never
  }
}

/** The text under way is too much for the worker. */
function giveUp(): void {
  if (current === null) return
  hopeless.add(keyOf(current.job.code, current.job.language))
  const oldest = hopeless.values().next()
  if (hopeless.size > keptHopeless && !oldest.done) hopeless.delete(oldest.value)
  end()
  finish(null)
}

function finish(colours: CodeColours | null): void {
  if (current === null) return
  clearTimeout(current.watch)
  current.job.resolve(colours)
  current = null
  next()
}

function end(): void {
  clearTimeout(idle)
  worker?.terminate()
  worker = null
}
