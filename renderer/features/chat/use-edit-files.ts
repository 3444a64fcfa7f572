// Whether the files may go back together with an edited message, and what that would change. The question itself is in
// edit-message-dialog.tsx; looking at the lines is for the rewind dialog.
import { useEffect, useState } from 'react'
import { useProjects } from '../../stores/app/projects'
import { useRewind, useSnapshots, whyNoFiles } from '../../stores/changes/rewind'
import { rewindFiles, useRewindView } from '../../stores/changes/rewind-files'
import { usePlaceOf } from '../../stores/changes/worktrees'
import type { ThreadState } from '../../stores/threads/model'

export interface EditFiles {
  /** Why the files can't go back, in words; null when they can. */
  why: string | null
  /** How many files would change; null until it is known. */
  count: number | null
  paths: readonly string[]
  /** What the snapshot lacks. */
  left: number
  chosen: boolean
  choose(chosen: boolean): void
  problem: string | null
  /** Does it where it was chosen. False: nothing was done, and `problem` says why. */
  rewind(): Promise<boolean>
}

export function useEditFiles(thread: ThreadState, turnId: string | null): EditFiles {
  const { id: threadId, projectId } = thread
  const place = usePlaceOf(projectId, threadId)
  const snapshots = useSnapshots(threadId)
  const trusted = useProjects((state) =>
    state.projects.some(({ id, trust }) => id === projectId && trust === 'trusted'),
  )
  const view = useRewindView((state) => state.view)
  const failed = useRewindView((state) => state.problem)
  const [chosen, choose] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const checkpoint = turnId === null ? undefined : snapshots.checkpoints[turnId]
  const why = turnId === null ? '' : whyNoFiles({ trusted, running: thread.runningTurnId !== null, snapshots, turnId })
  const open = why === null
  useEffect(() => {
    if (turnId !== null) void useRewind.getState().load(projectId, threadId)
  }, [projectId, threadId, turnId])
  useEffect(() => {
    if (!open || turnId === null) return
    useRewindView.getState().show(place, { kind: 'rewind', threadId, turnId }, false)
    return () => useRewindView.getState().close()
  }, [open, place, threadId, turnId])
  return {
    why,
    count: view?.fileCount ?? null,
    paths: view?.files.map(({ path }) => path) ?? [],
    left: checkpoint?.leftCount ?? 0,
    chosen: chosen && open,
    choose,
    problem: problem ?? (chosen ? (failed?.message ?? null) : null),
    async rewind() {
      if (!chosen || !open) return true
      const result = await rewindFiles()
      if (result.ok && result.value.done) return true
      setProblem(result.ok ? result.value.summary : result.error.message)
      return false
    },
  }
}
