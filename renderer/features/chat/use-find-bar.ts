// Whether the find bar is open and what is looked for in it: opened by the shortcut, closed with the focus given back.
import { useEffect, useState } from 'react'
import { useUi } from '../../stores/app/ui'

export interface FindBarState {
  open: boolean
  words: string
  setWords: (words: string) => void
  close: () => void
}

export function useFindBar(threadId: string | null): FindBarState {
  const asked = useUi((state) => state.findAsked)
  const [closedAt, setClosedAt] = useState(asked)
  const [words, setWords] = useState('')
  const open = threadId !== null && asked !== closedAt
  useEffect(() => {
    // Nothing to look in: the shortcut opens no bar in the chat that comes next.
    if (threadId === null) setClosedAt(asked)
  }, [threadId, asked])
  return {
    open,
    words,
    setWords,
    close() {
      setClosedAt(asked)
      useUi.getState().focusComposer()
    },
  }
}
