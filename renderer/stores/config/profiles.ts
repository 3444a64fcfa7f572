// The profiles of a project's home: listed, made, copied, deleted (with an undo), and the one that new chats are begun with.
import { create } from 'zustand'
import type { Profile } from '../../../preload/contract/workings'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { onConfigEvent } from './config-events'
import { watchConfig } from './config-watch'

interface ProjectProfiles {
  profiles: readonly Profile[] | null
  /** The one that new chats are begun with. */
  used: string | null
  problem: DeckError | null
}

interface ProfilesStore {
  byProject: Readonly<Record<string, ProjectProfiles>>
  /** Chat → the profile that it was begun with, null with none; absent until it was asked for. */
  ofThread: Readonly<Record<string, string | null>>
  load(projectId: string): Promise<void>
  /** Reads them and follows what others change until the answered function is called. */
  watch(projectId: string): () => void
  /** Asks which profile a chat was begun with. */
  loadOf(projectId: string, threadId: string): Promise<string | null>
  /** New chats are begun with it; null with none. */
  use(projectId: string, name: string | null): Promise<void>
  /** Writes a new profile. Answers why it was not made, or null. */
  make(projectId: string, name: string, text: string): Promise<string | null>
  copy(projectId: string, from: string, name: string): Promise<string | null>
  remove(projectId: string, name: string): Promise<void>
}

export const noProfiles: ProjectProfiles = { profiles: null, used: null, problem: null }

/** Those that Codex takes by their name. */
export const usableProfiles = ({ profiles }: ProjectProfiles): Profile[] =>
  (profiles ?? []).filter(({ command }) => command !== '')

/** The profile that new chats begin with; null with none, and where it is not there any more. */
export const chosenProfile = (all: ProjectProfiles): Profile | null =>
  usableProfiles(all).find(({ name }) => name === all.used) ?? null

/** Why a profile can't have this name; null when it can. */
export function profileNameProblem(name: string, taken: readonly string[]): string | null {
  const trimmed = name.trim()
  if (trimmed === '') return 'Give it a name, such as careful.'
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(trimmed)) return 'Letters, digits, _ and - only, at most 64.'
  if (trimmed.startsWith('-')) return 'Codex can’t be given a name that begins with -.'
  // Files of one folder may differ in case alone on some systems and not on others.
  if (taken.some((one) => one.toLowerCase() === trimmed.toLowerCase()))
    return 'A profile of this name is there already.'
  return null
}

export const useProfiles = create<ProfilesStore>()((set, get) => {
  /** Looks at each project's profiles, and the newest one that was answered. */
  const asked = new Map<string, number>()
  const taken = new Map<string, number>()
  /** Another object for each choice. */
  const choices = new Map<string, object>()
  const put = (projectId: string, part: Partial<ProjectProfiles>): void =>
    set(({ byProject }) => ({
      byProject: { ...byProject, [projectId]: { ...(byProject[projectId] ?? noProfiles), ...part } },
    }))
  const undo = async (projectId: string, undoId: string, what: string): Promise<void> => {
    const undone = await app('config/undo', { undoIds: [undoId] })
    const left = undone.ok ? undone.value.find(({ state }) => state !== 'written') : undefined
    if (!undone.ok) tellFailure(what, undone.error, projectId)
    else if (left)
      useNotices.getState().push({ level: 'warning', message: `${what}: ${left.problem ?? ''}`, projectId })
    await get().load(projectId)
  }

  return {
    byProject: {},
    ofThread: {},
    async loadOf(projectId, threadId) {
      const result = await app('profiles/of', { projectId, threadId })
      if (!result.ok) return null
      set(({ ofThread }) => ({ ofThread: { ...ofThread, [threadId]: result.value } }))
      return result.value
    },
    async load(projectId) {
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      const choice = choices.get(projectId)
      const [list, used] = await Promise.all([app('profiles/list', { projectId }), app('profiles/used', { projectId })])
      // An answer that comes late takes nothing back: neither a newer answer nor what was chosen meanwhile.
      if (turn < (taken.get(projectId) ?? 0)) return
      taken.set(projectId, turn)
      put(projectId, {
        ...(list.ok ? { profiles: list.value, problem: null } : { problem: list.error }),
        ...(used.ok && choices.get(projectId) === choice ? { used: used.value } : {}),
      })
    },
    watch(projectId) {
      void get().load(projectId)
      const unwatch = watchConfig(projectId)
      const end = onConfigEvent((event) => {
        if (event.type === 'config-changed' && event.projectId === projectId) void get().load(projectId)
      })
      return () => {
        end()
        unwatch()
      }
    },
    async use(projectId, name) {
      const before = get().byProject[projectId]?.used ?? null
      put(projectId, { used: name })
      // Twice, so that a look that began while it was on its way doesn't count either.
      choices.set(projectId, {})
      const result = await app('profiles/use', { projectId, name })
      choices.set(projectId, {})
      if (result.ok) return
      put(projectId, { used: before })
      tellFailure('The profile was not chosen', result.error, projectId)
    },
    async make(projectId, name, text) {
      const file = { kind: 'profile' as const, name }
      const result = await app('config/saveText', {
        projectId,
        file,
        text,
        expectedHash: 'absent',
        evenIfInvalid: false,
      })
      await get().load(projectId)
      return savedProblem(result)
    },
    async copy(projectId, from, name) {
      const source = await app('config/text', { projectId, file: { kind: 'profile', name: from } })
      if (!source.ok) return source.error.message
      if (source.value.lossy) return 'Its bytes are no text, so it can’t be copied.'
      const file = { kind: 'profile' as const, name }
      const { text } = source.value
      const result = await app('config/saveText', {
        projectId,
        file,
        text,
        expectedHash: 'absent',
        evenIfInvalid: true,
      })
      await get().load(projectId)
      return savedProblem(result)
    },
    async remove(projectId, name) {
      const result = await app('config/remove', { projectId, file: { kind: 'profile', name } })
      if (!result.ok) return tellFailure(`The profile ${name} was not deleted`, result.error, projectId)
      const wasUsed = get().byProject[projectId]?.used === name
      if (wasUsed) await get().use(projectId, null)
      await get().load(projectId)
      const { undoId } = result.value
      useNotices.getState().push({
        level: 'info',
        message: wasUsed
          ? `The profile ${name} was deleted. New chats begin without a profile now.`
          : `The profile ${name} was deleted.`,
        projectId,
        action: {
          label: 'Undo',
          run: () =>
            void undo(projectId, undoId, `The profile ${name} was not put back`).then(() =>
              wasUsed ? get().use(projectId, name) : undefined,
            ),
        },
      })
    },
  }
})

/** Why a file was not saved, in words; null when it was. */
export function savedProblem(result: Awaited<ReturnType<typeof app<'config/saveText'>>>): string | null {
  if (!result.ok) return result.error.message
  switch (result.value.state) {
    case 'saved':
      return null
    case 'conflict':
      return 'The file was changed by somebody else meanwhile. Look again.'
    case 'invalid': {
      const [first] = result.value.problems
      return first
        ? `${first.line === null ? '' : `Line ${first.line}: `}${first.message}`
        : 'Codex would not understand it.'
    }
    default:
      return result.value satisfies never
  }
}
