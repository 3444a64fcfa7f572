// Colours for the code blocks of a chat, from the highlighting worker, and kept for when a block comes back to the screen. While
// text streams in nothing is asked for: frames are for it.
import { tokensOf, type CodeLines } from './highlight-looks'
import { colourCode } from './highlight-queue'
import type { Language } from './languages'

export type { CodeLines, CodeToken } from './highlight-looks'

/** Longer code stays plain: it would be coloured for seconds and nobody reads it in a chat. */
const mostCharacters = 120_000
const keptResults = 60
const results = new Map<string, CodeLines>()

/** How long after the last streamed text colouring waits, in ms. */
const calm = 250
let streamedAt = Number.NEGATIVE_INFINITY

/** Says that text streams in just now: the processor is for drawing it, colours come later. */
export function noteStreaming(): void {
  streamedAt = performance.now()
}

/** Resolves when no text has streamed in for a while. */
async function calmed(): Promise<void> {
  for (let left = calm - (performance.now() - streamedAt); left > 0; left = calm - (performance.now() - streamedAt))
    await new Promise((resolve) => setTimeout(resolve, left))
}

function keyOf(code: string, language: Language): string {
  return `${language}\n${code}`
}

/** What was coloured before, or null. */
export function highlighted(code: string, language: Language): CodeLines | null {
  return results.get(keyOf(code, language)) ?? null
}

/**
 * Colours a code. Null when it was too long or too slow, the language failed to load, or `signal` was aborted meanwhile.
 */
export async function highlight(code: string, language: Language, signal: AbortSignal): Promise<CodeLines | null> {
  if (code.length > mostCharacters) return null
  const known = highlighted(code, language)
  if (known !== null) return known
  await calmed()
  const colours = await colourCode(code, language, signal)
  // The same code may have been asked for twice: both get the same lines.
  const already = highlighted(code, language)
  if (colours === null || already !== null) return already
  const lines = tokensOf(code, colours)
  results.set(keyOf(code, language), lines)
  const oldest = results.keys().next()
  if (results.size > keptResults && !oldest.done) results.delete(oldest.value)
  return lines
}
