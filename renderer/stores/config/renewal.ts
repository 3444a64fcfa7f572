// Renews open chats so that they take what was switched: Codex 0.169 gives a chat that is loaded no way to do so, and its next start
// loads all of them anew. Waits for turns that run also after the page that offered it was left.
import { create } from 'zustand'
import { useNotices } from '../app/notices'
import { useServers } from '../app/servers'
import { useThreads } from '../threads/threads'
import { useFeatureDrift } from './feature-drift'

interface RenewalStore {
  /** By project; absent where nothing was asked for. */
  byProject: Readonly<Record<string, 'waiting' | 'renewing'>>
  /** Once no turn of the project runs and none waits in a queue. */
  whenIdle(projectId: string): void
  /** Answers whether Codex was started again; why not is told. */
  now(projectId: string): Promise<boolean>
  /** Waits no longer. */
  cancel(projectId: string): void
}

type Threads = ReturnType<typeof useThreads.getState>

/** Whether a turn of the project runs, or is about to. */
export function isWorking({ threads }: Pick<Threads, 'threads'>, projectId: string): boolean {
  return Object.values(threads).some(
    (one) => one.projectId === projectId && (one.runningTurnId !== null || one.queue.length > 0),
  )
}

/** Whether open chats of the project lack something. */
export function isDrifted(
  { byProject, inProfiles }: Pick<ReturnType<typeof useFeatureDrift.getState>, 'byProject' | 'inProfiles'>,
  projectId: string,
): boolean {
  return (byProject[projectId]?.length ?? 0) + (inProfiles[projectId]?.length ?? 0) > 0
}

export const useRenewal = create<RenewalStore>()((set, get) => {
  const put = (projectId: string, step: 'waiting' | 'renewing' | null): void =>
    set(({ byProject }) => {
      const { [projectId]: _before, ...others } = byProject
      return { byProject: step === null ? others : { ...others, [projectId]: step } }
    })
  const look = (): void => {
    for (const [projectId, step] of Object.entries(get().byProject)) {
      if (step !== 'waiting') continue
      // Taken back meanwhile, or Codex was started again for another reason.
      if (!isDrifted(useFeatureDrift.getState(), projectId)) put(projectId, null)
      else if (!isWorking(useThreads.getState(), projectId))
        void get()
          .now(projectId)
          .then((isDone) => {
            if (!isDone) return
            const message = 'The turn is over, and the open chats were renewed: they have the changed features now.'
            useNotices.getState().push({ level: 'info', message, projectId })
          })
    }
  }
  useThreads.subscribe(({ threads }, before) => threads !== before.threads && look())
  useFeatureDrift.subscribe(look)
  return {
    byProject: {},
    whenIdle(projectId) {
      put(projectId, 'waiting')
      look()
    },
    async now(projectId) {
      put(projectId, 'renewing')
      const isDone = await useServers.getState().restart(projectId)
      put(projectId, null)
      return isDone
    },
    cancel: (projectId) => put(projectId, null),
  }
})
