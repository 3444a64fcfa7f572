// Notices a server that is there but no longer answers (stopped, deadlocked): when something is under way and nothing was
// heard for a while, it asks for something cheap, and no answer means hung. It asks nothing of an idle server.
import { setImmediate as afterPoll } from 'node:timers/promises'
import { isCodexError } from '../errors'
import type { CodexConnection } from './connection'

export interface LivenessOptions {
  /** Milliseconds of silence, while something is under way, after which the server is asked. */
  readonly silenceMs?: number
  /** Milliseconds it may take to answer. */
  readonly answerMs?: number
}

/**
 * Watches `connection` until the returned function is called. `isBusy` says whether a turn or a call is under way;
 * `onHung` is called at most once.
 */
export function watchLiveness(
  connection: CodexConnection,
  isBusy: () => boolean,
  onHung: (silentMs: number) => void,
  { silenceMs = 20_000, answerMs = 10_000 }: LivenessOptions = {},
): () => void {
  let over = false
  let asking = false
  const look = async (): Promise<void> => {
    if (over || asking || !isBusy()) return
    const heardBefore = connection.lastHeardAt
    if (performance.now() - heardBefore < silenceMs) return
    asking = true
    try {
      await connection.requestRaw('thread/loaded/list', { limit: 1 }, { timeoutMs: answerMs })
    } catch (error) {
      if (over || !isCodexError(error, 'timeout')) return // an error is an answer too; an end is seen elsewhere
      // If it was our own process that slept, the answer lies unread in the pipe: give it one turn of the loop.
      await afterPoll()
      await afterPoll()
      if (!over && connection.lastHeardAt === heardBefore) {
        stop()
        onHung(performance.now() - heardBefore)
      }
    } finally {
      asking = false
    }
  }
  const timer = setInterval(() => void look(), Math.max(50, Math.min(5000, silenceMs / 4)))
  timer.unref()
  const stop = (): void => {
    over = true
    clearInterval(timer)
  }
  return stop
}
