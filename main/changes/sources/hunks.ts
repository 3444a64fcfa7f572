// Reads hunks of a unified diff over bytes, by the counts in their heads, so that no line of a file can pass for a header.
// It knows no files and decodes nothing but the heads. Pure.
import { createHash } from 'node:crypto'
import type { HeldHunk } from '../view-model'

const newline = 0x0a
const space = 0x20
const plus = 0x2b
const minus = 0x2d
const backslash = 0x5c
const carriageReturn = 0x0d

/** A head has numbers and some text of the file after them; numbers are at the start. */
const headBytes = 120

export interface FoundHunk {
  readonly oldStart: number
  readonly oldCount: number
  readonly newStart: number
  readonly newCount: number
  /** Where its @@ line starts and its last line ends. */
  readonly start: number
  readonly end: number
  readonly added: number
  readonly removed: number
  /** As many lines as its head says. */
  readonly whole: boolean
}

const head = /^@@ -(\d{1,15})(?:,(\d{1,15}))? \+(\d{1,15})(?:,(\d{1,15}))? @@/

/** The hunk whose @@ line starts at `start`, or null when none does. Reads to `end` at most. */
export function hunkAt(bytes: Buffer, start: number, end = bytes.length): FoundHunk | null {
  if (bytes[start] !== 0x40) return null
  const numbers = head.exec(bytes.toString('latin1', start, Math.min(start + headBytes, end)))
  if (!numbers) return null
  const count = (text: string | undefined): number => (text === undefined ? 1 : Number(text))
  const oldCount = count(numbers[2])
  const newCount = count(numbers[4])
  let oldLeft = oldCount
  let newLeft = newCount
  let added = 0
  let removed = 0
  let place = afterLine(bytes, start, end)
  while (place < end && (oldLeft > 0 || newLeft > 0)) {
    const kind = bytes[place]
    if (kind === plus && newLeft > 0) {
      newLeft -= 1
      added += 1
    } else if (kind === minus && oldLeft > 0) {
      oldLeft -= 1
      removed += 1
    } else if (isContext(bytes, place) && oldLeft > 0 && newLeft > 0) {
      oldLeft -= 1
      newLeft -= 1
    } else if (kind !== backslash) {
      break
    }
    place = afterLine(bytes, place, end)
  }
  // "\ No newline at end of file" belongs to the line before it.
  if (bytes[place] === backslash && place < end) place = afterLine(bytes, place, end)
  return {
    oldStart: Number(numbers[1]),
    oldCount,
    newStart: Number(numbers[3]),
    newCount,
    start,
    end: place,
    added,
    removed,
    whole: oldLeft === 0 && newLeft === 0,
  }
}

/** A line of context; some programs write an empty one without its space. */
function isContext(bytes: Buffer, place: number): boolean {
  const kind = bytes[place]
  return kind === space || kind === newline || (kind === carriageReturn && bytes[place + 1] === newline)
}

/** The place after the newline that ends the line at `place`; `end` when none does. */
export function afterLine(bytes: Buffer, place: number, end: number): number {
  const found = bytes.indexOf(newline, place)
  return found === -1 || found >= end ? end : found + 1
}

/** Hunks as a view holds them, each with a name that stays while its bytes and its place in the file do. */
export function heldHunks(rawPath: Buffer, bytes: Buffer, found: readonly FoundHunk[]): HeldHunk[] {
  const seen = new Map<string, number>()
  return found.map(({ oldStart, oldCount, newStart, newCount, start, end }) => {
    const own = bytes.subarray(start, end)
    const name = createHash('sha1').update(rawPath).update('\0').update(own).digest('hex').slice(0, 20)
    // A patch may say the same hunk twice; the second must not be mistaken for the first.
    const times = seen.get(name) ?? 0
    seen.set(name, times + 1)
    const id = times === 0 ? name : `${name}-${times}`
    return { id, oldStart, oldCount, newStart, newCount, bytes: own }
  })
}
