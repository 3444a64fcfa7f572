// Makes visible what a text hides: characters that draw nothing, turn the reading direction or pass for a plain space.
// Used where a person decides by reading (commands, paths, diffs). Pure. Look-alike letters are not its subject.

export type Segment =
  | { kind: 'text'; text: string }
  /** A hidden character: `label` is drawn (e.g. "U+202E"), `name` explains it, `text` is what it really is. */
  | { kind: 'hidden'; text: string; label: string; name: string }
  | { kind: 'newline'; text: string }

export interface RevealOptions {
  /** Mark spaces at the ends of lines and long runs of them. On by default; off for diffs, whose lines are full of both. */
  spaces?: boolean
  /** Mark tabs. On by default. */
  tabs?: boolean
}

const names: Readonly<Record<number, string>> = {
  0x00: 'null character',
  0x07: 'bell',
  0x08: 'backspace: would rub out what stands before it',
  0x09: 'tab',
  0x0d: 'carriage return: in a terminal, what follows overwrites the line',
  0x1b: 'escape: starts a terminal control sequence',
  0x7f: 'delete character',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x061c: 'Arabic letter mark: changes the reading direction',
  0x115f: 'Hangul filler: draws nothing',
  0x1160: 'Hangul filler: draws nothing',
  0x200b: 'zero-width space',
  0x200c: 'zero-width non-joiner',
  0x200d: 'zero-width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of a change of direction',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override: what follows reads backwards',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'end of an isolate',
  0x2800: 'blank Braille pattern',
  0x3000: 'ideographic space',
  0x3164: 'Hangul filler: draws nothing',
  0xfeff: 'zero-width no-break space (byte order mark)',
  0xffa0: 'Hangul filler: draws nothing',
}

/**
 * Controls, formats, lone surrogates, all separators but the plain space, private and unassigned characters, and the
 * letters and marks that draw nothing: combining grapheme joiner, Hangul fillers, Khmer inherent vowels, Mongolian and
 * other variation selectors, blank Braille.
 */
const unseen =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u

const pieces =
  /(?<newline>\r?\n)|(?<end> +(?=\r?\n|$))|(?<run>(?<=[^ \n]) {16,})|(?<unseen>[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}])/gu

/** What is drawn in place of a hidden character, and what explains it. */
export function describeHidden(character: string): { label: string; name: string } {
  const point = character.codePointAt(0) ?? 0
  if (character === '\t') return { label: '⇥', name: 'tab' }
  const label = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
  return { label, name: names[point] ?? generalName(character, point) }
}

function generalName(character: string, point: number): string {
  if (point >= 0xe0000 && point <= 0xe007f) return 'invisible tag character'
  if (/\p{Cc}/u.test(character)) return 'control character'
  if (/\p{Z}/u.test(character)) return 'a space that is not the plain one'
  if (/\p{Cs}/u.test(character)) return 'half of a character'
  if (/\p{M}/u.test(character)) return 'a mark that draws nothing'
  return 'a character that draws nothing'
}

function spaces(text: string, where: string): Segment {
  const { length } = text
  const label = length <= 4 ? '␠'.repeat(length) : `␠×${length}`
  return { kind: 'hidden', text, label, name: `${length} ${length === 1 ? 'space' : 'spaces'} ${where}` }
}

/** Cuts a text into what can be read and what must be pointed at. Joined, the segments' texts give the text again. */
export function revealHidden(text: string, options: RevealOptions = {}): Segment[] {
  const { spaces: markSpaces = true, tabs: markTabs = true } = options
  // Nearly every text: nothing to show, one look.
  if (!unseen.test(text) && !(markSpaces && (text.endsWith(' ') || text.includes('                '))))
    return text === '' ? [] : [{ kind: 'text', text }]
  const segments: Segment[] = []
  let plain = ''
  const put = (segment: Segment) => {
    if (plain !== '') segments.push({ kind: 'text', text: plain })
    plain = ''
    segments.push(segment)
  }
  let at = 0
  for (const found of text.matchAll(pieces)) {
    plain += text.slice(at, found.index)
    at = found.index + found[0].length
    const { newline, end, run } = found.groups ?? {}
    if (newline !== undefined) {
      if (newline === '\r\n') put({ kind: 'hidden', text: '\r', ...describeHidden('\r') })
      put({ kind: 'newline', text: '\n' })
    } else if (end !== undefined || run !== undefined) {
      if (!markSpaces) plain += found[0]
      else put(spaces(found[0], end === undefined ? 'in a row' : 'at the end of the line'))
    } else if (found[0] === '\t' && !markTabs) plain += '\t'
    else put({ kind: 'hidden', text: found[0], ...describeHidden(found[0]) })
  }
  plain += text.slice(at)
  if (plain !== '') segments.push({ kind: 'text', text: plain })
  return segments
}

/** True when a text hides something: for a warning beside it. Newlines, tabs and plain spaces don't count. */
export function hidesSomething(text: string): boolean {
  return revealHidden(text, { spaces: false, tabs: false }).some((segment) => segment.kind === 'hidden')
}
