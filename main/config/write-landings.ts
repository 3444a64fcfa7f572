// Reads that were asked for in the same breath as a write: answered from after it, as soon as Codex has written, and before the file
// is looked at, which keeps Codex busy.
import type { ConfigTarget } from '@contract/config'

/** Tells that Codex has answered the write of a project's home. Resolves when what waited for that is answered; doesn't reject. */
export type Landed = (projectId: string) => Promise<unknown>

export class WriteLandings {
  /** Oldest first. Writes of one home follow each other: what came after the last one came after all. */
  readonly #underWay: Landing[] = []

  /** Carries a write out. From when this is called, reads wait for it; `write` says when that is over for a project. */
  async during<Answer>(target: ConfigTarget, write: (landed: Landed) => Promise<Answer>): Promise<Answer> {
    const landing = new Landing(target.kind === 'all' ? null : target.projectId)
    this.#underWay.push(landing)
    try {
      return await write((projectId) => landing.land(projectId))
    } finally {
      this.#underWay.splice(this.#underWay.indexOf(landing), 1)
      landing.end()
    }
  }

  /** Reads what Codex says after the writes that were asked for before. Rejects as `read` does. */
  read<Answer>(projectId: string, read: () => Promise<Answer>): Promise<Answer> {
    const landing = this.#underWay.findLast((one) => one.concerns(projectId))
    return landing === undefined ? read() : landing.after(projectId, read)
  }
}

/** One write, to the home of one project or (null) to all. */
class Landing {
  readonly #projectId: string | null
  readonly #landed = new Set<string>()
  readonly #waiting = new Map<string, (() => Promise<unknown>)[]>()

  constructor(projectId: string | null) {
    this.#projectId = projectId
  }

  concerns(projectId: string): boolean {
    return (this.#projectId === null || this.#projectId === projectId) && !this.#landed.has(projectId)
  }

  after<Answer>(projectId: string, read: () => Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const start = (): Promise<void> => read().then(resolve, reject)
      this.#waiting.set(projectId, [...(this.#waiting.get(projectId) ?? []), start])
    })
  }

  async land(projectId: string): Promise<void> {
    this.#landed.add(projectId)
    const waiting = this.#waiting.get(projectId) ?? []
    this.#waiting.delete(projectId)
    await Promise.all(waiting.map((start) => start()))
  }

  end(): void {
    for (const projectId of this.#waiting.keys()) void this.land(projectId)
  }
}
