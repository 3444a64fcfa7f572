// Hunks as lines, over bytes: read, turned round, applied to a content that is known exactly, written down again with the right
// counts. Pure; nothing here searches for a place or forgives a difference.

export interface PatchLine {
  readonly op: 'context' | 'removed' | 'added'
  /** With its end, or without one where the file ends without. */
  readonly bytes: Buffer
}

export interface LineHunk {
  /** As in the @@ line: 1-based; where the count is 0, the line before. */
  readonly oldStart: number
  readonly newStart: number
  readonly lines: readonly PatchLine[]
}

/** A hunk that is no hunk: its counts lie, or its lines are none. */
export class DamagedPatch extends Error {}

const newline = 0x0a

/** Reads a hunk from its @@ line to its last line. Throws DamagedPatch. */
export function parseHunk(bytes: Buffer): LineHunk {
  const head = /^@@ -(\d{1,10})(?:,(\d{1,10}))? \+(\d{1,10})(?:,(\d{1,10}))? @@/.exec(
    bytes.subarray(0, 128).toString('latin1'),
  )
  if (!head) throw new DamagedPatch('a hunk without its @@ line')
  const lines: PatchLine[] = []
  for (let at = endOfLine(bytes, 0); at < bytes.length;) {
    const end = endOfLine(bytes, at)
    addLine(lines, bytes.subarray(at, end))
    at = end
  }
  const hunk = { oldStart: Number(head[1]), newStart: Number(head[3]), lines }
  const counts = countsOf(hunk)
  if (counts.old !== Number(head[2] ?? 1) || counts.new !== Number(head[4] ?? 1))
    throw new DamagedPatch('a hunk whose counts are not those of its lines')
  return hunk
}

function addLine(lines: PatchLine[], raw: Buffer): void {
  const bytes = raw.at(-1) === newline ? raw : Buffer.concat([raw, Buffer.of(newline)])
  switch (bytes[0]) {
    case 0x20:
      lines.push({ op: 'context', bytes: bytes.subarray(1) })
      return
    // An empty line of context whose blank was trimmed away.
    case newline:
    case 0x0d:
      lines.push({ op: 'context', bytes })
      return
    case 0x2d:
      lines.push({ op: 'removed', bytes: bytes.subarray(1) })
      return
    case 0x2b:
      lines.push({ op: 'added', bytes: bytes.subarray(1) })
      return
    // "\ No newline at end of file": about the line before.
    case 0x5c: {
      const last = lines.pop()
      if (last?.bytes.at(-1) !== newline) throw new DamagedPatch('a mark without its line')
      lines.push({ op: last.op, bytes: last.bytes.subarray(0, -1) })
      return
    }
    default:
      throw new DamagedPatch('a line that belongs to no side')
  }
}

/** The hunk that takes this one back. Removed lines stand before added ones again, as git writes them. */
export function reversedHunk({ oldStart, newStart, lines }: LineHunk): LineHunk {
  const turned: PatchLine[] = []
  const added: PatchLine[] = []
  for (const { op, bytes } of lines) {
    if (op === 'context') turned.push(...added.splice(0), { op, bytes })
    else if (op === 'added') turned.push({ op: 'removed', bytes })
    else added.push({ op: 'added', bytes })
  }
  turned.push(...added)
  return { oldStart: newStart, newStart: oldStart, lines: turned }
}

/**
 * `content` with the hunks applied, each exactly at its own place with exactly its own lines; null when one doesn't fit so.
 * Any subset of a diff's hunks can be given: their places are those of the old side.
 */
export function applyExactly(content: Buffer, hunks: readonly LineHunk[]): Buffer | null {
  const pieces: Buffer[] = []
  let line = 0
  let at = 0
  for (const hunk of hunks.toSorted((left, right) => left.oldStart - right.oldStart)) {
    const first = linesBefore(hunk)
    const start = at
    for (; line < first; line++) {
      if (at >= content.length) return null
      at = endOfLine(content, at)
    }
    // Overlaps the one before.
    if (line > first) return null
    pieces.push(content.subarray(start, at))
    for (const { op, bytes } of hunk.lines) {
      if (op === 'added') {
        pieces.push(bytes)
        continue
      }
      const end = at + bytes.length
      if (at >= content.length || !content.subarray(at, end).equals(bytes)) return null
      // A line without an end is the last one; a line with an end is whole by that.
      if (bytes.at(-1) !== newline && end !== content.length) return null
      if (op === 'context') pieces.push(bytes)
      at = end
      line++
    }
  }
  pieces.push(content.subarray(at))
  // Something after a line without an end: the hunks say two things about the end of the file.
  const open = pieces.filter((piece) => piece.length > 0).slice(0, -1)
  if (open.some((piece) => piece.at(-1) !== newline)) return null
  return Buffer.concat(pieces)
}

/** All of one side of a file that its hunks hold whole: one that was added or removed, or a link. */
export function wholeSide(hunks: readonly LineHunk[], side: 'old' | 'new'): Buffer {
  const other = side === 'old' ? 'added' : 'removed'
  return Buffer.concat(hunks.flatMap(({ lines }) => lines.filter(({ op }) => op !== other).map(({ bytes }) => bytes)))
}

/** A patch of one file for git, under a name of our own, with counts and places that are right for these hunks alone. */
export function patchText(name: string, hunks: readonly LineHunk[]): Buffer {
  const pieces: Buffer[] = [Buffer.from(`diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n`)]
  let shift = 0
  for (const hunk of hunks.toSorted((left, right) => left.oldStart - right.oldStart)) {
    const counts = countsOf(hunk)
    const first = linesBefore(hunk) + shift
    const newStart = counts.new === 0 ? first : first + 1
    pieces.push(Buffer.from(`@@ -${hunk.oldStart},${counts.old} +${newStart},${counts.new} @@\n`))
    shift += counts.new - counts.old
    for (const { op, bytes } of hunk.lines) {
      pieces.push(marks[op], bytes)
      if (bytes.at(-1) !== newline) pieces.push(noNewline)
    }
  }
  return Buffer.concat(pieces)
}

const marks = { context: Buffer.from(' '), removed: Buffer.from('-'), added: Buffer.from('+') }
const noNewline = Buffer.from('\n\\ No newline at end of file\n')

function countsOf({ lines }: Pick<LineHunk, 'lines'>): { old: number; new: number } {
  const counts = { old: 0, new: 0 }
  for (const { op } of lines) {
    if (op !== 'added') counts.old++
    if (op !== 'removed') counts.new++
  }
  return counts
}

/** How many lines of the old side stand before a hunk. A hunk without old lines stands after the line that it names. */
function linesBefore(hunk: LineHunk): number {
  return countsOf(hunk).old === 0 ? hunk.oldStart : hunk.oldStart - 1
}

function endOfLine(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(newline, from)
  return end < 0 ? bytes.length : end + 1
}
