// A write to all homes that goes on, whoever asked for it.
import { create } from 'zustand'
import type { AllHomesProgress } from '../../../preload/contract/config'
import { app } from '../../bridge'
import { tellFailure } from '../app/notices'
import { onConfigEvent } from './config-events'

interface AllHomesStore {
  /** Null while none goes on. */
  progress: AllHomesProgress | null
  stopping: boolean
  /** Leaves those homes alone that were not begun with; the report names them. */
  stop(): Promise<void>
}

export const useAllHomes = create<AllHomesStore>()((set) => {
  onConfigEvent((event) => {
    if (event.type !== 'config-all-homes') return
    set(event.progress === null ? { progress: null, stopping: false } : { progress: event.progress })
  })
  return {
    progress: null,
    stopping: false,
    async stop() {
      set({ stopping: true })
      const result = await app('config/stopAllHomes', {})
      if (result.ok) return
      set({ stopping: false })
      tellFailure('The write could not be stopped', result.error, null)
    },
  }
})
