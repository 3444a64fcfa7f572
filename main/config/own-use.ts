// Whether a server that was started for a write is still used by nobody else: no chat is held on it, and nothing but the writer's own
// calls happened. Told by the time of the server's last use, which is looked at before and after each own call. Pure.

/** A supervisor's server, as far as it matters here. */
export interface UsedServer {
  /** When it was last used by anybody's wish. */
  readonly activeAt: number
  readonly threads: readonly unknown[]
}

interface Use {
  /** Own calls under way. */
  calls: number
  /** After the last own call. */
  lastAt: number
  alone: boolean
}

export class OwnUse {
  readonly #uses = new Map<string, Use>()

  /** Makes an own call. `server` gives the project's server, null while none runs. */
  async around<T>(projectId: string, server: () => UsedServer | null, call: () => Promise<T>): Promise<T> {
    const there = server()
    const known = this.#uses.get(projectId)
    const use = there === null || known === undefined ? { calls: 0, lastAt: 0, alone: there === null } : known
    if (there !== null && use.calls === 0 && there.activeAt !== use.lastAt) use.alone = false
    this.#uses.set(projectId, use)
    use.calls += 1
    try {
      return await call()
    } finally {
      use.calls -= 1
      use.lastAt = server()?.activeAt ?? 0
    }
  }

  /** Whether the project's server was started by an own call and served nothing else since. */
  isAlone(projectId: string, server: UsedServer | null): boolean {
    const use = this.#uses.get(projectId)
    if (use === undefined || server === null) return false
    return use.alone && use.calls === 0 && use.lastAt === server.activeAt && server.threads.length === 0
  }
}
