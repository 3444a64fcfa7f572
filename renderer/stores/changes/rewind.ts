// Going back to before a turn: which turns have a snapshot of the files, and what is being asked. The chat needs this much of it;
// what would change, and doing it, is in rewind-files.ts.
import { create } from 'zustand'
import type { Checkpoint } from '../../../preload/contract/checkpoints'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import type { Asked } from '../threads/turn-acts'
import { onChangeEvent } from './change-events'
import { placeOf, useWorktrees } from './worktrees'

export interface Snapshots {
  /** By turn. */
  checkpoints: Readonly<Record<string, Checkpoint>>
  /** Why a turn has none, by turn; only of turns that began while this window looked on. */
  problems: Readonly<Record<string, string>>
  read: 'no' | 'reading' | 'yes'
  problem: DeckError | null
}

export interface RewindQuestion {
  projectId: string
  threadId: string
  turnId: string
  /** The message of the turn, for the composer; null where nobody asked. */
  asked: Asked | null
}

interface RewindStore {
  snapshots: Readonly<Record<string, Snapshots>>
  question: RewindQuestion | null
  ask(question: RewindQuestion | null): void
  /** Reads which turns of a chat have a snapshot, once. */
  load(projectId: string, threadId: string): Promise<void>
}

const unknown: Snapshots = { checkpoints: {}, problems: {}, read: 'no', problem: null }

export const useRewind = create<RewindStore>()((set, get) => {
  const of = (threadId: string) => get().snapshots[threadId] ?? unknown
  const put = (threadId: string, part: Partial<Snapshots>) =>
    set((state) => ({ snapshots: { ...state.snapshots, [threadId]: { ...of(threadId), ...part } } }))
  onChangeEvent((event) => {
    if (event.type !== 'checkpoint') return
    const { threadId, turnId, checkpoint, problem } = event
    const { checkpoints, problems } = of(threadId)
    put(threadId, {
      ...(checkpoint === null ? {} : { checkpoints: { ...checkpoints, [turnId]: checkpoint } }),
      ...(problem === null ? {} : { problems: { ...problems, [turnId]: problem } }),
    })
  })
  return {
    snapshots: {},
    question: null,
    ask: (question) => set({ question }),
    async load(projectId, threadId) {
      if (of(threadId).read !== 'no') return
      put(threadId, { read: 'reading' })
      await useWorktrees.getState().load(projectId)
      const result = await app('checkpoints/list', { place: placeOf(projectId, threadId), threadId })
      if (!result.ok) return put(threadId, { read: 'no', problem: result.error })
      const list = Array.isArray(result.value) ? result.value : []
      put(threadId, {
        checkpoints: {
          ...Object.fromEntries(list.map((checkpoint) => [checkpoint.turnId, checkpoint])),
          ...of(threadId).checkpoints,
        },
        read: 'yes',
        problem: null,
      })
    },
  }
})

/** What is known of the snapshots of a chat. */
export function useSnapshots(threadId: string): Snapshots {
  return useRewind((state) => state.snapshots[threadId] ?? unknown)
}

interface FilesStanding {
  /** The project is trusted. */
  trusted: boolean
  /** A turn of the chat runs. */
  running: boolean
  snapshots: Snapshots
  turnId: string
}

/** Why the files can't go back, in words; null when they can. Pure. */
export function whyNoFiles({ trusted, running, snapshots, turnId }: FilesStanding): string | null {
  if (!trusted) return 'This folder isn’t trusted: its files are not written.'
  if (snapshots.checkpoints[turnId] === undefined) {
    if (snapshots.read === 'reading') return 'Looking for the snapshot…'
    const problem = snapshots.problems[turnId] ?? snapshots.problem?.message
    return `There is no snapshot of the files from before this message${problem === undefined ? '.' : `: ${problem}`}`
  }
  return running ? 'Codex is working. The files can go back once the turn is stopped.' : null
}
