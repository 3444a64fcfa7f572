import type { StoreApi } from 'zustand'

/** A function that puts a store back to what it began with. */
export function freshen<State>(store: StoreApi<State>): () => void {
  const state = store.getInitialState()
  return () => store.setState(state, true)
}
