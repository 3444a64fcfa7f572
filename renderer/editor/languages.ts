// The colours of an editor's text: line by line, as much as is in view. The classes are those of all code (text/text.css).
import { HighlightStyle, StreamLanguage, syntaxHighlighting, type StreamParser } from '@codemirror/language'
import { json } from '@codemirror/legacy-modes/mode/javascript'
import { python } from '@codemirror/legacy-modes/mode/python'
import { toml } from '@codemirror/legacy-modes/mode/toml'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { EditorLanguage } from './language-of'
import '../text/text.css'

const style = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.comment, class: 'deck-code-comment' },
    { tag: [tags.heading, tags.keyword], class: 'deck-code-keyword' },
    { tag: tags.propertyName, class: 'deck-code-parameter' },
    { tag: tags.string, class: 'deck-code-string' },
    { tag: [tags.atom, tags.bool, tags.number, tags.null], class: 'deck-code-constant' },
    { tag: [tags.punctuation, tags.bracket], class: 'deck-code-punctuation' },
  ]),
)

/** What the mode below remembers of the lines before. */
interface TomlState {
  inString: boolean
  stringType: string
}
// Its types tell nothing of its state.
const mode = toml as StreamParser<TomlState>

/**
 * The mode, but for two things: headers of tables look like headers, and a string that isn't closed ends with its line. The text is
 * edited because it is broken, often enough, and what follows is to be read.
 */
const tomlLanguage = StreamLanguage.define<TomlState>({
  ...mode,
  token: (stream, state) => {
    if (stream.sol() && state.stringType.length === 1) state.inString = false
    const isHeader = stream.peek() === '[' && stream.string.slice(0, stream.pos).trim() === ''
    const what = mode.token(stream, state)
    return isHeader && what === 'atom' ? 'heading' : what
  },
})

const languages: Readonly<Record<EditorLanguage, Extension>> = {
  toml: [tomlLanguage, style],
  // Rules are Starlark, a small Python.
  rules: [StreamLanguage.define(python), style],
  json: [StreamLanguage.define(json), style],
  markdown: EditorView.lineWrapping,
}

/** Colours for a language; prose is plain and its lines are broken. */
export const colours = (language: EditorLanguage): Extension => languages[language]
