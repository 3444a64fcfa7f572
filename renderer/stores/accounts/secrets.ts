// The app's own secrets as main lists them, the keyring's state, and what can be done with them. A value passes here only on its
// way to main and is kept nowhere.
import { create } from 'zustand'
import type { Keyring, Secret, SecretEvent, SecretFacts } from '../../../preload/contract/secrets'
import type { DeckError, Result } from '../../../preload/contract/result'
import { app } from '../../bridge'

export interface SecretInput {
  /** Null adds, an id replaces. */
  id: string | null
  facts: SecretFacts
  value: string
  keep: boolean
}

interface SecretsStore {
  /** Null until main told of them. */
  secrets: readonly Secret[] | null
  /** Null while nobody has looked. */
  keyring: Keyring | null
  /** The keyring is being looked at. */
  looking: boolean
  /** A change is under way: buttons wait. The system may be asking the person to unlock the keyring. */
  busy: boolean
  /** Why the last change or look failed. */
  problem: DeckError | null
  receive(event: SecretEvent): void
  /** Reads the list and looks at the keyring without asking the person anything. */
  load(): Promise<void>
  /** Looks thoroughly: the system may ask for the keyring's password. */
  check(): Promise<void>
  /** Answers true when main took it. */
  save(input: SecretInput): Promise<boolean>
  remove(id: string): Promise<boolean>
  forgetProblem(): void
}

export const useSecrets = create<SecretsStore>()((set, get) => {
  const act = async <T>(call: Promise<Result<T>>): Promise<boolean> => {
    set({ busy: true, problem: null })
    const result = await call
    set({ busy: false, problem: result.ok ? null : result.error })
    return result.ok
  }
  const look = async (thorough: boolean): Promise<void> => {
    if (get().looking) return
    set({ looking: true })
    const result = await app('secrets/state', { thorough })
    set(result.ok ? { looking: false, keyring: result.value } : { looking: false, problem: result.error })
  }
  return {
    secrets: null,
    keyring: null,
    looking: false,
    busy: false,
    problem: null,
    receive(event) {
      if (event.type === 'secrets') set({ secrets: event.secrets })
      else set({ keyring: event.keyring })
    },
    async load() {
      const looked = look(false)
      const result = await app('secrets/list', {})
      set(result.ok ? { secrets: result.value } : { problem: result.error })
      await looked
    },
    check: () => look(true),
    save: (input) => act(app('secrets/set', input)),
    remove: (id) => act(app('secrets/delete', { id })),
    forgetProblem: () => set({ problem: null }),
  }
})
