// Trying a provider and finding model servers on this machine. What stands in config.toml is read in providers-form.ts.
import { create } from 'zustand'
import type { DeckError } from '../../../preload/contract/result'
import type { LocalModels, ProviderTest } from '../../../preload/contract/workings'
import { app } from '../../bridge'

interface Trial {
  provider: string
  model: string
  /** Null while it runs. */
  result: ProviderTest | null
  problem: string | null
}

interface ProvidersStore {
  /** The last trial of each project. */
  trials: Readonly<Record<string, Trial>>
  local: readonly LocalModels[] | null
  looking: boolean
  localProblem: DeckError | null
  /** Has a provider that is written answer once. */
  test(projectId: string, provider: string, model: string): Promise<void>
  cancel(projectId: string): Promise<void>
  /** Looks for Ollama and LM Studio. */
  find(): Promise<void>
}

export const useProviders = create<ProvidersStore>()((set, get) => ({
  trials: {},
  local: null,
  looking: false,
  localProblem: null,
  async test(projectId, provider, model) {
    const trial: Trial = { provider, model, result: null, problem: null }
    const put = (next: Trial): void => set(({ trials }) => ({ trials: { ...trials, [projectId]: next } }))
    put(trial)
    const result = await app('providers/test', { projectId, provider, model })
    // Another trial has begun meanwhile, or this one was stopped.
    if (get().trials[projectId] !== trial) return
    put(result.ok ? { ...trial, result: result.value } : { ...trial, problem: result.error.message })
  },
  async cancel(projectId) {
    set(({ trials: { [projectId]: _stopped, ...trials } }) => ({ trials }))
    await app('providers/cancelTest', { projectId })
  },
  async find() {
    if (get().looking) return
    set({ looking: true, localProblem: null })
    const result = await app('providers/local', {})
    set(result.ok ? { looking: false, local: result.value } : { looking: false, localProblem: result.error })
  },
}))
