// Which rows are open. Kept outside the rows, because the virtual list unmounts what leaves the view, and so that a search
// can open the row that holds its hit.
import { createContext, useContext, useState, useSyncExternalStore, type ReactNode } from 'react'

export interface OpenRowsMemory {
  get(key: string): boolean | undefined
  set(key: string, open: boolean): void
  subscribe(listener: () => void): () => void
}

/** A memory for one transcript. */
export function createOpenRows(): OpenRowsMemory {
  const chosen = new Map<string, boolean>()
  const listeners = new Set<() => void>()
  return {
    get: (key) => chosen.get(key),
    set(key, open) {
      chosen.set(key, open)
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const OpenRows = createContext<OpenRowsMemory | null>(null)

export function OpenRowsScope({ memory, children }: { memory: OpenRowsMemory; children: ReactNode }) {
  return <OpenRows.Provider value={memory}>{children}</OpenRows.Provider>
}

/**
 * Open state of the row `key`. Until it is chosen, it follows `initial`, so a row can open while it is live and close when
 * it is done. Outside of a transcript the row remembers for itself.
 */
export function useOpenRow(key: string, initial: boolean): [open: boolean, toggle: () => void] {
  const [own] = useState(createOpenRows)
  const memory = useContext(OpenRows) ?? own
  const chosen = useSyncExternalStore(memory.subscribe, () => memory.get(key))
  const open = chosen ?? initial
  return [open, () => memory.set(key, !open)]
}
