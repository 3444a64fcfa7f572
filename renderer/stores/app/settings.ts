// What the person set in this app, and the facts about the app that never change while it runs.
import { create } from 'zustand'
import type { Settings, Snapshot } from '../../../preload/contract/model'
import { app } from '../../bridge'
import { tellFailure } from './notices'

export type AppFacts = Pick<Snapshot, 'appVersion' | 'codexVersion' | 'platform' | 'homeFolder'>

interface SettingsStore {
  settings: Settings
  /** Null until the snapshot has come. */
  facts: AppFacts | null
  receive(settings: Settings): void
  know(facts: AppFacts): void
  /** Changes settings at once and takes it back when main could not keep it. */
  change(part: Partial<Settings>): Promise<void>
}

export const useSettings = create<SettingsStore>()((set, get) => ({
  settings: { theme: 'system', notifications: true },
  facts: null,
  receive(settings) {
    set({ settings })
  },
  know(facts) {
    set({ facts })
  },
  async change(part) {
    const before = get().settings
    set({ settings: { ...before, ...part } })
    const result = await app('settings/set', part)
    if (result.ok) return
    set({ settings: before })
    tellFailure('The setting was not kept', result.error)
  },
}))
