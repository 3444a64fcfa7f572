// The editor of a text, in a document without a layout: what is in it, and typing in place of it.
import { EditorView } from '@codemirror/view'
import { screen } from '@testing-library/react'

// jsdom has none; the editor measures letters by it.
Range.prototype.getClientRects ??= () => document.createElement('i').getClientRects()

/** Once it is loaded and drawn. `label` is its name. */
export async function editorField(label: string) {
  const element = await screen.findByRole('textbox', { name: label })
  const view = EditorView.findFromDOM(element)
  if (view === null) throw new Error(`“${label}” is no editor`)
  return {
    element,
    view,
    get text() {
      return view.state.doc.toString()
    },
    /** Replaces all of it, as one act that can be undone. */
    type: (insert: string) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } }),
  }
}
