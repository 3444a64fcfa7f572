// Colours for the files in view, asked of the highlighting worker: whole stretches of a side at once, so that a comment or a string
// that began lines ago is known. Pure but for the worker's answers; no React here.
import { spansOf, type CodeColours, type Span } from '../../../text/highlight-looks'
import { languageOf, type Language } from '../../../text/languages'
import type { CodeLine } from './patch-model'
import type { Side } from './props'
import type { Row } from './rows'

/** A longer stretch (characters) is not coloured. */
const mostCharacters = 300_000

const kept = new WeakMap<CodeLine, { colours: CodeColours; at: number; spans: readonly Span[] | null }>()
const plain: readonly Span[] = []

/** The colours of a line; none while it has none. The same array every time. */
export function spansOfLine(line: CodeLine): readonly Span[] {
  const held = kept.get(line)
  if (held === undefined) return plain
  held.spans ??= spansOf(held.colours, held.at)
  return held.spans
}

/** Lines that follow one another in the file, with nothing left out between them. */
export interface Stretch {
  side: Side
  lines: CodeLine[]
}

/**
 * The stretches of a file's rows. Lines that are the same on both sides belong to the new one; the old side's are there only where
 * something was removed.
 */
export function stretchesOf(rows: readonly Row[]): Stretch[] {
  const stretches: Stretch[] = []
  let old: CodeLine[] = []
  let now: CodeLine[] = []
  const close = () => {
    if (now.length > 0) stretches.push({ side: 'new', lines: now })
    if (old.some((line) => line.kind === 'remove')) stretches.push({ side: 'old', lines: old })
    old = []
    now = []
  }
  const put = (line: CodeLine | null) => {
    if (line === null) return
    if (line.kind !== 'add') old.push(line)
    if (line.kind !== 'remove') now.push(line)
  }
  for (const row of rows) {
    if (row.kind === 'line') put(row.line)
    else if (row.kind === 'pair') {
      put(row.old)
      if (row.now !== row.old) put(row.now)
    } else if ((row.kind === 'bar' && row.left !== 0) || row.kind === 'stray') close()
  }
  close()
  return stretches
}

/** By its ending alone, for a name may hold spaces; and two that are known by their names. */
export function languageOfPath(path: string): Language | null {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (name.includes('.')) return languageOf(name.slice(name.lastIndexOf('.')))
  return /^(?:dockerfile|makefile)$/i.test(name) ? languageOf(name) : null
}

const blockComments: ReadonlySet<Language> = new Set([
  'c',
  'cpp',
  'csharp',
  'css',
  'go',
  'java',
  'javascript',
  'kotlin',
  'php',
  'rust',
  'scss',
  'swift',
  'tsx',
  'typescript',
])

/**
 * Whether a stretch begins inside of a comment: it is closed before one is opened. What came before is not known, and long comments at the
 * head of a function are where hunks often begin.
 */
export function beginsInComment(text: string, language: Language): boolean {
  if (!blockComments.has(language)) return false
  const closes = text.indexOf('*/')
  return closes >= 0 && /^\s*\*/m.test(text.slice(0, closes + 1)) && !text.slice(0, closes).includes('/*')
}

/**
 * Colours all stretches of a file.
 * @returns whether any line looks different now
 */
export async function colourRows(
  rows: readonly Row[],
  language: Language,
  colour: (code: string, language: Language, signal: AbortSignal) => Promise<CodeColours | null>,
  signal: AbortSignal,
): Promise<boolean> {
  let changed = false
  for (const { side, lines } of stretchesOf(rows)) {
    const text = lines.map((line) => line.text).join('\n')
    if (text.length > mostCharacters) continue
    const within = beginsInComment(text, language)
    const colours = await colour(within ? `/*\n${text}` : text, language, signal)
    if (signal.aborted) return changed
    if (colours === null) continue
    for (const [place, line] of lines.entries()) {
      // The new side speaks for the lines that both have.
      if (side === 'old' && line.kind === 'context') continue
      kept.set(line, { colours, at: within ? place + 1 : place, spans: null })
      changed = true
    }
  }
  return changed
}
