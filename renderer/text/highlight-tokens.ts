// Colours a text: shiki with one grammar at a time, in slices so that whoever asked can stop it in between. Runs in the worker
// (highlight-worker); makes numbers, never HTML. Regular expressions of the browser instead of WebAssembly, which the page's CSP
// forbids.
import { createCssVariablesTheme, createHighlighterCore, type GrammarState, type HighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { lookOf, type CodeColours } from './highlight-looks'
import { loadGrammars } from './highlight-grammars'
import type { Language } from './languages'

/** Lines a slice: a few ms of work each. */
const linesPerSlice = 40
/** After so many ms of slices the caller may look around. */
const breathAfterMs = 25

const themeName = 'deck'
let highlighter: Promise<HighlighterCore> | null = null
const loaded = new Map<Language, Promise<void>>()

async function ready(language: Language): Promise<HighlighterCore> {
  highlighter ??= createHighlighterCore({
    themes: [createCssVariablesTheme({ name: themeName, variablePrefix: '--code-', fontStyle: true })],
    langs: [],
    // A rule that this engine can't express is skipped: colour is a comfort.
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })
  const core = await highlighter
  let loading = loaded.get(language)
  if (loading === undefined) {
    loading = loadGrammars(language).then((grammars) => core.loadLanguage(...grammars))
    loaded.set(language, loading)
  }
  await loading
  return core
}

/** The theme's colours are variables; their names are the roles, and classes need no style attribute. */
function roleOf(color: string | undefined): string | null {
  return /^var\(--code-token-([a-z-]+)\)$/.exec(color ?? '')?.[1] ?? null
}

/**
 * The colours of `code`, or null when `breathe` said no.
 * @param breathe Called before the first slice and every few ms: does what is due, and answers whether to go on.
 * @throws when the language can't be loaded
 */
export async function colourText(
  code: string,
  language: Language,
  breathe: () => Promise<boolean>,
): Promise<CodeColours | null> {
  const core = await ready(language)
  if (!(await breathe())) return null
  const lines = code.split('\n')
  const starts = new Uint32Array(lines.length + 1)
  const ends: number[] = []
  const looks: number[] = []
  let state: GrammarState | undefined
  let since = performance.now()
  for (let at = 0; at < lines.length; at += linesPerSlice) {
    if (performance.now() - since > breathAfterMs) {
      if (!(await breathe())) return null
      since = performance.now()
    }
    const result = core.codeToTokens(lines.slice(at, at + linesPerSlice).join('\n'), {
      lang: language,
      theme: themeName,
      tokenizeMaxLineLength: 1000,
      // Generous: the first line pays for compiling the grammar, and a line that is cut short spoils all that follow.
      tokenizeTimeLimit: 500,
      ...(state === undefined ? {} : { grammarState: state }),
    })
    state = result.grammarState
    for (const [place, tokens] of result.tokens.entries()) {
      let column = 0
      for (const token of tokens) {
        column += token.content.length
        const look = lookOf(roleOf(token.color), token.fontStyle ?? 0)
        // Neighbours that look the same are one.
        if (looks.length > (starts[at + place] ?? 0) && looks.at(-1) === look) ends[ends.length - 1] = column
        else {
          ends.push(column)
          looks.push(look)
        }
      }
      starts[at + place + 1] = ends.length
    }
  }
  return { starts, ends: Uint32Array.from(ends), looks: Uint8Array.from(looks) }
}
