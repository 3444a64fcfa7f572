// The threads of all projects and the lists of them, with every act on a thread. Codex owns the transcript; this holds
// what is open in the window. How a notification changes a thread is in reduce.ts, how pages are read in history.ts.
import { useMemo } from 'react'
import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { DeckError } from '../../../preload/contract/result'
import type { ThreadState } from './model'
import { newThreadKey } from './model'
import { olderActs } from './older-turns'
import { openActs } from './open-thread'
import { useProjects } from '../app/projects'
import { receiver } from './receive'
import { sendActs } from './send-acts'
import { threadActs } from './thread-acts'
import { busyElsewhere, runsElsewhere } from './thread-in'
import { listActs } from '../lists/thread-lists'
import type { ThreadsStore } from './threads-shape'

export const useThreads = create<ThreadsStore>()((set, get) => {
  const open = openActs(set, get)
  const { openThread, closeThread, reread } = open
  return {
    threads: {},
    lists: {},
    receive: receiver(set, get, open),
    openThread,
    closeThread,
    reread,
    ...olderActs(set, get),
    ...sendActs(set, get, open),
    ...threadActs(set, get, open),
    ...listActs(set, get),
  }
})

/** The thread in view of the project in view: an open one, or the one whose first message is just being sent. Null shows an empty new chat. */
export function useActiveThread(): ThreadState | null {
  const projectId = useProjects((state) => state.activeId)
  const key = useProjects((state) =>
    state.activeId === null ? null : (state.activeThreadId[state.activeId] ?? newThreadKey(state.activeId)),
  )
  return useThreadIn(projectId, key)
}

/** The project's thread of this key (a thread id or newThreadKey), as `threadIn` tells; null when it isn't open. */
export function useThreadIn(projectId: string | null, key: string | null): ThreadState | null {
  const mine = useThreads((state) => {
    const thread = key === null ? undefined : state.threads[key]
    return thread?.projectId === projectId ? thread : undefined
  })
  // Only what is said of it, which stays the same at each of its deltas.
  const elsewhere = useThreads(
    useShallow((state) => {
      const thread = key === null ? undefined : state.threads[key]
      if (projectId === null || !runsElsewhere(thread, projectId)) return null
      return { id: thread.id, title: thread.title, projectId: thread.projectId }
    }),
  )
  const standIn = useMemo(
    () => (elsewhere && projectId !== null ? busyElsewhere(elsewhere, projectId) : null),
    [elsewhere, projectId],
  )
  return mine ?? standIn
}

/** The error's words for a thread that could not be opened, for views that need one. */
export function problemOf(thread: ThreadState): DeckError | null {
  return thread.loading === 'failed' ? thread.problem : null
}
