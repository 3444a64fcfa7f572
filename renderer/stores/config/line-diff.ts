// Two versions of a text compared line by line, and three joined. For conflicts between what a person has typed and what
// somebody else has saved. Pure.

/** Lines [oldStart, oldEnd) of the old text became lines [newStart, newEnd) of the new one. */
export interface LineChange {
  oldStart: number
  oldEnd: number
  newStart: number
  newEnd: number
}

/** More differences than this are told as one big change: nobody reads them, and the search grows with their square. */
const mostDifferences = 1500

/** Lines with their ends, so that joined they are the text again. */
export function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

/** The changes that lead from one text to another, in order. */
export function lineChanges(old: readonly string[], now: readonly string[]): LineChange[] {
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  const most = Math.min(old.length, now.length) - start
  while (end < most && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1
  const before = old.slice(start, old.length - end)
  const after = now.slice(start, now.length - end)
  if (before.length === 0 && after.length === 0) return []
  const whole = { oldStart: start, oldEnd: start + before.length, newStart: start, newEnd: start + after.length }
  if (before.length === 0 || after.length === 0) return [whole]
  const kept = keptLines(before, after)
  if (kept === null) return [whole]
  const changes: LineChange[] = []
  let [x, y] = [0, 0]
  for (const [keptX, keptY] of [...kept, [before.length, after.length] as const]) {
    if (keptX > x || keptY > y)
      changes.push({ oldStart: start + x, oldEnd: start + keptX, newStart: start + y, newEnd: start + keptY })
    x = keptX + 1
    y = keptY + 1
  }
  return changes
}

/** Pairs of equal lines on the shortest way from one to the other (Myers); null when it is too long. */
function keptLines(before: readonly string[], after: readonly string[]): [number, number][] | null {
  const reach = Math.min(before.length + after.length, mostDifferences)
  const furthest = new Map<number, number>([[1, 0]])
  const steps: Map<number, number>[] = []
  for (let cost = 0; cost <= reach; cost += 1) {
    steps.push(new Map(furthest))
    for (let diagonal = -cost; diagonal <= cost; diagonal += 2) {
      const down = furthest.get(diagonal + 1) ?? -1
      const right = furthest.get(diagonal - 1) ?? -1
      let x = diagonal === -cost || (diagonal !== cost && right < down) ? down : right + 1
      let y = x - diagonal
      while (x < before.length && y < after.length && before[x] === after[y]) {
        x += 1
        y += 1
      }
      furthest.set(diagonal, x)
      if (x >= before.length && y >= after.length) return wayBack(steps, before.length, after.length)
    }
  }
  return null
}

function wayBack(steps: readonly Map<number, number>[], oldLength: number, newLength: number): [number, number][] {
  const kept: [number, number][] = []
  let [x, y] = [oldLength, newLength]
  for (let cost = steps.length - 1; cost >= 0; cost -= 1) {
    const furthest = steps[cost] ?? new Map<number, number>()
    const diagonal = x - y
    const down = furthest.get(diagonal + 1) ?? -1
    const right = furthest.get(diagonal - 1) ?? -1
    const from = diagonal === -cost || (diagonal !== cost && right < down) ? diagonal + 1 : diagonal - 1
    const fromX = furthest.get(from) ?? 0
    const fromY = fromX - from
    // Back along the equal lines to where the step of this cost ended.
    while (x > fromX && y > fromY) {
      x -= 1
      y -= 1
      kept.push([x, y])
    }
    x = fromX
    y = fromY
  }
  return kept.toReversed()
}

const around = 3

/** The difference as a unified diff with three lines around each change; empty when the texts are equal. */
export function unifiedPatch(old: string, now: string): string {
  const before = linesOf(old)
  const after = linesOf(now)
  const changes = lineChanges(before, after)
  const groups: LineChange[][] = []
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1)
    if (last !== undefined && change.oldStart - last.oldEnd <= around * 2) groups.at(-1)?.push(change)
    else groups.push([change])
  }
  const drawn = (sign: string, lines: readonly string[]): string =>
    lines.map((line) => (line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`)).join('')
  return groups
    .map((group) => {
      const first = group[0]
      const last = group.at(-1)
      if (first === undefined || last === undefined) return ''
      const oldStart = Math.max(0, first.oldStart - around)
      const newStart = first.newStart - (first.oldStart - oldStart)
      const oldEnd = Math.min(before.length, last.oldEnd + around)
      const newEnd = last.newEnd + (oldEnd - last.oldEnd)
      let body = ''
      let at = oldStart
      for (const change of group) {
        body += drawn(' ', before.slice(at, change.oldStart))
        body += drawn('-', before.slice(change.oldStart, change.oldEnd))
        body += drawn('+', after.slice(change.newStart, change.newEnd))
        at = change.oldEnd
      }
      body += drawn(' ', before.slice(at, oldEnd))
      return `@@ -${oldStart + 1},${oldEnd - oldStart} +${newStart + 1},${newEnd - newStart} @@\n${body}`
    })
    .join('')
}

/**
 * Both sides' changes to `base` in one text; null when they touch the same lines, or lines right beside each other, which only a
 * person can settle.
 */
export function joinSides(base: string, mine: string, theirs: string): string | null {
  if (mine === theirs || theirs === base) return mine
  if (mine === base) return theirs
  const lines = linesOf(base)
  const sides = [linesOf(mine), linesOf(theirs)] as const
  const all = sides.flatMap((side) =>
    lineChanges(lines, side).map((change) => ({ ...change, put: side.slice(change.newStart, change.newEnd) })),
  )
  const ordered = all.toSorted((a, b) => a.oldStart - b.oldStart || a.oldEnd - b.oldEnd)
  let text = ''
  let at = 0
  let previous: (typeof ordered)[number] | null = null
  for (const change of ordered) {
    if (previous !== null && change.oldStart <= previous.oldEnd) {
      const isSame =
        change.oldStart === previous.oldStart &&
        change.oldEnd === previous.oldEnd &&
        change.put.join('') === previous.put.join('')
      if (isSame) continue
      return null
    }
    text += lines.slice(at, change.oldStart).join('') + change.put.join('')
    at = change.oldEnd
    previous = change
  }
  return text + lines.slice(at).join('')
}
