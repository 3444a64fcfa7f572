// The hooks of each project: listed by Codex, trusted by the hash of their definition, turned on and off. What a definition said
// when it was trusted is kept by this window, because Codex keeps the hash alone.
import { create } from 'zustand'
import type { DeckError } from '../../../preload/contract/result'
import { app, codex } from '../../bridge'
import { keep, readKept } from '../app/kept'
import { onConfigEvent } from './config-events'
import { watchConfig } from './config-watch'
import { deleteKey, setKey, stateWords } from './edit-words'
import { offerUndo, writeFresh } from './extension-writes'
import { definitionOf, readHooks, type Hook, type HookList } from './hooks-words'

export interface ProjectHooks extends HookList {
  loaded: boolean
  loading: boolean
  problem: DeckError | null
}

export const noHooks: ProjectHooks = { hooks: [], warnings: [], loaded: false, loading: false, problem: null }

type Definition = Readonly<Record<string, string>>

interface HooksStore {
  byProject: Readonly<Record<string, ProjectHooks>>
  /** Reads them and follows changes of files until the answered function is called. */
  watch(projectId: string): () => void
  load(projectId: string): Promise<void>
  /** Trusts exactly the definition that was shown, once the person has agreed natively. */
  trust(projectId: string, hook: Hook): Promise<Trusting>
  distrust(projectId: string, hook: Hook): Promise<boolean>
  setEnabled(projectId: string, hook: Hook, enabled: boolean): Promise<boolean>
}

/** `failed`: with why, in words. */
export type Trusting = { state: 'done' } | { state: 'declined' } | { state: 'failed'; words: string }

/** What the edits of a hook are kept by in the store of edits. */
export const hookEditKey = (hook: Pick<Hook, 'key'>): string => `hook ${hook.key}`

const keptName = (projectId: string): string => `hooks.${projectId}`
/** Definitions kept of one project, and characters of a field. */
const mostKept = 200
const mostText = 4000

function readDefinitions(projectId: string): Record<string, Definition> {
  const accept = (value: unknown): Record<string, Definition> | null =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Definition>) : null
  return readKept(keptName(projectId), accept, {})
}

/** What the hook said when it was trusted here; null when that isn't known. */
export function trustedDefinition(projectId: string, hook: Hook): Definition | null {
  const kept = readDefinitions(projectId)
  const found = Object.hasOwn(kept, hook.key) ? kept[hook.key] : undefined
  return typeof found === 'object' && found !== null ? found : null
}

function keepDefinition(projectId: string, hook: Hook): void {
  const short = Object.fromEntries(
    Object.entries(definitionOf(hook)).map(([name, text]) => [name, text.slice(0, mostText)]),
  )
  const others = Object.entries(readDefinitions(projectId)).filter(([key]) => key !== hook.key)
  keep(keptName(projectId), Object.fromEntries([...others, [hook.key, short] as const].slice(-mostKept)))
}

export const useHooks = create<HooksStore>()((set, get) => {
  const asked = new Map<string, number>()
  const change = (projectId: string, part: Partial<ProjectHooks>): void =>
    set(({ byProject }) => ({
      byProject: { ...byProject, [projectId]: { ...(byProject[projectId] ?? noHooks), ...part } },
    }))
  const state = (hook: Hook, name: string): string[] => ['hooks', 'state', hook.key, name]
  const write = async (projectId: string, hook: Hook, edits: Parameters<typeof writeFresh>[2]): Promise<boolean> => {
    const done = await writeFresh(projectId, hookEditKey(hook), edits)
    await get().load(projectId)
    return done
  }
  return {
    byProject: {},
    watch(projectId) {
      void get().load(projectId)
      const endWatch = watchConfig(projectId)
      const end = onConfigEvent((event) => {
        if (event.type === 'config-changed' && event.projectId === projectId) void get().load(projectId)
      })
      return () => {
        end()
        endWatch()
      }
    },
    async load(projectId) {
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      change(projectId, { loading: true })
      const result = await codex(projectId, 'hooks/list', {})
      if (asked.get(projectId) !== turn) return
      change(projectId, {
        loading: false,
        ...(result.ok ? { ...readHooks(result.value), loaded: true, problem: null } : { problem: result.error }),
      })
    },
    async trust(projectId, hook) {
      const result = await app('hooks/trust', { projectId, key: hook.key, hash: hook.hash })
      if (!result.ok) return { state: 'failed', words: result.error.message }
      const answer = result.value
      if (answer.state === 'declined') return { state: 'declined' }
      await get().load(projectId)
      if (answer.state === 'changed')
        return { state: 'failed', words: 'It is another one now than was shown. Look at it again.' }
      const { write: written } = answer
      if (written.state !== 'written' && written.state !== 'unchanged')
        return { state: 'failed', words: stateWords(written) }
      keepDefinition(projectId, hook)
      offerUndo(projectId, 'The hook is trusted.', written.undoId === null ? [] : [written.undoId], () => {
        void get().load(projectId)
      })
      return { state: 'done' }
    },
    distrust: (projectId, hook) => write(projectId, hook, [deleteKey(state(hook, 'trusted_hash'))]),
    setEnabled: (projectId, hook, enabled) =>
      // On is Codex's own: without the key the table of a hook holds its trust alone.
      write(projectId, hook, [enabled ? deleteKey(state(hook, 'enabled')) : setKey(state(hook, 'enabled'), false)]),
  }
})
