// Text that came back from an editor in the window, as a file again: the editor knows one kind of line end and no byte order mark;
// the lines that were there before keep theirs. Pure.

const byteOrderMark = '\ufeff'

/** `text` with the line ends and the byte order mark of `old`. Text that has carriage returns of its own is left alone. */
export function withOldLineEnds(old: string | null, text: string): string {
  if (old === null || old === '') return text
  const bare = text.startsWith(byteOrderMark) ? text.slice(1) : text
  const mark = old.startsWith(byteOrderMark) ? byteOrderMark : ''
  if (bare.includes('\r') || !old.includes('\r\n')) return mark + bare
  const before = lines(mark === '' ? old : old.slice(1))
  const after = lines(bare)
  let top = 0
  while (top < before.length && top < after.length && same(before[top], after[top])) top += 1
  let bottom = 0
  const most = Math.min(before.length, after.length) - top
  while (bottom < most && same(before.at(-1 - bottom), after.at(-1 - bottom))) bottom += 1
  const prevailing = before.filter((line) => line.endsWith('\r\n')).length * 2 > before.length ? '\r\n' : '\n'
  // In between, a line takes the end of the next old line with its words; a new one the prevailing end.
  let next = top
  const middle = after.slice(top, after.length - bottom).map((line) => {
    for (let index = next; index < before.length - bottom && index < next + lookAhead; index += 1)
      if (same(before[index], line)) {
        next = index + 1
        return before[index] ?? line
      }
    return line.endsWith('\n') ? line.slice(0, -1) + prevailing : line
  })
  return mark + [...before.slice(0, top), ...middle, ...before.slice(before.length - bottom)].join('')
}

/** How far a line is searched for: enough for a deleted block, and no square of a long file. */
const lookAhead = 200

/** Lines with their ends. */
const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

const same = (left: string | undefined, right: string | undefined): boolean =>
  left !== undefined && right !== undefined && left.replace(/\r\n$/, '\n') === right.replace(/\r\n$/, '\n')
