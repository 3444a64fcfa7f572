// Keeps an open view and the facts of its place true: main's word that something was touched, the window coming back into view, a turn
// that goes on or ends.
import type { ChangeSource, Place } from '../../../preload/contract/changes'
import { useThreads } from '../threads/threads'
import { onChangeEvent } from './change-events'
import { useGitFacts } from './facts'
import type { OpenViewStore } from './open-view'
import { samePlace } from './place'
import { canChange, lastTurnOf } from './sources'

interface Followed {
  place: Place
  /** The chat whose turns count. */
  threadId: string | null
  /** What is shown as it would be asked for now: the patch of a turn grows. */
  sourceNow: () => ChangeSource | null
}

/** Codex tells the whole patch of a turn anew after each edit; the view follows at most this often, in ms. */
const followEvery = 700

/** Follows until the answered function is called. */
export function keepFresh(store: OpenViewStore, { place, threadId, sourceNow }: Followed): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const readAgain = (): void => {
    const shown = store.getState()
    if (shown.source === null || shown.place === null || !samePlace(shown.place, place)) return
    if (canChange(shown.source)) shown.show(place, sourceNow() ?? shown.source, shown.ignoreSpace)
  }
  const all = (): void => {
    readAgain()
    void useGitFacts.getState().load(place)
  }
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = null
      readAgain()
    }, followEvery)
  }
  const stopEvents = onChangeEvent((event) => {
    if (event.type === 'changes-touched' && samePlace(event.place, place)) all()
    // The snapshot that tells this turn from what was there before.
    if (event.type === 'checkpoint' && event.threadId === threadId) readAgain()
  })
  const stopTurns = useThreads.subscribe((now, before) => {
    if (threadId === null) return
    const [thread, old] = [now.threads[threadId], before.threads[threadId]]
    if (thread === undefined || thread === old) return
    if (old?.runningTurnId != null && thread.runningTurnId === null) all()
    else if (lastTurnOf(thread)?.diff !== lastTurnOf(old ?? null)?.diff) soon()
  })
  window.addEventListener('focus', all)
  return () => {
    stopEvents()
    stopTurns()
    window.removeEventListener('focus', all)
    if (timer !== null) clearTimeout(timer)
  }
}
