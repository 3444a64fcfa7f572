// A file's patch as hunks of lines that can be paired, numbered and unfolded. Pure. Believes the lines and never the counts of a
// header: what fits nowhere stays in its place as it is, for a person approves by reading this.
import type { FilePatch } from '../../../../preload/contract/changes'
import { parseDiff, type DiffLine } from '../../../text/diff-parse'
import type { HunkRef } from './props'

/** A line of code of one or both sides. Its identity stands for it: colours and marks are kept by it. */
export interface CodeLine {
  kind: 'context' | 'add' | 'remove'
  /** Without its line end. */
  text: string
  oldNumber: number | null
  newNumber: number | null
  /** Ended by CR LF. */
  cr: boolean
  /** The file ends here without a line end. */
  open: boolean
  /** The line that this one replaces, or is replaced by. */
  partner: CodeLine | null
}

/** Something between the lines of a hunk that is no line of code. */
export interface StrayLine {
  kind: 'stray'
  text: string
}

export type HunkLine = CodeLine | StrayLine

export interface Hunk extends HunkRef {
  /** What stands behind the @@: the function that it is in, as git guesses it. */
  section: string
  lines: readonly HunkLine[]
  /** Lines of each side before the hunk and up to its end; null where its header says nothing of the kind. */
  before: { old: number; new: number } | null
  after: { old: number; new: number } | null
}

export interface PatchModel {
  hunks: readonly Hunk[]
  /** Lines before the first hunk that are no known header. */
  strays: readonly string[]
  added: number
  removed: number
  /** How the lines of each side end; null for a side without lines. */
  endings: { old: LineEnding | null; new: LineEnding | null }
}

export type LineEnding = 'lf' | 'crlf' | 'mixed'

const knownHeader =
  /^(?:diff --git |index [0-9a-f]+\.\.|(?:old|new|deleted file|new file) mode |(?:dis)?similarity index |rename |copy |--- |\+\+\+ )/
const rangesOf = /^@@+ -(\d{1,15})(?:,(\d{1,15}))? \+(\d{1,15})(?:,(\d{1,15}))? @@+ ?(.*)$/

/** Reads a patch of one file. */
export function readPatch({ patch, hunks: ids }: Pick<FilePatch, 'patch' | 'hunks'>): PatchModel {
  const parsed = parseDiff(patch)
  const hunks: OpenHunk[] = []
  const strays: string[] = []
  for (const line of parsed.lines) {
    const last = hunks.at(-1)
    if (line.kind === 'hunk') hunks.push(openHunk(line.text, hunks.length, ids[hunks.length] ?? null))
    else if (line.kind === 'meta') {
      if (last === undefined) {
        if (!knownHeader.test(line.text) && line.text !== '') strays.push(line.text)
      } else last.lines.push({ kind: 'stray', text: line.text })
    } else last?.lines.push(codeLine(line))
  }
  return {
    hunks: hunks.map(closeHunk),
    strays,
    added: parsed.added,
    removed: parsed.removed,
    endings: endingsOf(hunks),
  }
}

type OpenHunk = Omit<Hunk, 'lines' | 'after' | 'added' | 'removed'> & { lines: HunkLine[] }

function openHunk(head: string, index: number, id: string | null): OpenHunk {
  const [, oldStart, oldCount, newStart, newCount, section] = rangesOf.exec(head) ?? []
  const before =
    oldStart === undefined || newStart === undefined
      ? null
      : { old: linesBefore(oldStart, oldCount), new: linesBefore(newStart, newCount) }
  return { id, index, head, section: section ?? '', lines: [], before }
}

/** `@@ -5,0` stands after line 5, `@@ -5,2` begins with it. */
function linesBefore(start: string, count: string | undefined): number {
  return count === '0' ? Number(start) : Math.max(0, Number(start) - 1)
}

function codeLine(line: Extract<DiffLine, { kind: 'context' | 'add' | 'remove' }>): CodeLine {
  const cr = line.text.endsWith('\r')
  return {
    kind: line.kind,
    text: cr ? line.text.slice(0, -1) : line.text,
    oldNumber: line.oldNumber,
    newNumber: line.newNumber,
    cr,
    open: line.noNewline,
    partner: null,
  }
}

/** A line that was unfolded. */
export function contextLine(text: string, oldNumber: number, newNumber: number): CodeLine {
  const cr = text.endsWith('\r')
  return {
    kind: 'context',
    text: cr ? text.slice(0, -1) : text,
    oldNumber,
    newNumber,
    cr,
    open: false,
    partner: null,
  }
}

function closeHunk(hunk: OpenHunk): Hunk {
  let added = 0
  let removed = 0
  let context = 0
  for (const line of hunk.lines) {
    if (line.kind === 'add') added += 1
    else if (line.kind === 'remove') removed += 1
    else if (line.kind === 'context') context += 1
  }
  for (const block of changeBlocks(hunk.lines))
    for (let place = 0; place < Math.min(block.removed.length, block.added.length); place += 1) {
      const old = block.removed[place]
      const now = block.added[place]
      if (old === undefined || now === undefined) break
      old.partner = now
      now.partner = old
    }
  const { before } = hunk
  const after = before && { old: before.old + context + removed, new: before.new + context + added }
  return { ...hunk, added, removed, after }
}

/** A run of removed lines with the added ones that follow it; or anything else, by itself. */
export interface Block {
  removed: CodeLine[]
  added: CodeLine[]
  other: HunkLine | null
}

/** The lines in blocks: removals stand beside the additions after them. */
export function changeBlocks(lines: readonly HunkLine[]): Block[] {
  const blocks: Block[] = []
  let open: Block | null = null
  for (const line of lines) {
    if (line.kind === 'remove') {
      if (open === null || open.added.length > 0) blocks.push((open = { removed: [], added: [], other: null }))
      open.removed.push(line)
    } else if (line.kind === 'add') {
      if (open === null) blocks.push((open = { removed: [], added: [], other: null }))
      open.added.push(line)
    } else {
      open = null
      blocks.push({ removed: [], added: [], other: line })
    }
  }
  return blocks
}

function endingsOf(hunks: readonly OpenHunk[]): PatchModel['endings'] {
  const count = { old: { lf: 0, crlf: 0 }, new: { lf: 0, crlf: 0 } }
  for (const { lines } of hunks)
    for (const line of lines) {
      // The last line without an end ends in neither way.
      if (line.kind === 'stray' || line.open) continue
      const way = line.cr ? 'crlf' : 'lf'
      if (line.kind !== 'add') count.old[way] += 1
      if (line.kind !== 'remove') count.new[way] += 1
    }
  const say = ({ lf, crlf }: { lf: number; crlf: number }): LineEnding | null =>
    lf === 0 && crlf === 0 ? null : crlf === 0 ? 'lf' : lf === 0 ? 'crlf' : 'mixed'
  return { old: say(count.old), new: say(count.new) }
}
