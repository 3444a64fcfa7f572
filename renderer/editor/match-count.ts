// How many places the find panel's words are at, and which of them is selected: "2 of 12".
import { getSearchQuery, searchPanelOpen } from '@codemirror/search'
import { ViewPlugin, type EditorView, type ViewUpdate } from '@codemirror/view'

/** Counting ends here, and says so. */
const mostCounted = 5000

class MatchCount {
  readonly #words = document.createElement('span')
  #places: { from: number; to: number }[] = []

  constructor(view: EditorView) {
    this.#words.className = 'deck-editor-count'
    this.#words.setAttribute('aria-live', 'polite')
    this.#count(view)
  }

  update(update: ViewUpdate): void {
    const { view, startState, state } = update
    if (update.docChanged || !getSearchQuery(state).eq(getSearchQuery(startState)) || !this.#words.isConnected)
      this.#count(view)
    if (searchPanelOpen(state)) this.#say(view)
  }

  #count({ state }: EditorView): void {
    this.#places = []
    const query = getSearchQuery(state)
    if (!searchPanelOpen(state) || !query.valid) return
    const cursor = query.getCursor(state)
    for (let next = cursor.next(); !next.done && this.#places.length <= mostCounted; next = cursor.next())
      this.#places.push({ from: next.value.from, to: next.value.to })
  }

  #say(view: EditorView): void {
    const { search, valid } = getSearchQuery(view.state)
    const count = this.#places.length
    const { from, to } = view.state.selection.main
    const at = this.#places.findIndex((place) => place.from === from && place.to === to)
    const of = count > mostCounted ? `${mostCounted}+` : String(count)
    const text =
      search === '' ? '' : !valid ? 'not an expression' : count === 0 ? 'not found' : at < 0 ? of : `${at + 1} of ${of}`
    if (this.#words.textContent !== text) this.#words.textContent = text
    // The panel is made anew each time it is opened.
    const after = view.dom.querySelector('.cm-search [name="search"]')
    if (after !== null && this.#words.previousElementSibling !== after) after.after(this.#words)
  }
}

export const matchCount = ViewPlugin.fromClass(MatchCount)
