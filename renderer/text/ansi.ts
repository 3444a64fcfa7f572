// Terminal output as styled runs: keeps bold, faint, italic, underline and the 16 colours, drops every other control
// sequence, and lets a carriage return overwrite its line as a terminal would. Pure; makes no HTML.

export interface AnsiStyle {
  /** 0 to 15, as terminals number them; null is the text's own colour. */
  color: number | null
  background: number | null
  bold: boolean
  faint: boolean
  italic: boolean
  underline: boolean
}

export interface AnsiRun {
  text: string
  style: AnsiStyle
}

export const plainStyle: AnsiStyle = {
  color: null,
  background: null,
  bold: false,
  faint: false,
  italic: false,
  underline: false,
}

/**
 * OSC, DCS and the other strings up to their end (or the line's, for one that was cut); CSI; charset choices; other
 * two-character escapes; and every control character but newline, tab and carriage return.
 */
const sequences =
  // eslint-disable-next-line no-control-regex
  /\u001b[\]PX^_][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b\[(?<args>[0-?]*)(?<rest>[ -/]*)(?<final>[@-~])?|\u009b[0-?]*[ -/]*[@-~]?|\u001b[ -/]+[0-~]?|\u001b[0-~]?|[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f]/g

function withCodes(style: AnsiStyle, args: string): AnsiStyle {
  const codes = args === '' ? [0] : args.split(/[;:]/).map(Number)
  let next = style
  for (let place = 0; place < codes.length; place += 1) {
    const code = codes[place] ?? 0
    if (code === 38 || code === 48) {
      // Extended colours: 5;n and 2;r;g;b. The first 16 are ours, the others are drawn in the text's own colour.
      const palette = codes[place + 1] === 5
      const number = codes[place + 2] ?? 0
      const color = palette && number < 16 ? number : null
      next = code === 38 ? { ...next, color } : { ...next, background: color }
      place += palette ? 2 : 4
    } else next = withCode(next, code)
  }
  return next
}

function withCode(style: AnsiStyle, code: number): AnsiStyle {
  if (code === 0) return plainStyle
  if (code === 1) return { ...style, bold: true }
  if (code === 2) return { ...style, faint: true }
  if (code === 3) return { ...style, italic: true }
  if (code === 4) return { ...style, underline: true }
  if (code === 22) return { ...style, bold: false, faint: false }
  if (code === 23) return { ...style, italic: false }
  if (code === 24) return { ...style, underline: false }
  if (code === 39) return { ...style, color: null }
  if (code === 49) return { ...style, background: null }
  if (code >= 30 && code <= 37) return { ...style, color: code - 30 }
  if (code >= 90 && code <= 97) return { ...style, color: code - 90 + 8 }
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 }
  if (code >= 100 && code <= 107) return { ...style, background: code - 100 + 8 }
  return style
}

/** A carriage return goes back to the line's start; what follows replaces the line. "\r\n" is a plain line end. */
function overwritten(text: string): string {
  if (!text.includes('\r')) return text
  return text
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map((line) => {
      const trimmed = line.endsWith('\r') ? line.slice(0, -1) : line
      return trimmed.slice(trimmed.lastIndexOf('\r') + 1)
    })
    .join('\n')
}

/** Cuts output into runs of one style. `start` is the style at its beginning; the style at its end comes back too. */
export function parseAnsi(output: string, start: AnsiStyle = plainStyle): { runs: AnsiRun[]; end: AnsiStyle } {
  const text = overwritten(output)
  const runs: AnsiRun[] = []
  let style = start
  let at = 0
  const put = (piece: string) => {
    if (piece === '') return
    const last = runs.at(-1)
    if (last !== undefined && last.style === style) last.text += piece
    else runs.push({ text: piece, style })
  }
  for (const found of text.matchAll(sequences)) {
    put(text.slice(at, found.index))
    at = found.index + found[0].length
    const { args, rest, final } = found.groups ?? {}
    if (final === 'm' && rest === '' && args !== undefined && /^[\d;:]*$/.test(args)) style = withCodes(style, args)
  }
  put(text.slice(at))
  return { runs, end: style }
}

/** The output without any control sequence, for copying. */
export function stripAnsi(output: string): string {
  return parseAnsi(output)
    .runs.map((run) => run.text)
    .join('')
}
