// After a commit: whether and how the branch can be pushed, the push, and a pull request by `gh` where it is installed.
import { create } from 'zustand'
import type { Place } from '../../../preload/contract/changes'
import type { PublishPlan } from '../../../preload/contract/git-work'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { useGitFacts } from './facts'
import { placeKey } from './place'

export interface Publishing {
  plan: PublishPlan | null
  busy: 'looking' | 'pushing' | 'opening' | null
  problem: DeckError | null
  /** What git or gh said. */
  output: string | null
  pushed: boolean
  /** Address of the pull request that was made. */
  url: string | null
}

interface PublishStore {
  byPlace: Readonly<Record<string, Publishing>>
  look(place: Place): Promise<void>
  push(place: Place): Promise<boolean>
  openPullRequest(place: Place, request: { title: string; body: string; draft: boolean }): Promise<boolean>
  cancel(place: Place): void
  forget(place: Place): void
}

const nothing: Publishing = { plan: null, busy: null, problem: null, output: null, pushed: false, url: null }

export const usePublish = create<PublishStore>()((set, get) => {
  const of = (place: Place) => get().byPlace[placeKey(place)] ?? nothing
  const put = (place: Place, part: Partial<Publishing>) =>
    set((state) => ({ byPlace: { ...state.byPlace, [placeKey(place)]: { ...of(place), ...part } } }))

  return {
    byPlace: {},
    async look(place) {
      if (of(place).busy !== null) return
      put(place, { ...nothing, busy: 'looking' })
      const result = await app('git/publishPlan', { place })
      put(place, result.ok ? { plan: result.value, busy: null } : { busy: null, problem: result.error })
    },
    async push(place) {
      if (of(place).busy !== null) return false
      put(place, { busy: 'pushing', problem: null, output: null })
      const result = await app('git/push', { place })
      put(
        place,
        result.ok ? { busy: null, pushed: true, output: result.value.output } : { busy: null, problem: result.error },
      )
      void useGitFacts.getState().load(place)
      return result.ok
    },
    async openPullRequest(place, { title, body, draft }) {
      const { busy, plan } = of(place)
      if (busy !== null) return false
      put(place, { busy: 'opening', problem: null, output: null })
      const result = await app('git/pullRequest', { place, title, body, base: plan?.base ?? null, draft })
      put(
        place,
        result.ok
          ? { busy: null, url: result.value.url, output: result.value.output }
          : { busy: null, problem: result.error },
      )
      return result.ok
    },
    cancel: (place) => void app('git/cancel', { place }),
    forget: (place) => set((state) => ({ byPlace: { ...state.byPlace, [placeKey(place)]: nothing } })),
  }
})

/** How publishing stands in a place. */
export function usePublishing(place: Place): Publishing {
  return usePublish((state) => state.byPlace[placeKey(place)] ?? nothing)
}
