// JSON as people paste it: with comments, with commas at the end, without the outer braces. Pure.

/** The same text with comments blanked out and without commas before a closing bracket. Strings stay as they are. */
function plainJson(text: string): string {
  let out = ''
  /** A comma and the blanks after it: dropped when a bracket closes next. */
  let held: string | null = null
  const put = (piece: string): void => {
    out += held === null ? piece : held + piece
    held = null
  }
  let at = 0
  while (at < text.length) {
    const char = text[at] ?? ''
    if (char === '"') {
      const from = at
      at += 1
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
      at += 1
      put(text.slice(from, at))
    } else if (char === '/' && text[at + 1] === '/') {
      const end = text.indexOf('\n', at)
      at = end < 0 ? text.length : end
    } else if (char === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2)
      at = end < 0 ? text.length : end + 2
    } else {
      if (char === ',') {
        if (held !== null) put('')
        held = ','
      } else if (/\s/.test(char) && held !== null) held += char
      else {
        if (char === '}' || char === ']') held = null
        put(char)
      }
      at += 1
    }
  }
  if (held !== null) put('')
  return out
}

export type JsonRead = { ok: true; value: unknown } | { ok: false; problem: string }

/** Reads JSON, forgiving comments, trailing commas, a byte order mark and missing outer braces. Never throws. */
export function readJsonc(text: string): JsonRead {
  const plain = plainJson(text.replace(/^\uFEFF/, '')).trim()
  const tries = /^["']/.test(plain) ? [`{${plain.replace(/,\s*$/, '')}}`, plain] : [plain]
  let problem = 'There is nothing in it.'
  for (const one of plain === '' ? [] : tries) {
    try {
      return { ok: true, value: JSON.parse(one) as unknown }
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
    }
  }
  return { ok: false, problem }
}
