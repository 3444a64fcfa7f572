// Output of a command as it grows: beyond a cap its beginning and its end are kept and the gap is said. Pure.

/** Characters kept of the beginning and of the end. A command may print a gigabyte; nobody scrolls through that. */
const headLength = 100_000
const tailLength = 300_000
/** The middle is cut in steps of this many characters, so that an append stays cheap. */
const slack = 64_000

const gapMark = '\n⋯ '
const gapLine = /\n⋯ (\d+) characters left out ⋯\n/y

function gapAt(text: string): { count: number; end: number } | null {
  if (!text.startsWith(gapMark, headLength)) return null
  gapLine.lastIndex = headLength
  const found = gapLine.exec(text)
  return found?.[1] === undefined ? null : { count: Number(found[1]), end: gapLine.lastIndex }
}

/** Cuts the middle out of an output that is too long; answers the same string when it is short enough. */
export function capOutput(text: string): string {
  if (text.length <= headLength + tailLength + slack) return text
  const gap = gapAt(text)
  const from = gap?.end ?? headLength
  const tailStart = text.length - tailLength
  const count = (gap?.count ?? 0) + (tailStart - from)
  return `${text.slice(0, headLength)}${gapMark}${count} characters left out ⋯\n${text.slice(tailStart)}`
}

/** The output with a further piece at its end. */
export function appendOutput(output: string | null, delta: string): string {
  return capOutput((output ?? '') + delta)
}
