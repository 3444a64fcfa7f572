// Cutting a command's output to what is worth drawing. Pure.

export interface OutputParts {
  head: string
  /** Lines left out between head and tail. */
  hidden: number
  tail: string
  /** The whole was asked for and is still too long to draw. */
  cut: boolean
}

/** Lines drawn before and after the gap, and the most characters drawn at all. */
export const outputLimits = { head: 20, tail: 40, liveTail: 60, characters: 200_000 } as const

/** Head and tail of `text`. While live only the tail; with `whole` everything up to the character limit. */
export function splitOutput(text: string, { live, whole }: { live: boolean; whole: boolean }): OutputParts {
  const trimmed = text.replace(/\r\n/g, '\n').replace(/\n+$/, '')
  if (whole) {
    const cut = trimmed.length > outputLimits.characters
    return { head: cut ? trimmed.slice(0, outputLimits.characters) : trimmed, hidden: 0, tail: '', cut }
  }
  const lines = trimmed.split('\n')
  if (live) {
    const from = Math.max(0, lines.length - outputLimits.liveTail)
    return { head: '', hidden: from, tail: clip(lines.slice(from).join('\n')), cut: false }
  }
  if (lines.length <= outputLimits.head + outputLimits.tail + 1) {
    return { head: clip(trimmed), hidden: 0, tail: '', cut: trimmed.length > outputLimits.characters }
  }
  return {
    head: clip(lines.slice(0, outputLimits.head).join('\n')),
    hidden: lines.length - outputLimits.head - outputLimits.tail,
    tail: clip(lines.slice(-outputLimits.tail).join('\n')),
    cut: false,
  }
}

/** A single line of megabytes is cut in the middle. */
function clip(text: string): string {
  if (text.length <= outputLimits.characters) return text
  const half = outputLimits.characters / 2
  return `${text.slice(0, half)}\n… ${(text.length - outputLimits.characters).toLocaleString('en')} characters left out …\n${text.slice(-half)}`
}
