// A file name made of a session's title that every system takes. Pure.
import type { ExportFormat } from '@contract/exports'

const extensions: Readonly<Record<ExportFormat, string>> = { markdown: 'md', html: 'html', jsonl: 'jsonl' }

/** Long enough to tell sessions apart, short enough for any file system with a folder before it (in UTF-8 bytes). */
const maxBytes = 120

/** Device names that Windows keeps for itself, with any extension. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i

/** What no name may hold somewhere: separators, Windows' special characters, everything that draws nothing or turns the reading direction. */
const unfit = /[/\\:*?"<>|\p{C}\p{Zl}\p{Zp}]+/gu

/**
 * Name to propose in a save dialog, with the format's extension: the title without what a file system refuses or what hides
 * something, at most 120 bytes of it. A title that leaves nothing gives "session".
 */
export function exportFileName(title: string, format: ExportFormat): string {
  const clean = title.normalize('NFC').replace(unfit, ' ').replaceAll(/\s+/gu, ' ')
  // A leading dot hides a file, a leading dash is read as an option, Windows drops trailing dots and spaces.
  const trimmed = shortened(clean.replace(/^[\s.~-]+/u, '')).replace(/[\s.]+$/u, '')
  const stem = trimmed.split('.')[0] ?? ''
  const name = trimmed === '' ? 'session' : reserved.test(stem.trim()) ? `session ${trimmed}` : trimmed
  return `${name}.${extensions[format]}`
}

function shortened(text: string): string {
  let bytes = 0
  let kept = ''
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > maxBytes) break
    kept += character
  }
  return kept
}
