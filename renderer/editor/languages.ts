// The colours of an editor's text: line by line, as much as is in view. The classes are those of all code (text/text.css).
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
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

/** Headers of tables look like headers; the mode takes them for constants. */
const tomlLanguage = StreamLanguage.define({
  ...toml,
  token: (stream, state) => {
    const isHeader = stream.peek() === '[' && stream.string.slice(0, stream.pos).trim() === ''
    const what = toml.token(stream, state)
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
