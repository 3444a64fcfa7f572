// Which rows the reader opened or closed. Kept outside the rows, because the virtual list unmounts what leaves the view.
import { createContext, useContext, useState, type ReactNode } from 'react'

const OpenRows = createContext<Map<string, boolean> | null>(null)

/** Remembers open rows for as long as the transcript of one thread is shown. */
export function OpenRowsScope({ children }: { children: ReactNode }) {
  const [memory] = useState(() => new Map<string, boolean>())
  return <OpenRows.Provider value={memory}>{children}</OpenRows.Provider>
}

/**
 * Open state of the row `key`. Until the reader chooses, it follows `initial`, so a row can open while it is live and
 * close when it is done.
 */
export function useOpenRow(key: string, initial: boolean): [open: boolean, toggle: () => void] {
  const memory = useContext(OpenRows)
  const [chosen, choose] = useState<boolean | undefined>(() => memory?.get(key))
  const open = chosen ?? initial
  return [
    open,
    () => {
      memory?.set(key, !open)
      choose(!open)
    },
  ]
}
