// Switching features in a profile: what is on its way, what went wrong, and taking it back. What a profile says is read with the list
// of profiles; the text that is written is made in profiles-text.ts and checked by Codex before it is saved.
import { create } from 'zustand'
import { app } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { newThreadKey } from '../threads/model'
import { useThreads } from '../threads/threads'
import { useFeatureDrift } from './feature-drift'
import { savedProblem, useProfiles } from './profiles'
import { withFeature } from './profiles-text'

interface UndoStep {
  undoId: string
  what: string
}

interface ProfileFeaturesStore {
  /** On their way to a file, by `switchKey`: true, false, or null for taken out. */
  pending: Readonly<Record<string, boolean | null>>
  /** Why the last switch was not saved, by `switchKey`. */
  problems: Readonly<Record<string, string>>
  undoSteps: Readonly<Record<string, readonly UndoStep[]>>
  /** The profile that the features are to be opened for; whoever shows them takes it. */
  wanted: { projectId: string; profile: string } | null
  want(projectId: string, profile: string): void
  taken(): void
  /** Switches a feature in a profile; null leaves it to config.toml. Answers true when the file says so now. */
  set(projectId: string, profile: string, feature: string, on: boolean | null): Promise<boolean>
  /** Takes the last switch in a profile of this project back. Answers false when there is none. */
  undo(projectId: string): Promise<boolean>
}

export const switchKey = (projectId: string, profile: string, feature: string): string =>
  `${projectId} ${profile} ${feature}`

const mostUndo = 50

export const useProfileFeatures = create<ProfileFeaturesStore>()((set, get) => {
  /** One write after the other for each file: the next one must know what the one before left. */
  const queues = new Map<string, Promise<unknown>>()
  const inTurn = <T>(file: string, act: () => Promise<T>): Promise<T> => {
    const done = (queues.get(file) ?? Promise.resolve()).then(act)
    queues.set(
      file,
      done.catch(() => undefined),
    )
    return done
  }
  const drop = <T>(from: Readonly<Record<string, T>>, key: string): Record<string, T> => {
    const { [key]: _gone, ...rest } = from
    return rest
  }

  /** One offer at a time: ten switches in a row must not leave ten notices. */
  let offered: string | null = null
  const offer = (projectId: string, step: UndoStep): void => {
    if (offered !== null) useNotices.getState().dismiss(offered)
    offered = useNotices.getState().push({
      level: 'info',
      message: `${step.what} was written.`,
      projectId,
      action: { label: 'Undo', run: () => void takeBack(projectId, step) },
    })
    set(({ undoSteps }) => ({
      undoSteps: { ...undoSteps, [projectId]: [...(undoSteps[projectId] ?? []), step].slice(-mostUndo) },
    }))
  }
  const takeBack = async (projectId: string, step: UndoStep): Promise<void> => {
    set(({ undoSteps }) => ({
      undoSteps: { ...undoSteps, [projectId]: (undoSteps[projectId] ?? []).filter((one) => one !== step) },
    }))
    if (offered !== null) useNotices.getState().dismiss(offered)
    const what = `${step.what} was not taken back`
    const result = await app('config/undo', { undoIds: [step.undoId] })
    const left = result.ok ? result.value.find(({ state }) => state !== 'written') : undefined
    if (!result.ok) tellFailure(what, result.error, projectId)
    else if (left)
      useNotices.getState().push({ level: 'warning', message: `${what}: ${left.problem ?? ''}`, projectId })
    await useProfiles.getState().load(projectId)
  }

  /** Answers why it was not written, or null. */
  const write = async (projectId: string, profile: string, feature: string, on: boolean | null) => {
    const file = { kind: 'profile' as const, name: profile }
    const read = await app('config/text', { projectId, file })
    if (!read.ok) return read.error.message
    if (!read.value.exists) return 'The file of this profile is not there any more.'
    const text = withFeature(read.value.text, feature, on)
    if (text === null) return 'This profile writes its features in a way that is edited as text only.'
    if (text === read.value.text) return null
    const expectedHash = read.value.hash
    const result = await app('config/saveText', { projectId, file, text, expectedHash, evenIfInvalid: false })
    if (result.ok && result.value.state === 'saved' && result.value.undoId !== null)
      offer(projectId, { undoId: result.value.undoId, what: `features.${feature} in the profile ${profile}` })
    return savedProblem(result)
  }

  /** Chats that are open and were begun with the profile run without the change. */
  const tellOpenChats = async (projectId: string, profile: string, feature: string): Promise<void> => {
    const open = Object.values(useThreads.getState().threads).filter(
      (one) => one.projectId === projectId && one.id !== newThreadKey(projectId),
    )
    const begunWith = await Promise.all(open.map(({ id }) => useProfiles.getState().loadOf(projectId, id)))
    if (!begunWith.includes(profile)) return
    useFeatureDrift.getState().profileSwitched(projectId, feature)
  }

  return {
    pending: {},
    problems: {},
    undoSteps: {},
    wanted: null,
    want: (projectId, profile) => set({ wanted: { projectId, profile } }),
    taken: () => set({ wanted: null }),
    async set(projectId, profile, feature, on) {
      const key = switchKey(projectId, profile, feature)
      set(({ pending, problems }) => ({ pending: { ...pending, [key]: on }, problems: drop(problems, key) }))
      const problem = await inTurn(`${projectId} ${profile}`, () => write(projectId, profile, feature, on))
      await useProfiles.getState().load(projectId)
      set(({ pending, problems }) => ({
        pending: drop(pending, key),
        problems: problem === null ? problems : { ...problems, [key]: problem },
      }))
      if (problem === null) void tellOpenChats(projectId, profile, feature)
      return problem === null
    },
    async undo(projectId) {
      const last = get().undoSteps[projectId]?.at(-1)
      if (last === undefined) return false
      await takeBack(projectId, last)
      return true
    },
  }
})
