// Reads what `git diff --raw -z -p` says: the list of changed files, then their patches in the same order. Over bytes, nothing is
// decoded before it is cut. Names come from the list alone, so that a patch can't lie about them.
import { afterLine, hunkAt, type FoundHunk } from './hunks'
import { quoted } from './quote'

export interface RawEntry {
  /** Six octal digits; 000000 where there is no such side. */
  readonly oldMode: string
  readonly newMode: string
  /** Zeros where unknown or none. */
  readonly oldId: string
  readonly newId: string
  /** A, C, D, M, R, T, U or X. */
  readonly status: string
  readonly path: Buffer
  readonly oldPath: Buffer | null
}

/** The patch of one file. */
export interface PatchSection {
  readonly hunks: readonly FoundHunk[]
  readonly binary: boolean
  /** Ids of the `index` line: those of the work tree's content too, which the list has not. */
  readonly oldId: string | null
  readonly newId: string | null
  /** The output ended within it, or its hunks don't hold what they say. */
  readonly cut: boolean
}

export interface DiffOutput {
  readonly bytes: Buffer
  readonly entries: readonly { readonly entry: RawEntry; readonly section: PatchSection | null }[]
  /** The output ended before all was said: entries without a section may have one. */
  readonly cut: boolean
}

const colon = 0x3a
const nul = 0

/** Reads the output; `cut`: it was ended before its end. Throws when it is no such output at all. */
export function readDiffOutput(bytes: Buffer, cut: boolean): DiffOutput {
  const { entries, end } = readEntries(bytes, cut)
  const sections = new Map<RawEntry, PatchSection>()
  let place = bytes[end] === nul ? end + 1 : end
  let at = 0
  while (place < bytes.length) {
    const lineEnd = afterLine(bytes, place, bytes.length)
    const ahead = startsWith(bytes, place, 'diff --git ')
      ? findEntry(entries, at, bytes.subarray(place, lineEnd - 1))
      : -1
    const entry = entries[ahead]
    if (entry === undefined) {
      // "* Unmerged path …", or a line that a newer git says.
      place = lineEnd
      continue
    }
    at = ahead
    const { section, end: next } = readSection(bytes, lineEnd, cut)
    const before = sections.get(entry)
    // A changed type is said as a removal and an addition of the same name.
    sections.set(entry, before ? joined(before, section) : section)
    place = next
  }
  return { bytes, cut, entries: entries.map((entry) => ({ entry, section: sections.get(entry) ?? null })) }
}

function readEntries(bytes: Buffer, cut: boolean): { entries: RawEntry[]; end: number } {
  const entries: RawEntry[] = []
  let place = 0
  while (bytes[place] === colon) {
    const headEnd = bytes.indexOf(nul, place)
    const words = headEnd === -1 ? [] : bytes.toString('latin1', place + 1, headEnd).split(' ')
    const [oldMode = '', newMode = '', oldId = '', newId = '', letter = ''] = words
    const status = letter.charAt(0)
    const first = headEnd === -1 ? null : nameAt(bytes, headEnd + 1)
    const hasTwo = status === 'R' || status === 'C'
    const second = first !== null && hasTwo ? nameAt(bytes, first.end) : null
    const last = hasTwo ? second : first
    if (first === null || last === null) {
      if (cut) return { entries, end: bytes.length }
      throw new Error('git gave a list of changes that could not be read')
    }
    entries.push({ oldMode, newMode, oldId, newId, status, path: last.name, oldPath: second ? first.name : null })
    place = last.end
  }
  return { entries, end: place }
}

function nameAt(bytes: Buffer, start: number): { name: Buffer; end: number } | null {
  const end = bytes.indexOf(nul, start)
  return end === -1 ? null : { name: bytes.subarray(start, end), end: end + 1 }
}

/** The entry, from the one at `from` on, whose patch has this first line; -1 when none has. */
function findEntry(entries: readonly RawEntry[], from: number, line: Buffer): number {
  for (let place = from; place < entries.length; place += 1) {
    const entry = entries[place]
    if (entry && isHeadOf(entry, line)) return place
  }
  return -1
}

const command = Buffer.from('diff --git ', 'latin1')

function isHeadOf({ status, path, oldPath }: RawEntry, line: Buffer): boolean {
  if (status === 'U') return false
  const plainLength = command.length + 5 + (oldPath ?? path).length + path.length
  // Quoting only makes a name longer; most entries that were passed over differ here already.
  if (line.length < plainLength) return false
  return line.equals(Buffer.concat([command, quoted('a/', oldPath ?? path), Buffer.from(' '), quoted('b/', path)]))
}

function readSection(bytes: Buffer, start: number, outputCut: boolean): { section: PatchSection; end: number } {
  const hunks: FoundHunk[] = []
  let binary = false
  let oldId: string | null = null
  let newId: string | null = null
  let place = start
  while (place < bytes.length && !startsWith(bytes, place, 'diff --git ') && !startsWith(bytes, place, '* Unmerged')) {
    const hunk = hunkAt(bytes, place)
    if (hunk) {
      hunks.push(hunk)
      place = hunk.end
      continue
    }
    const lineEnd = afterLine(bytes, place, bytes.length)
    if (startsWith(bytes, place, 'Binary files ')) binary = true
    if (startsWith(bytes, place, 'index ')) {
      const ids = /^index ([0-9a-f]{40,64})\.\.([0-9a-f]{40,64})\b/.exec(bytes.toString('latin1', place, place + 140))
      oldId = ids?.[1] ?? null
      newId = ids?.[2] ?? null
    }
    place = lineEnd
  }
  const cut = (outputCut && place >= bytes.length) || hunks.some(({ whole }) => !whole)
  return { section: { hunks, binary, oldId, newId, cut }, end: place }
}

function joined(first: PatchSection, second: PatchSection): PatchSection {
  return {
    hunks: [...first.hunks, ...second.hunks],
    binary: first.binary || second.binary,
    oldId: first.oldId,
    newId: second.newId,
    cut: first.cut || second.cut,
  }
}

function startsWith(bytes: Buffer, place: number, text: string): boolean {
  for (let letter = 0; letter < text.length; letter += 1) {
    if (bytes[place + letter] !== text.charCodeAt(letter)) return false
  }
  return true
}
