// A text under the keyboard, by CodeMirror: line numbers, colours, finding and replacing, several carets, marks at lines with a
// problem. React says what the text is and hears what becomes of it; in between the editor is its own master.
import { openSearchPanel } from '@codemirror/search'
import { Compartment, EditorState, Text } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react'
import type { TextProblem } from '../../preload/contract/config'
import { cx } from '../kit'
import { editing } from './editing'
import type { EditorLanguage } from './language-of'
import { colours } from './languages'
import { grows } from './looks'
import { showProblems } from './problem-marks'

/** Line and column from 1; without a column the line's begin. */
export interface EditorPlace {
  line: number
  column: number | null
}

export interface CodeEditorHandle {
  focus(): void
  /** Opens finding and replacing. */
  find(): void
}

export interface CodeEditorProps {
  label: string
  text: string
  /** Changes whenever the text comes from elsewhere than the keyboard: its undo then begins anew. */
  given: number
  readOnly: boolean
  language: EditorLanguage
  problems: readonly TextProblem[]
  /** Takes all the height there is; else it is as high as its text, within bounds. */
  fill?: boolean
  /** Brought into view and under the caret; a new object goes there again. */
  place?: EditorPlace | null
  onChange: (text: string) => void
  ref?: Ref<CodeEditorHandle>
}

export function CodeEditor(props: CodeEditorProps) {
  const { label, text, given, readOnly, language, problems, fill = false, place = null, ref } = props
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const onChange = useRef(props.onChange)
  /** The text as it was last told or heard. */
  const known = useRef({ text, given })
  /** The text as it was given, and with the one kind of line end that the editor knows. */
  const begun = useRef({ text, plain: text })
  const settings = useRef(new Compartment())

  const configured = () => [
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({ 'aria-label': label, 'data-testid': 'code-field' }),
    colours(language),
  ]
  const freshState = (caret = 0): EditorState => {
    const doc = Text.of(text.split(/\r\n?|\n/))
    begun.current = { text, plain: doc.toString() }
    return EditorState.create({
      doc,
      selection: { anchor: Math.min(caret, doc.length) },
      extensions: [
        settings.current.of(configured()),
        editing,
        fill ? [] : grows,
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return
          const typed = update.state.doc.toString()
          // Taken back as far as it goes, it is what was given, to the last line end.
          const now = typed === begun.current.plain ? begun.current.text : typed
          if (now === known.current.text) return
          known.current = { ...known.current, text: now }
          onChange.current(now)
        }),
      ],
    })
  }

  // Before anything is painted, and before the next key: what is typed next is typed into this text.
  useLayoutEffect(() => {
    onChange.current = props.onChange
  })
  useLayoutEffect(() => {
    if (box.current === null) return
    const made = new EditorView({ state: freshState(), parent: box.current })
    view.current = made
    return () => {
      view.current = null
      made.destroy()
    }
    // One editor for as long as the field is drawn; what changes is told to it below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useLayoutEffect(() => {
    view.current?.dispatch({ effects: settings.current.reconfigure(configured()) })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- Of what `configured` reads.
  }, [readOnly, label, language])
  useLayoutEffect(() => {
    const before = known.current
    known.current = { text, given }
    if (view.current === null) return
    if (given !== before.given) {
      // One goes on reading where one was.
      const scrolled = view.current.scrollSnapshot()
      view.current.setState(freshState(view.current.state.selection.main.head))
      view.current.dispatch({ effects: scrolled })
    } else if (text !== before.text)
      view.current.dispatch({ changes: { from: 0, to: view.current.state.doc.length, insert: text } })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- The settings have their own.
  }, [given, text])
  useLayoutEffect(() => {
    if (view.current !== null) showProblems(view.current, problems)
  }, [given, problems])
  useLayoutEffect(() => {
    if (view.current === null || place === null) return
    const anchor = positionOf(view.current.state.doc, place)
    view.current.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
    view.current.focus()
  }, [place])
  useImperativeHandle(ref, () => ({
    focus: () => view.current?.focus(),
    find: () => void (view.current && openSearchPanel(view.current)),
  }))

  const className = 'overflow-hidden rounded-md border border-edge focus-within:border-accent'
  return <div ref={box} className={cx(className, fill && 'min-h-0 flex-1')} />
}

function positionOf(doc: Text, { line, column }: EditorPlace): number {
  const at = doc.line(Math.min(Math.max(1, line), doc.lines))
  return Math.min(at.from + Math.max(0, (column ?? 1) - 1), at.to)
}
