// What every editor can do, whatever its text: the keys of CodeMirror, undo, several carets, finding and replacing.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { nextDiagnostic } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from '@codemirror/view'
import { describeHidden } from '../text/hidden'
import { matchCount } from './match-count'
import { problemLines } from './problem-marks'
import { looks } from './looks'

/** Words of the find panel, as the rest of the app writes its buttons. */
const words = {
  next: 'Next',
  previous: 'Previous',
  all: 'Select all',
  'match case': 'Match case',
  regexp: 'Regex',
  'by word': 'Whole words',
  replace: 'Replace',
  'replace all': 'Replace all',
  close: 'Close',
}

/** Characters that nobody sees and that can make a text read as another, beyond those that CodeMirror shows. */
const unseen = /[\u202a-\u202e\u2060-\u2069]/

function drawUnseen(code: number): HTMLElement {
  const { label, name } = describeHidden(String.fromCodePoint(code))
  const drawn = document.createElement('span')
  drawn.className = 'deck-hidden'
  drawn.textContent = label
  drawn.title = name
  return drawn
}

/** Mod+I is the window's own everywhere: it shows the inbox. */
const ours = defaultKeymap.filter(({ key }) => key !== 'Mod-i')

// Tab moves on to the next control, as everywhere in the window.
export const editing: Extension = [
  lineNumbers(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSpecialChars({ addSpecialChars: unseen, render: drawUnseen }),
  history(),
  drawSelection(),
  rectangularSelection(),
  bracketMatching(),
  highlightSelectionMatches(),
  search({ top: true, scrollToMatch: (range) => EditorView.scrollIntoView(range, { y: 'center' }) }),
  matchCount,
  problemLines,
  EditorState.allowMultipleSelections.of(true),
  EditorState.tabSize.of(4),
  EditorState.phrases.of(words),
  EditorView.contentAttributes.of({ spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off' }),
  keymap.of([...searchKeymap, { key: 'F8', run: nextDiagnostic }, ...historyKeymap, ...ours]),
  looks,
]
