// How each place stands with git (branch, counts, an operation under way), and its branches and commits to choose from.
import { create } from 'zustand'
import type { GitFacts, Place, RefList } from '../../../preload/contract/changes'
import type { DeckError, Result } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { placeKey } from './place'

interface Read<T> {
  /** As last read; null until then. */
  value: T | null
  problem: DeckError | null
  reading: boolean
}

interface FactsStore {
  facts: Readonly<Record<string, Read<GitFacts>>>
  refs: Readonly<Record<string, Read<RefList>>>
  /** Reads the facts of a place anew. Calls that come while it is read become one more. */
  load(place: Place): Promise<void>
  loadRefs(place: Place): Promise<void>
}

const unread = { value: null, problem: null, reading: false } as const

export const useGitFacts = create<FactsStore>()((set, get) => {
  const again = new Set<string>()
  const putFacts = (key: string, part: Partial<Read<GitFacts>>) =>
    set((state) => ({ facts: { ...state.facts, [key]: { ...(state.facts[key] ?? unread), ...part } } }))
  const putRefs = (key: string, part: Partial<Read<RefList>>) =>
    set((state) => ({ refs: { ...state.refs, [key]: { ...(state.refs[key] ?? unread), ...part } } }))
  const came = <T>(result: Result<T>): Partial<Read<T>> =>
    result.ok
      ? { value: result.value, problem: null, reading: false }
      : // What was known stays: it is more than nothing, and the problem is told beside it.
        { problem: result.error, reading: false }

  return {
    facts: {},
    refs: {},
    async load(place) {
      const key = placeKey(place)
      if (get().facts[key]?.reading === true) {
        again.add(key)
        return
      }
      putFacts(key, { reading: true })
      putFacts(key, came(await app('changes/facts', { place })))
      if (again.delete(key)) await get().load(place)
    },
    async loadRefs(place) {
      const key = placeKey(place)
      if (get().refs[key]?.reading === true) return
      putRefs(key, { reading: true })
      putRefs(key, came(await app('changes/refs', { place })))
    },
  }
})

/** The facts of a place as last read; null until then. */
export function useFactsOf(place: Place | null): GitFacts | null {
  return useGitFacts((state) => (place === null ? null : (state.facts[placeKey(place)]?.value ?? null)))
}
