// Tells the window that files, index or branch of a place may be different, joined to a few times a second at most.
import type { ChangeEvent, Place } from '@contract/changes'

/** In ms: a run of edits is told once, and what is shown is never older than this. */
const joinMs = 250

export class Touches {
  readonly #push: (event: ChangeEvent) => void
  readonly #waiting = new Map<string, NodeJS.Timeout>()

  constructor(push: (event: ChangeEvent) => void) {
    this.#push = push
  }

  touched(place: Place): void {
    const key = `${place.projectId}/${place.worktreeId ?? ''}`
    if (this.#waiting.has(key)) return
    const timer = setTimeout(() => {
      this.#waiting.delete(key)
      this.#push({ type: 'changes-touched', place })
    }, joinMs)
    this.#waiting.set(key, timer)
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer)
    this.#waiting.clear()
  }
}
