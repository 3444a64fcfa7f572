// Where a text hides something. Pure.

const hidden = /(?![\t\n])[\p{Cc}\p{Cf}\u2028\u2029]/gu
const mostHidden = 20

/** Lines (1-based) with characters that can't be seen and may make a text read as another. A mark at the file's start is none. */
export function hiddenLines(text: string): { line: number; column: number; code: string }[] {
  // Most texts hold none; a carriage return is one only inside of a line.
  const places: { line: number; column: number; code: string }[] = []
  for (const match of text.matchAll(hidden)) {
    const { index } = match
    const [character] = match
    if (character === '\ufeff' && index === 0) continue
    if (character === '\r' && text[index + 1] === '\n') continue
    const before = text.slice(0, index)
    const column = index - before.lastIndexOf('\n')
    const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    places.push({ line: before.split('\n').length, column, code })
    if (places.length === mostHidden) return places
  }
  return places
}
