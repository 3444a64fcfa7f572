// What is being asked about an earlier turn: going back to its message, or a question on the side. One at a time each.
import { create } from 'zustand'
import type { DeckError } from '../../../preload/contract/result'
import { codex } from '../../bridge'
import { emptyDraft, type Draft } from '../composer/composer'
import { useThreads } from './threads'

/** What a turn was asked, as the composer takes it. */
export type Asked = Pick<Draft, 'text' | 'images' | 'mentions' | 'skills'>

interface Edit {
  projectId: string
  threadId: string
  turnId: string
  asked: Asked
}

interface SideQuestion {
  projectId: string
  /** The chat that it is about. */
  parentId: string
  /** Its own thread, which is on no disk; null until Codex has made it. */
  threadId: string | null
  problem: DeckError | null
}

interface TurnActsStore {
  edit: Edit | null
  side: SideQuestion | null
  askEdit(edit: Edit | null): void
  /** Makes the copy that the question is asked in. */
  openSide(projectId: string, parentId: string): Promise<void>
  ask(text: string): Promise<DeckError | null>
  /** Drops the copy: nothing of it is kept. */
  closeSide(): void
}

export const useTurnActs = create<TurnActsStore>()((set, get) => ({
  edit: null,
  side: null,
  askEdit: (edit) => set({ edit }),
  async openSide(projectId, parentId) {
    get().closeSide()
    const side: SideQuestion = { projectId, parentId, threadId: null, problem: null }
    set({ side })
    const result = await useThreads.getState().forkAside(projectId, parentId)
    if (get().side !== side) {
      // Closed or asked anew meanwhile.
      if (result.ok) useThreads.getState().closeThread(result.value.threadId)
      return
    }
    set({
      side: result.ok ? { ...side, threadId: result.value.threadId } : { ...side, problem: result.error },
    })
  },
  async ask(text) {
    const { side } = get()
    if (side?.threadId == null) return null
    const input = { ...emptyDraft, text, preset: 'read-only' as const }
    const threads = useThreads.getState()
    const runs = threads.threads[side.threadId]?.runningTurnId != null
    const result = runs
      ? await threads.steer(side.threadId, input)
      : await threads.send(side.projectId, side.threadId, input)
    return result.ok ? null : result.error
  },
  closeSide() {
    const { side } = get()
    set({ side: null })
    if (side?.threadId == null) return
    const { threadId, projectId } = side
    const running = useThreads.getState().threads[threadId]?.runningTurnId
    const drop = () => {
      useThreads.setState(({ threads: { [threadId]: _dropped, ...threads } }) => ({ threads }))
      void codex(projectId, 'thread/unsubscribe', { threadId })
    }
    if (running == null) drop()
    else void useThreads.getState().interrupt(threadId).then(drop)
  },
}))
