// Reads a busy stream in gulps. A server that streams at full speed writes every line by itself, and waking for each costs
// more than the lines do (measured: 20,000 deltas came in 3,000 reads). While chunks follow one another closely the pipe is
// left to fill for a moment and then read at once; a line that comes alone waits for nothing, and neither does the answer to a call
// that was just made (measured: calls made one after another each waited for a whole pause).
import type { Readable } from 'node:stream'

/** Chunks closer together than this, in ms, are a stream under load. */
const close = 4
/** Answers to calls that follow one another come this close, too: so many chunks in a row are a stream. */
const streamFrom = 4
/** How long the pipe may fill meanwhile, in ms: less than a frame, and about what a pipe of 64 KiB takes to fill. */
const pauseMs = 11

const newline = 0x0a

export interface Gulps {
  /** Somebody asks something: what comes next is looked at as it comes. */
  hurry(): void
}

/** Hands on the chunks of `input` as they are. The pauses end by themselves; the end of the stream is not held up. */
export function readInGulps(input: Readable, onChunk: (chunk: Buffer) => void): Gulps {
  let pause: ReturnType<typeof setTimeout> | undefined
  let lastAt = Number.NEGATIVE_INFINITY
  let closeOnes = 0
  input.on('data', (chunk: Buffer) => {
    const now = performance.now()
    closeOnes = now - lastAt < close ? closeOnes + 1 : 0
    lastAt = now
    onChunk(chunk)
    // The middle of a long line is one message that somebody waits for, not a stream of many.
    if (closeOnes < streamFrom - 1 || !chunk.includes(newline) || input.isPaused()) return
    input.pause()
    pause = setTimeout(() => goOn(performance.now()), pauseMs)
  })
  const goOn = (since: number): void => {
    clearTimeout(pause)
    pause = undefined
    lastAt = since
    input.resume()
  }
  return {
    hurry: () => {
      closeOnes = 0
      lastAt = Number.NEGATIVE_INFINITY
      if (pause !== undefined) goOn(lastAt)
    },
  }
}
