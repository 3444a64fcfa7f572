// The profiles of a project's home: listed, made, copied, deleted (with an undo), and the one that new chats are begun with.
import { create } from 'zustand'
import type { Profile } from '../../../preload/contract/workings'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { profileFeatures, withFeature } from './profiles-text'

interface ProjectProfiles {
  profiles: readonly Profile[] | null
  /** The one that new chats are begun with. */
  used: string | null
  problem: DeckError | null
}

interface ProfilesStore {
  byProject: Readonly<Record<string, ProjectProfiles>>
  load(projectId: string): Promise<void>
  /** New chats are begun with it; null with none. */
  use(projectId: string, name: string | null): Promise<void>
  /** Writes a new profile. Answers why it was not made, or null. */
  make(projectId: string, name: string, text: string): Promise<string | null>
  copy(projectId: string, from: string, name: string): Promise<string | null>
  remove(projectId: string, name: string): Promise<void>
  /** The features that it switches; null when it can't be read. */
  features(projectId: string, name: string): Promise<ReadonlyMap<string, boolean> | null>
  /** Switches one; null takes it out of the profile. Answers why it was not, or null. */
  setFeature(projectId: string, name: string, feature: string, on: boolean | null): Promise<string | null>
}

export const noProfiles: ProjectProfiles = { profiles: null, used: null, problem: null }

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
    async load(projectId) {
      const [list, used] = await Promise.all([app('profiles/list', { projectId }), app('profiles/used', { projectId })])
      put(projectId, {
        ...(list.ok ? { profiles: list.value, problem: null } : { problem: list.error }),
        ...(used.ok ? { used: used.value } : {}),
      })
    },
    async use(projectId, name) {
      const before = get().byProject[projectId]?.used ?? null
      put(projectId, { used: name })
      const result = await app('profiles/use', { projectId, name })
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
    async features(projectId, name) {
      const result = await app('config/text', { projectId, file: { kind: 'profile', name } })
      return result.ok ? profileFeatures(result.value.text) : null
    },
    async setFeature(projectId, name, feature, on) {
      const file = { kind: 'profile' as const, name }
      const read = await app('config/text', { projectId, file })
      if (!read.ok) return read.error.message
      const text = withFeature(read.value.text, feature, on)
      if (text === null) return 'This profile writes its features in a way that is edited as text only.'
      const expectedHash = read.value.hash
      const result = await app('config/saveText', { projectId, file, text, expectedHash, evenIfInvalid: false })
      await get().load(projectId)
      return savedProblem(result)
    },
  }
})

function savedProblem(result: Awaited<ReturnType<typeof app<'config/saveText'>>>): string | null {
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
