// Which words of a changed line differ from the line it replaces. Pure.

/** Start and end, in characters of the line. */
export type Mark = readonly [number, number]

export interface Marks {
  removed: readonly Mark[]
  added: readonly Mark[]
}

const none: Marks = { removed: [], added: [] }
/** Lines beyond this are compared by their common ends only: the table grows with the square. */
const mostWords = 160
/** Under this share of common text the lines have little to do with each other, and marks would only confuse. */
const leastCommon = 0.3

function wordsOf(line: string): string[] {
  return line.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? []
}

/** Marks of the words that were taken out of `before` and put into `after`. Nothing when they have too little in common. */
export function markWords(before: string, after: string): Marks {
  if (before === after || before.length + after.length > 4000) return none
  const old = wordsOf(before)
  const now = wordsOf(after)
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  const oldMiddle = old.slice(head, old.length - tail)
  const nowMiddle = now.slice(head, now.length - tail)
  const kept =
    oldMiddle.length <= mostWords && nowMiddle.length <= mostWords
      ? commonWords(oldMiddle, nowMiddle)
      : { old: new Set<number>(), now: new Set<number>() }
  const removed = marksOf(old, head, oldMiddle.length, kept.old)
  const added = marksOf(now, head, nowMiddle.length, kept.now)
  const common = before.length - lengthOf(removed)
  if (common < leastCommon * Math.max(before.trim().length, after.trim().length)) return none
  return { removed, added }
}

const lengthOf = (marks: readonly Mark[]) => marks.reduce((sum, [start, end]) => sum + end - start, 0)

/** Places of a longest common subsequence in both lists. */
function commonWords(old: readonly string[], now: readonly string[]): { old: Set<number>; now: Set<number> } {
  const width = now.length + 1
  const table = new Uint16Array((old.length + 1) * width)
  const at = (i: number, j: number) => table[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      table[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const kept = { old: new Set<number>(), now: new Set<number>() }
  let i = 0
  let j = 0
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      kept.old.add(i)
      kept.now.add(j)
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return kept
}

function marksOf(words: readonly string[], from: number, count: number, kept: ReadonlySet<number>): Mark[] {
  const marks: [number, number][] = []
  let at = words.slice(0, from).join('').length
  for (let place = 0; place < count; place += 1) {
    const end = at + (words[from + place] ?? '').length
    if (!kept.has(place)) {
      const last = marks.at(-1)
      if (last !== undefined && last[1] === at) last[1] = end
      else marks.push([at, end])
    }
    at = end
  }
  return marks
}
