// The bytes of a configuration file as text, and what is wrong with them where they are no UTF-8, the one encoding that Codex reads.
// Pure.
import type { TextProblem } from '@contract/config'

export interface Decoded {
  /** With its byte order mark; bytes that are no text are replaced. */
  readonly text: string
  /** The bytes are no UTF-8: the text is not what Codex would see. */
  readonly lossy: boolean
}

type Utf16 = 'utf-16le' | 'utf-16be'

export function decode(bytes: Uint8Array): Decoded {
  const wide = utf16Of(bytes)
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), lossy: true }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), lossy: false }
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), lossy: true }
  }
}

export const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text)

/** What keeps Codex from reading bytes that are no UTF-8, and where they begin. */
export function lossyProblem(bytes: Uint8Array): TextProblem {
  if (utf16Of(bytes) !== null)
    return {
      line: null,
      column: null,
      level: 'error',
      message:
        'This file is UTF-16, which Codex can’t read. A save writes it as UTF-8 and keeps a copy of it as it is.',
    }
  const before = new TextDecoder('utf-8').decode(bytes).split('\ufffd')[0] ?? ''
  return {
    line: before.split('\n').length,
    column: null,
    level: 'error',
    message:
      'Some bytes here are no UTF-8, which Codex can’t read; they are shown as \ufffd. A save puts this text in their place and keeps a copy.',
  }
}

/** Files that some programs for Windows write begin with a mark that tells. */
function utf16Of(bytes: Uint8Array): Utf16 | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}
