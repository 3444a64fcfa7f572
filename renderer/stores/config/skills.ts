// The skills of each project: listed by Codex, turned on and off in the home, with the further folders that the person added.
import { create } from 'zustand'
import type { SkillRoot, SkillText } from '../../../preload/contract/extensions'
import type { DeckError, Result } from '../../../preload/contract/result'
import type { PushEvent } from '../../../preload/contract/events'
import { app, codex, deck } from '../../bridge'
import { tellFailure } from '../app/notices'
import { useCatalog } from '../composer/catalog'
import { offerUndo } from './extension-writes'
import { readSkills, type Skill, type SkillError } from './skills-words'

export interface ProjectSkills {
  skills: readonly Skill[]
  errors: readonly SkillError[]
  roots: readonly SkillRoot[]
  loaded: boolean
  loading: boolean
  problem: DeckError | null
  /** What skills are being switched to, by path: drawn before it is written. */
  pending: Readonly<Record<string, boolean>>
}

export const noSkills: ProjectSkills = {
  skills: [],
  errors: [],
  roots: [],
  loaded: false,
  loading: false,
  problem: null,
  pending: {},
}

interface SkillsStore {
  byProject: Readonly<Record<string, ProjectSkills>>
  /** Reads them and follows changes until the answered function is called. */
  watch(projectId: string): () => void
  load(projectId: string): Promise<void>
  setEnabled(projectId: string, skill: Skill, enabled: boolean): Promise<void>
  read(projectId: string, path: string): Promise<Result<SkillText>>
  reveal(projectId: string, path: string): Promise<void>
  addRoot(projectId: string): Promise<void>
  removeRoot(projectId: string, path: string): Promise<void>
}

export const useSkills = create<SkillsStore>()((set, get) => {
  /** Counts the reads, so that an older answer changes nothing. */
  const asked = new Map<string, number>()
  const at = (projectId: string): ProjectSkills => get().byProject[projectId] ?? noSkills
  const change = (projectId: string, part: Partial<ProjectSkills>): void =>
    set(({ byProject }) => ({ byProject: { ...byProject, [projectId]: { ...at(projectId), ...part } } }))

  const takeRoots = async (projectId: string, result: Result<SkillRoot[]>, tried: string): Promise<void> => {
    if (!result.ok) return tellFailure(tried, result.error, projectId)
    change(projectId, { roots: result.value })
    await get().load(projectId)
    void useCatalog.getState().reloadSkills(projectId)
  }

  return {
    byProject: {},
    watch(projectId) {
      void get().load(projectId)
      return deck.onEvents((events: readonly PushEvent[]) => {
        const changed = events.some(
          (event) =>
            event.type === 'codex' && event.projectId === projectId && event.notification.method === 'skills/changed',
        )
        if (changed) void get().load(projectId)
      })
    },
    async load(projectId) {
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      change(projectId, { loading: true })
      const [list, roots] = await Promise.all([
        // Without it Codex answers from what it read before (measured).
        codex(projectId, 'skills/list', { forceReload: true }),
        app('skills/roots', { projectId }),
      ])
      if (asked.get(projectId) !== turn) return
      const known = roots.ok ? roots.value : at(projectId).roots
      change(projectId, {
        roots: known,
        loading: false,
        ...(list.ok ? { ...readSkills(list.value, known), loaded: true, problem: null } : { problem: list.error }),
      })
    },
    async setEnabled(projectId, skill, enabled) {
      const { path, title } = skill
      change(projectId, { pending: { ...at(projectId).pending, [path]: enabled } })
      const result = await app('extensions/act', { projectId, act: { kind: 'skill', path, enabled } })
      await get().load(projectId)
      const { [path]: _done, ...others } = at(projectId).pending
      change(projectId, { pending: others })
      void useCatalog.getState().reloadSkills(projectId)
      if (!result.ok) return tellFailure(`${title} was not turned ${enabled ? 'on' : 'off'}`, result.error, projectId)
      const { undoId, note } = result.value
      const message = `${title} is ${enabled ? 'on' : 'off'}.${note === null ? '' : ` ${note}`}`
      offerUndo(projectId, message, undoId === null ? [] : [undoId], () => {
        void get().load(projectId)
        void useCatalog.getState().reloadSkills(projectId)
      })
    },
    read: (projectId, path) => app('skills/read', { projectId, path }),
    async reveal(projectId, path) {
      const result = await app('skills/reveal', { projectId, path })
      if (!result.ok) tellFailure('It was not shown', result.error, projectId)
    },
    async addRoot(projectId) {
      await takeRoots(projectId, await app('skills/addRoot', { projectId }), 'The folder was not added')
    },
    async removeRoot(projectId, path) {
      await takeRoots(projectId, await app('skills/removeRoot', { projectId, path }), 'The folder was not taken out')
    },
  }
})
