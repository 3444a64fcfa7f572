// Server requests of every project that wait for the person: approvals, questions, forms. A request leaves the list only
// when main says so (answered, withdrawn, server gone), so that a failed answer is never mistaken for a given one.
import { create } from 'zustand'
import type { PendingRequest } from '../../../preload/contract/model'
import type { DeckError, Result } from '../../../preload/contract/result'
import { app } from '../../bridge'

interface RequestsStore {
  /** Oldest first. */
  requests: readonly PendingRequest[]
  /** Keys whose answer is on its way. */
  answering: ReadonlySet<string>
  /** Why the last answer to a request was not taken. */
  problems: Readonly<Record<string, DeckError>>
  /** Replaces the whole list (start-up). */
  receive(requests: readonly PendingRequest[]): void
  added(request: PendingRequest): void
  removed(key: string): void
  /** Sends Codex's own response object for the request's method. True when main took it. */
  answer(key: string, response: unknown): Promise<boolean>
  /** Refuses a request that this app has no form for. */
  refuse(key: string, message: string): Promise<boolean>
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _gone, ...rest } = record
  return rest
}

export const useRequests = create<RequestsStore>()((set, get) => {
  const settle = async (key: string, call: () => Promise<Result<null>>) => {
    // A second click or key press while the first answer is on its way must not answer twice.
    if (get().answering.has(key)) return false
    set((state) => ({ answering: new Set(state.answering).add(key), problems: without(state.problems, key) }))
    const result = await call()
    set((state) => {
      const answering = new Set(state.answering)
      answering.delete(key)
      if (result.ok) return { answering, requests: state.requests.filter((request) => request.key !== key) }
      // Withdrawn while the answer travelled: there is no card left to show the problem on.
      if (!state.requests.some((request) => request.key === key)) return { answering }
      return { answering, problems: { ...state.problems, [key]: result.error } }
    })
    return result.ok
  }
  return {
    requests: [],
    answering: new Set(),
    problems: {},
    receive(requests) {
      set({ requests, answering: new Set(), problems: {} })
    },
    added(request) {
      set((state) => ({ requests: [...state.requests.filter((known) => known.key !== request.key), request] }))
    },
    removed(key) {
      set((state) => ({
        requests: state.requests.filter((request) => request.key !== key),
        problems: without(state.problems, key),
      }))
    },
    answer: (key, response) => settle(key, () => app('requests/answer', { key, response })),
    refuse: (key, message) => settle(key, () => app('requests/refuse', { key, message })),
  }
})

/**
 * The requests that wait in one thread of a project, oldest first: an imported thread may lie in two projects. Use with
 * zustand's useShallow: it makes a new array.
 */
export function requestsOf(
  requests: readonly PendingRequest[],
  projectId: string,
  threadId: string | null,
): PendingRequest[] {
  if (threadId === null) return []
  return requests.filter((request) => request.projectId === projectId && request.threadId === threadId)
}
