// How wide a line is in columns, and how it is cut when it is far too long. Pure.

export const tabSize = 4
/** A longer line (characters) is drawn in part, broken over several rows in every mode. */
export const longLine = 1_000
/** Characters that a press of "show more" adds, and the most that is ever drawn of one line. */
export const moreOfLine = 10_000
export const mostOfLine = 200_000

export interface Width {
  cells: number
  /** Only characters that are one column wide: `cells` is exact. Otherwise a line may be drawn up to twice as wide. */
  exact: boolean
}

/** Columns of a text, its first `longLine` characters at most. */
export function widthOf(text: string): Width {
  const shown = text.length > longLine ? text.slice(0, longLine) : text
  const exact = /^[\t\x20-\x7e]*$/.test(shown)
  if (!shown.includes('\t')) return { cells: shown.length, exact }
  let cells = 0
  for (let at = 0; at < shown.length; at += 1) cells += shown.charCodeAt(at) === 9 ? tabSize - (cells % tabSize) : 1
  return { cells, exact }
}

/** Where to cut a text so that at most `length` characters are drawn; never between the halves of one. */
export function cutAt(text: string, length: number): number {
  if (text.length <= length) return text.length
  const code = text.charCodeAt(length)
  return code >= 0xdc00 && code <= 0xdfff ? length - 1 : length
}
