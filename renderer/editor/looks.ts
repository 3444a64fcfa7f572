// How the editor looks: the tokens of the window (styles/tokens.css) in CodeMirror's places.
import { EditorView } from '@codemirror/view'

const field = {
  height: '24px',
  padding: '0 8px',
  border: '1px solid var(--color-edge)',
  borderRadius: '6px',
  backgroundColor: 'var(--color-field)',
  backgroundImage: 'none',
  color: 'var(--color-text)',
}

export const looks = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--color-text)',
    backgroundColor: 'var(--color-field)',
    fontSize: '12px',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '18px' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--color-text)' },
  '.cm-line': { padding: '0 8px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--color-text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--color-selection)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--color-hover) 50%, transparent)' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--color-text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--color-sunken)',
    color: 'var(--color-faint)',
    borderRight: '1px solid var(--color-line)',
    fontVariantNumeric: 'tabular-nums',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '5ch', padding: '0 6px 0 4px' },
  '.cm-gutterElement.deck-editor-line-error': {
    backgroundColor: 'var(--color-failed-soft)',
    color: 'var(--color-failed)',
  },
  '.cm-gutterElement.deck-editor-line-warning': {
    backgroundColor: 'var(--color-waiting-soft)',
    color: 'var(--color-waiting)',
  },
  '.cm-lintRange-error, .cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy 1px var(--color-failed)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--color-waiting)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--color-selected)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent' },
  '.cm-selectionMatch': { backgroundColor: 'var(--color-selected)' },
  '.cm-searchMatch': { backgroundColor: 'var(--color-found)' },
  '.cm-searchMatch, .cm-searchMatch span': { color: 'var(--color-on-found)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--color-found-current)' },
  '.cm-tooltip': {
    border: 'none',
    borderRadius: '6px',
    boxShadow: 'var(--shadow-float)',
    backgroundColor: 'var(--color-raised)',
    color: 'var(--color-text)',
    fontFamily: 'var(--font-sans)',
  },
  '.cm-diagnostic': { borderLeft: 'none', padding: '4px 8px' },
  '.cm-panels': { backgroundColor: 'var(--color-panel)', color: 'var(--color-text)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--color-line)' },
  '.cm-panel.cm-search, .cm-panel.cm-gotoLine': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 6px',
    padding: '6px 30px 6px 6px',
    fontFamily: 'var(--font-sans)',
    fontSize: '12px',
  },
  // Replacing begins a row of its own.
  '.cm-panel.cm-search br': { display: 'block', flexBasis: '100%', content: '""', height: '0' },
  '.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': { margin: '0' },
  '.cm-panel.cm-search label': {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    fontSize: '11px',
    color: 'var(--color-muted)',
  },
  '.cm-panel.cm-search input[type=checkbox]': { margin: '0', accentColor: 'var(--color-accent-solid)' },
  '.cm-textfield': { ...field, width: '26ch', fontFamily: 'var(--font-mono)', fontSize: '12px' },
  '.cm-textfield:focus-visible': { borderColor: 'var(--color-accent)', outline: 'none' },
  '.cm-button': { ...field, fontSize: '12px' },
  '.cm-button:hover': { backgroundColor: 'var(--color-hover)' },
  '.cm-button:active': { backgroundColor: 'var(--color-selected)', backgroundImage: 'none' },
  '.cm-panel.cm-search [name=close]': {
    top: '7px',
    right: '6px',
    width: '20px',
    height: '20px',
    borderRadius: '4px',
    fontSize: '16px',
    lineHeight: '18px',
    color: 'var(--color-muted)',
  },
  '.cm-panel.cm-search [name=close]:hover': { backgroundColor: 'var(--color-hover)' },
  '.deck-editor-count': {
    minWidth: '10ch',
    color: 'var(--color-muted)',
    fontSize: '11px',
    fontVariantNumeric: 'tabular-nums',
  },
})

/** As high as its text, from 6 lines to 24. */
export const grows = EditorView.theme({
  '.cm-content, .cm-gutter': { minHeight: '120px' },
  '.cm-scroller': { maxHeight: '444px' },
})
