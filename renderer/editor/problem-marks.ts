// Problems of an editor's text at their lines: underlined, said under the pointer, the line's number in their colour.
import { forEachDiagnostic, setDiagnostics, setDiagnosticsEffect, type Diagnostic } from '@codemirror/lint'
import { RangeSet, StateField, type EditorState, type Extension, type Range } from '@codemirror/state'
import { GutterMarker, gutterLineClass, type EditorView } from '@codemirror/view'
import type { TextProblem } from '../../preload/contract/config'

/** Marks the lines of these problems, in place of those before. */
export function showProblems(view: EditorView, problems: readonly TextProblem[]): void {
  view.dispatch(
    setDiagnostics(
      view.state,
      problems.flatMap((problem) => diagnosticOf(view.state, problem)),
    ),
  )
}

/** From the column to the end of the line; all of the line where the column is unknown or past the end. */
function diagnosticOf({ doc }: EditorState, { line, column, message, level }: TextProblem): Diagnostic[] {
  if (line === null || line < 1 || line > doc.lines) return []
  const { from, to } = doc.line(line)
  const start = from + (column ?? 1) - 1
  return [{ from: start < to ? start : from, to, message, severity: level }]
}

class LineMark extends GutterMarker {
  override readonly elementClass: string
  constructor(severity: Diagnostic['severity']) {
    super()
    this.elementClass = `deck-editor-line-${severity}`
  }
}
const marks = { error: new LineMark('error'), warning: new LineMark('warning') }

/** The gutter's part of it. */
export const problemLines: Extension = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update: (lines, transaction) =>
    transaction.effects.some((effect) => effect.is(setDiagnosticsEffect))
      ? linesOf(transaction.state)
      : lines.map(transaction.changes),
  provide: (field) => gutterLineClass.from(field),
})

function linesOf(state: EditorState): RangeSet<GutterMarker> {
  const lines: Range<GutterMarker>[] = []
  forEachDiagnostic(state, ({ severity }, from) =>
    lines.push((severity === 'error' ? marks.error : marks.warning).range(state.doc.lineAt(from).from)),
  )
  return RangeSet.of(lines, true)
}
