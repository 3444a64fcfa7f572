// Cuts out what stands around a hit, with the hit marked. Pure.
import type { Said, SaidKind } from './said'

export interface Snippet {
  readonly kind: SaidKind
  readonly text: string
  /** UTF-16 ranges in `text`, [start, end). */
  readonly marks: [number, number][]
}

const before = 60
const around = 160

/** A snippet per place in a text, until `most`; places that fall into one snippet are marked in it together. */
export function snippetsOf({ kind, text }: Said, pattern: RegExp, most: number): Snippet[] {
  const snippets: Snippet[] = []
  let end = -1
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '') continue
    const from = match.index
    const to = Math.min(from + match[0].length, from + 2000)
    const last = snippets.at(-1)
    if (last && from < end) {
      const start = end - last.text.length
      if (to <= end) last.marks.push([from - start, to - start])
      continue
    }
    if (snippets.length >= most) break
    const start = whole(text, Math.max(0, from - before))
    end = whole(text, Math.min(text.length, Math.max(to, start + around)))
    snippets.push({ kind, text: text.slice(start, end), marks: [[from - start, to - start]] })
  }
  return snippets
}

/** The same place, moved back when it would cut a character in two. */
function whole(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
}
