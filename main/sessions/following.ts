// Follows the rollouts of threads that another process writes, a bounded number at a time, and tells when one gets longer.
import type { PushEvent } from '@contract/events'
import { followRollout } from '../codex/rollout/follow'
import type { SessionHomes } from './homes'

export interface FollowingParts {
  homes: SessionHomes
  push: (event: PushEvent) => void
  follow?: (path: string, onGrew: () => void) => () => void
}

/** The window shows one session at a time; a few more may be on their way in and out. */
const mostFollowed = 8

export class Following {
  readonly #parts: FollowingParts
  /** Thread → how to end it; the one asked for longest ago first. */
  readonly #ends = new Map<string, () => void>()

  constructor(parts: FollowingParts) {
    this.#parts = parts
  }

  /** Pushes `session-grew` from now on, until it is turned off, too many others came, or the page is loaded anew. */
  async on(projectId: string, threadId: string): Promise<void> {
    const { homes, push, follow = followRollout } = this.#parts
    const key = `${projectId}/${threadId}`
    if (this.#ends.has(key)) return
    let ended = false
    this.#ends.set(key, () => (ended = true))
    try {
      const { path } = await homes.rollout(projectId, threadId)
      if (ended) return
      this.#ends.set(
        key,
        follow(path, () => push({ type: 'session-grew', projectId, threadId })),
      )
    } catch (error) {
      this.#ends.delete(key)
      throw error
    }
    for (const [oldest, end] of this.#ends) {
      if (this.#ends.size <= mostFollowed) break
      end()
      this.#ends.delete(oldest)
    }
  }

  off(projectId: string, threadId: string): void {
    const key = `${projectId}/${threadId}`
    this.#ends.get(key)?.()
    this.#ends.delete(key)
  }

  endAll(): void {
    for (const end of this.#ends.values()) end()
    this.#ends.clear()
  }
}
