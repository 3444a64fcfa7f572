// The lines of a file of the open view as far as they are known: those of its patch at once, all of them when it is asked for.
import type { FilePatch } from '../../../../preload/contract/changes'
import type { KnownLines } from '../../../stores/changes/comment-anchor'
import type { Side } from '../../../stores/changes/code-comment'
import { readPatch } from '../viewer/patch-model'

const read = new WeakMap<FilePatch, Record<Side, KnownLines>>()

/** Lines that a patch shows, by number of one side. */
export function linesOfPatch(patch: FilePatch, side: Side): KnownLines {
  const known = read.get(patch)
  if (known !== undefined) return known[side]
  const lines: Record<Side, Map<number, string>> = { old: new Map(), new: new Map() }
  for (const hunk of readPatch(patch).hunks)
    for (const line of hunk.lines) {
      if (line.kind === 'stray') continue
      if (line.oldNumber !== null) lines.old.set(line.oldNumber, line.text)
      if (line.newNumber !== null) lines.new.set(line.newNumber, line.text)
    }
  read.set(patch, lines)
  return lines[side]
}

/** Lines in a row from `from` on, up to `to`, as far as they are known. */
export function quoteFrom(lines: KnownLines, from: number, to: number): string[] {
  const quote: string[] = []
  for (let number = from; number <= to; number += 1) {
    const text = lines.get(number)
    if (text === undefined) break
    quote.push(text)
  }
  return quote
}

/** Lines that one call brings, and the most that are read of a file to find a comment in it. */
const stepLines = 5_000
const mostLines = 40_000

type LoadLines = (from: number, to: number) => Promise<{ lines: string[]; end: boolean }>

/** Reads a file from its beginning. `whole`: these are all its lines. */
export async function readAll(load: LoadLines): Promise<{ lines: KnownLines; whole: boolean }> {
  const lines = new Map<number, string>()
  for (let from = 1; from <= mostLines; from += stepLines) {
    const part = await load(from, from + stepLines - 1)
    for (const [place, text] of part.lines.entries()) lines.set(from + place, text)
    if (part.end || part.lines.length < stepLines) return { lines, whole: true }
  }
  return { lines, whole: false }
}
