// The lines that a patch leaves out, and which of them were unfolded. Pure: what to ask for, and what remains.
import { contextLine, type CodeLine, type Hunk } from './patch-model'

/** Lines left out before a hunk, or after the last one (index = number of hunks). */
export interface Gap {
  index: number
  /** Lines of each side before the gap. */
  before: { old: number; new: number }
  /** How many lines; null when nobody knows yet where the file ends. */
  size: number | null
}

/** What was unfolded of a gap: lines at its top, lines at its bottom. */
export interface Unfolded {
  top: readonly CodeLine[]
  bottom: readonly CodeLine[]
  /** The end of the file was reached. */
  ended: boolean
  state: 'still' | 'busy' | { problem: string }
}

export const nothingUnfolded: Unfolded = { top: [], bottom: [], ended: false, state: 'still' }

export type UnfoldWay = 'down' | 'up' | 'all'

/** Lines a press, and the most that one press of "all" brings. */
export const stepLines = 20
const mostLines = 5_000
/** How many lines git shows around a change (`--unified=3`): with fewer of them after the last one, the file ends there. */
const contextLines = 3

/**
 * The gaps around hunks: one before each and one after the last, null where nothing is left out. Hunks that overlap or whose sides
 * disagree about what lies between them have none: their numbers can't be trusted.
 * @param open whether the file goes on after the last hunk for all we know (not for added and deleted files)
 */
export function gapsOf(hunks: readonly Hunk[], open: boolean): (Gap | null)[] {
  const gaps: (Gap | null)[] = hunks.map((hunk, index) => {
    const before = index === 0 ? { old: 0, new: 0 } : (hunks[index - 1]?.after ?? null)
    if (before === null || hunk.before === null) return null
    const size = hunk.before.new - before.new
    if (size <= 0 || hunk.before.old - before.old !== size || !Number.isSafeInteger(hunk.before.new)) return null
    return { index, before, size }
  })
  const last = hunks.at(-1)
  const after = last?.after ?? null
  gaps.push(open && after !== null && !endsWith(last) ? { index: hunks.length, before: after, size: null } : null)
  return gaps
}

/** Whether a file's end is that of its last hunk. */
function endsWith(last: Hunk | undefined): boolean {
  if (last?.lines.some((line) => line.kind !== 'stray' && line.open)) return true
  const changed = last?.lines.findLastIndex((line) => line.kind !== 'context') ?? -1
  return changed !== -1 && (last?.lines.length ?? 0) - 1 - changed < contextLines
}

/** How many lines of a gap are still left out; null when nobody knows. */
export function remaining(gap: Gap, { top, bottom, ended }: Unfolded): number | null {
  if (ended) return 0
  return gap.size === null ? null : Math.max(0, gap.size - top.length - bottom.length)
}

/** Which lines of the new side to load (1-based, `to` included), or null when nothing is left. */
export function rangeToUnfold(gap: Gap, unfolded: Unfolded, way: UnfoldWay): { from: number; to: number } | null {
  const left = remaining(gap, unfolded)
  if (left === 0) return null
  const count = Math.min(way === 'all' ? mostLines : stepLines, left ?? Number.POSITIVE_INFINITY)
  if (way === 'up' && gap.size !== null) {
    const to = gap.before.new + gap.size - unfolded.bottom.length
    return { from: to - count + 1, to }
  }
  const from = gap.before.new + unfolded.top.length + 1
  return { from, to: from + count - 1 }
}

/** The gap with the lines that came for `range`. `end`: the file ended within them. */
export function unfold(
  gap: Gap,
  unfolded: Unfolded,
  range: { from: number; to: number },
  texts: readonly string[],
  end: boolean,
): Unfolded {
  const shift = gap.before.old - gap.before.new
  const lines = texts
    .slice(0, range.to - range.from + 1)
    .map((text, place) => contextLine(text, range.from + place + shift, range.from + place))
  const atTop = range.from === gap.before.new + unfolded.top.length + 1
  const next = atTop
    ? { ...unfolded, top: [...unfolded.top, ...lines] }
    : { ...unfolded, bottom: [...lines, ...unfolded.bottom] }
  // Fewer lines than the patch promised: the file is another one by now, and there is nothing more to have.
  const short = lines.length < range.to - range.from + 1
  return { ...next, ended: unfolded.ended || short || (end && gap.size === null), state: 'still' }
}
