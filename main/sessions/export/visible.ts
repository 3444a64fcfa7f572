// Makes visible in an exported text what draws nothing or turns the reading direction, as the window does (renderer/text/hidden,
// which main can't import). Emoji keep their joiners, prose its wide spaces. Terminal colours are taken off. Pure.

export type VisiblePart = { readonly kind: 'text' | 'hidden'; readonly text: string }

export type TextUse =
  /** What somebody wrote: wide and unbreakable spaces are typography. */
  | 'prose'
  /** What is read to decide: commands, paths, diffs, output. */
  | 'code'

/** Controls but tab and newline, formats, surrogates, private and unassigned characters, and letters and marks that draw nothing. */
const drawsNothing = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]`
const oddSpace = String.raw`[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]`
/** Joiners and variation selectors that are part of an emoji. */
const emojiPart = String.raw`(?<=[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\ufe0f#*0-9])(?:\ufe0f|\u200d(?=\p{Extended_Pictographic}))`

const patterns: Readonly<Record<TextUse, RegExp>> = {
  prose: new RegExp(`(?<emoji>${emojiPart})|(?<plain>[\\t\\n])|${drawsNothing}`, 'gu'),
  code: new RegExp(`(?<emoji>${emojiPart})|(?<plain>[\\t\\n])|${drawsNothing}|${oddSpace}`, 'gu'),
}

/** Colours, cursor moves and titles of a terminal: CSI and OSC sequences. */
// oxlint-disable-next-line no-control-regex -- these are control sequences
const terminalSequence = /\u001b\[[0-?]{0,64}[ -/]{0,16}[@-~]|\u001b\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)/g

/** The text without terminal sequences and with one kind of line end. */
export function plainOutput(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(terminalSequence, '')
}

/** Cuts a text into what is seen and what must be pointed at; a hidden part's text is its code point ("U+202E"). */
export function visibleParts(text: string, use: TextUse): VisiblePart[] {
  const parts: VisiblePart[] = []
  let at = 0
  let plain = ''
  for (const found of text.matchAll(patterns[use])) {
    if (found.groups?.['emoji'] !== undefined || found.groups?.['plain'] !== undefined) continue
    plain += text.slice(at, found.index)
    at = found.index + found[0].length
    // A Windows line end is no secret.
    if (found[0] === '\r' && text[at] === '\n') continue
    if (plain !== '') parts.push({ kind: 'text', text: plain })
    plain = ''
    parts.push({ kind: 'hidden', text: codePoint(found[0]) })
  }
  plain += text.slice(at)
  if (plain !== '') parts.push({ kind: 'text', text: plain })
  return parts
}

/** The same as one string, hidden characters written as ⟦U+202E⟧. */
export function visible(text: string, use: TextUse): string {
  return visibleParts(text, use)
    .map((part) => (part.kind === 'hidden' ? `⟦${part.text}⟧` : part.text))
    .join('')
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
