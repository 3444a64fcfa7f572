// Keeps single texts of an export within bounds: head and end stay, cut at line ends, the middle is told by its size. The JSONL
// export has them whole. Pure.

/** Characters of one text that an export shows. */
export const clipAt = 200_000
const headShare = 0.75
/** How far a cut may move to fall on a line's end, so that no half word (or half secret) is left at it. */
const slack = 4096

export interface Clipped {
  readonly head: string
  /** '' when nothing was left out. */
  readonly end: string
  readonly omitted: number
}

/** Cuts the middle out of a text longer than `limit` UTF-16 units. */
export function clip(text: string, limit = clipAt): Clipped {
  if (text.length <= limit) return { head: text, end: '', omitted: 0 }
  const headEnd = cutBefore(text, Math.floor(limit * headShare))
  const endStart = cutAfter(text, text.length - (limit - Math.floor(limit * headShare)))
  return { head: text.slice(0, headEnd), end: text.slice(endStart), omitted: endStart - headEnd }
}

/** In words, for where the middle was. */
export function omittedNote(omitted: number): string {
  return `… ${omitted.toLocaleString('en-US')} characters left out here; the JSONL export has them …`
}

function cutBefore(text: string, at: number): number {
  const from = Math.max(0, at - slack)
  const near = text.slice(from, at)
  const place = Math.max(near.lastIndexOf('\n'), near.lastIndexOf(' '))
  return place < 0 ? wholeCharacter(text, at) : from + place
}

function cutAfter(text: string, at: number): number {
  const near = text.slice(at, at + slack)
  const line = near.indexOf('\n')
  const place = line < 0 ? near.indexOf(' ') : line
  return place < 0 ? wholeCharacter(text, at) : at + place + 1
}

/** Never between the two halves of a character. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at
}
