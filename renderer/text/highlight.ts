// Colours code when the page is idle, a few lines at a time. Makes tokens, never HTML. Loaded on first use; regular
// expressions of the browser instead of WebAssembly, which the page's CSP forbids.
import type { GrammarState, HighlighterCore } from 'shiki/core'
import { loadLanguage, type Language } from './languages'

export interface CodeToken {
  text: string
  /** What it is to the theme ("keyword", "string"); a class of text.css. Null for plain text. */
  role: string | null
  /** Bits: 1 italic, 2 bold, 4 underline. */
  font: number
}

export type CodeLines = readonly (readonly CodeToken[])[]

/** Longer code stays plain: it would be coloured for seconds and nobody reads it in a chat. */
const mostCharacters = 120_000
/** Lines a slice: about 3 ms of work here. */
const linesPerSlice = 24
const keptResults = 60

const themeName = 'deck'
let highlighter: Promise<HighlighterCore> | null = null
const loaded = new Map<Language, Promise<void>>()
const results = new Map<string, CodeLines>()

async function makeHighlighter(): Promise<HighlighterCore> {
  const [{ createHighlighterCore, createCssVariablesTheme }, { createJavaScriptRegexEngine }] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/javascript'),
  ])
  return createHighlighterCore({
    themes: [createCssVariablesTheme({ name: themeName, variablePrefix: '--code-', fontStyle: true })],
    langs: [],
    // A rule that this engine can't express is skipped: colour is a comfort.
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })
}

async function ready(language: Language): Promise<HighlighterCore> {
  highlighter ??= makeHighlighter()
  const core = await highlighter
  let loading = loaded.get(language)
  if (loading === undefined) {
    loading = loadLanguage(language).then((grammars) => core.loadLanguage(...grammars))
    loaded.set(language, loading)
  }
  await loading
  return core
}

/** How long after the last streamed text colouring waits, in ms. */
const calm = 250
let streamedAt = Number.NEGATIVE_INFINITY

/** Says that text streams in just now: frames are for it, colours come later. */
export function noteStreaming(): void {
  streamedAt = performance.now()
}

/** Resolves when the page has nothing better to do. */
async function idle(): Promise<void> {
  for (let left = calm - (performance.now() - streamedAt); left > 0; left = calm - (performance.now() - streamedAt))
    await new Promise((resolve) => setTimeout(resolve, left))
  await new Promise<void>((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 2000 })
    else setTimeout(resolve, 0)
  })
}

/** The theme's colours are variables; their names are the roles, and classes need no style attribute. */
function roleOf(color: string | undefined): string | null {
  return /^var\(--code-token-([a-z-]+)\)$/.exec(color ?? '')?.[1] ?? null
}

function keyOf(code: string, language: Language): string {
  return `${language}\n${code}`
}

/** What was coloured before, or null. */
export function highlighted(code: string, language: Language): CodeLines | null {
  return results.get(keyOf(code, language)) ?? null
}

/** One block at a time: many blocks that end together must not share one idle moment. */
let line: Promise<unknown> = Promise.resolve()

/**
 * Colours a code. Null when it was too long, the language failed to load, or `signal` was aborted meanwhile.
 */
export function highlight(code: string, language: Language, signal: AbortSignal): Promise<CodeLines | null> {
  if (code.length > mostCharacters) return Promise.resolve(null)
  const work = line.then(() => colour(code, language, signal)).catch(() => null)
  line = work
  return work
}

async function colour(code: string, language: Language, signal: AbortSignal): Promise<CodeLines | null> {
  const known = highlighted(code, language)
  if (known !== null) return known
  await idle()
  if (signal.aborted) return null
  const core = await ready(language)
  const lines = code.split('\n')
  const coloured: CodeToken[][] = []
  let state: GrammarState | undefined
  for (let at = 0; at < lines.length; at += linesPerSlice) {
    await idle()
    if (signal.aborted) return null
    const slice = lines.slice(at, at + linesPerSlice).join('\n')
    const result = core.codeToTokens(slice, {
      lang: language,
      theme: themeName,
      tokenizeMaxLineLength: 1000,
      // Generous: the first line pays for compiling the grammar, and a line that is cut short spoils all that follow.
      tokenizeTimeLimit: 500,
      ...(state === undefined ? {} : { grammarState: state }),
    })
    state = result.grammarState
    for (const tokens of result.tokens)
      coloured.push(
        tokens.map((token) => ({
          text: token.content,
          role: roleOf(token.color),
          font: Math.max(0, token.fontStyle ?? 0),
        })),
      )
  }
  remember(keyOf(code, language), coloured)
  return coloured
}

function remember(key: string, lines: CodeLines): void {
  results.set(key, lines)
  const oldest = results.keys().next()
  if (results.size > keptResults && !oldest.done) results.delete(oldest.value)
}
