// Finds the line of a file that a byte lies in, reading no more of the file than that line and a little before it.
import type { FileHandle } from 'node:fs/promises'
import type { FileLine } from '../rollout/lines'

const firstStep = 8 * 1024
/** A longer line comes without its text. */
const mostBytes = 2 * 1024 * 1024
const lineFeed = 10

/** The line around byte `at`; `text` is null when the line is too long to be held. */
export async function lineAt(file: FileHandle, at: number): Promise<FileLine> {
  const start = await startOf(file, at)
  const end = start === null ? null : await endOf(file, at)
  if (start === null || end === null || end.at - start > mostBytes)
    return { offset: start ?? at, length: (end?.at ?? at) - (start ?? at), text: null, ended: end?.ended ?? false }
  const bytes = await read(file, start, end.at - start)
  return { offset: start, length: bytes.length, text: bytes.toString('utf8'), ended: end.ended }
}

/** The bytes around a place, for what is too long to be read whole. */
export async function bytesAround(file: FileHandle, at: number, before: number, after: number): Promise<string> {
  const from = Math.max(0, at - before)
  return (await read(file, from, at - from + after)).toString('utf8')
}

async function startOf(file: FileHandle, at: number): Promise<number | null> {
  let to = at
  for (let step = firstStep; at - to < mostBytes; step *= 4) {
    const from = Math.max(0, to - step)
    const found = (await read(file, from, to - from)).lastIndexOf(lineFeed)
    if (found >= 0) return from + found + 1
    if (from === 0) return 0
    to = from
  }
  return null
}

async function endOf(file: FileHandle, at: number): Promise<{ at: number; ended: boolean } | null> {
  let from = at
  for (let step = firstStep; from - at < mostBytes; step *= 4) {
    const bytes = await read(file, from, step)
    const found = bytes.indexOf(lineFeed)
    if (found >= 0) return { at: from + found, ended: true }
    from += bytes.length
    if (bytes.length < step) return { at: from, ended: false }
  }
  return null
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}
