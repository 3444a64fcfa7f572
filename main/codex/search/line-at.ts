// Finds the line of a file that a byte lies in, reading no more of the file than that line and a little before it. Synchronous:
// ripgrep has just read the very bytes, so they are in memory, and a promise for each of a thousand reads costs more than
// all of them (measured: 38 ms of 78).
import { readSync } from 'node:fs'
import type { FileLine } from '../rollout/lines'

const firstStep = 8 * 1024
/** A longer line comes without its text. */
const mostBytes = 2 * 1024 * 1024
const lineFeed = 10

/** Most lines lie whole in one read of this, which is used again and again: nothing here waits, so nobody else can be in it. */
const window = Buffer.allocUnsafeSlow(2 * firstStep)

/** The line around byte `at` of the open file; `text` is null when the line is too long to be held. */
export function lineAt(file: number, at: number): FileLine {
  const from = Math.max(0, at - firstStep)
  const near = window.subarray(0, readSync(file, window, 0, window.length, from))
  const before = at === from ? -1 : near.lastIndexOf(lineFeed, at - from - 1)
  const after = near.indexOf(lineFeed, at - from)
  if ((before >= 0 || from === 0) && after >= 0)
    return {
      offset: from + before + 1,
      length: after - before - 1,
      text: near.toString('utf8', before + 1, after),
      ended: true,
    }
  return longLineAt(file, at)
}

function longLineAt(file: number, at: number): FileLine {
  const start = startOf(file, at)
  const end = start === null ? null : endOf(file, at)
  if (start === null || end === null || end.at - start > mostBytes)
    return { offset: start ?? at, length: (end?.at ?? at) - (start ?? at), text: null, ended: end?.ended ?? false }
  const bytes = read(file, start, end.at - start)
  return { offset: start, length: bytes.length, text: bytes.toString('utf8'), ended: end.ended }
}

/** The bytes around a place, for what is too long to be read whole. */
export function bytesAround(file: number, at: number, before: number, after: number): string {
  const from = Math.max(0, at - before)
  return read(file, from, at - from + after).toString('utf8')
}

function startOf(file: number, at: number): number | null {
  let to = at
  for (let step = firstStep; at - to < mostBytes; step *= 4) {
    const from = Math.max(0, to - step)
    const found = read(file, from, to - from).lastIndexOf(lineFeed)
    if (found >= 0) return from + found + 1
    if (from === 0) return 0
    to = from
  }
  return null
}

function endOf(file: number, at: number): { at: number; ended: boolean } | null {
  let from = at
  for (let step = firstStep; from - at < mostBytes; step *= 4) {
    const bytes = read(file, from, step)
    const found = bytes.indexOf(lineFeed)
    if (found >= 0) return { at: from + found, ended: true }
    from += bytes.length
    if (bytes.length < step) return { at: from, ended: false }
  }
  return null
}

function read(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length)
  return buffer.subarray(0, readSync(file, buffer, 0, length, position))
}
