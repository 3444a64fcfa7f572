// Applies the hunks of a file to its old content, over bytes. For reading only: what is written goes through git. Pure.
import type { HeldHunk } from '../view-model'

/** The content after all hunks; null when they don't fit it. */
export function changedContent(old: Buffer, hunks: readonly HeldHunk[]): Buffer | null {
  const pieces: Buffer[] = []
  let place = 0
  let line = 1
  for (const { oldStart, oldCount, bytes } of hunks) {
    // A hunk without old lines says the line that it comes after.
    const first = oldCount === 0 ? oldStart + 1 : oldStart
    const from = place
    while (line < first && place < old.length) {
      place = nextLine(old, place)
      line += 1
    }
    if (line !== first) return null
    pieces.push(old.subarray(from, place))
    for (let at = nextLine(bytes, 0); at < bytes.length; at = nextLine(bytes, at)) {
      const end = nextLine(bytes, at)
      const kind = bytes[at]
      if (kind === 0x5c) continue
      const text = bytes.subarray(at + 1, bytes[end] === 0x5c ? end - 1 : end)
      if (kind === 0x2b) {
        pieces.push(text)
        continue
      }
      const oldEnd = nextLine(old, place)
      if (!old.subarray(place, oldEnd).equals(text)) return null
      if (kind === 0x20) pieces.push(text)
      place = oldEnd
      line += 1
    }
  }
  pieces.push(old.subarray(place))
  return Buffer.concat(pieces)
}

function nextLine(bytes: Buffer, place: number): number {
  const found = bytes.indexOf(0x0a, place)
  return found === -1 ? bytes.length : found + 1
}
