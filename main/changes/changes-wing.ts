// What of the wing of changes must be there before anything asks for it: which thread works in which worktree, for the policy,
// and the snapshots around turns. The rest is loaded at the first turn, or when the window first looks at changes.
import { join } from 'node:path'
import type { CodexNotification } from '../codex/server/methods'
import { TurnHook } from './checkpoints/turn-hook'
import type { Changes, ChangesParts } from './changes'
import { WorktreeRecords } from './worktrees/records'
import { ThreadPlaces, type ThreadPlacesParts } from './worktrees/thread-places'

export type ChangesWingParts = Omit<ChangesParts, 'records' | 'worktreeHome'> & {
  /** Asks the project's server something of its own accord. */
  readonly ask: ThreadPlacesParts['ask']
  readonly onFailure: (what: string, reason: unknown) => void
}

/** Items after which files may be different. */
const workItems: ReadonlySet<unknown> = new Set(['commandExecution', 'fileChange', 'mcpToolCall', 'dynamicToolCall'])

export class ChangesWing {
  readonly #parts: ChangesWingParts
  readonly records: WorktreeRecords
  readonly places: ThreadPlaces
  readonly #hook: TurnHook
  readonly #worktreeHome: string
  readonly #warmed = new Set<string>()
  #changes: Promise<Changes> | undefined

  constructor(parts: ChangesWingParts) {
    const home = join(parts.userData, 'worktrees')
    this.#parts = parts
    this.#worktreeHome = home
    this.records = new WorktreeRecords(join(parts.userData, 'worktrees.json'))
    this.places = new ThreadPlaces({ records: this.records, home, ask: parts.ask })
    this.#hook = new TurnHook({
      checkpoints: () => this.get().then(({ checkpoints }) => checkpoints),
      folderOf: async (projectId, threadId) => (await this.get()).folder(this.#placeOf(projectId, threadId)),
      onFailure: parts.onFailure,
    })
  }

  get(): Promise<Changes> {
    return (this.#changes ??= import('./changes').then(
      ({ Changes }) => new Changes({ ...this.#parts, records: this.records, worktreeHome: this.#worktreeHome }),
    ))
  }

  /** Sends a call of the window, with a snapshot before it where it begins a turn. */
  around<T>(projectId: string, method: string, params: unknown, send: () => Promise<T>): Promise<T> {
    return this.#hook.around(projectId, method, params, send)
  }

  /** To be told of every notification. This runs for every delta, so it looks at the method and at nothing else unless it must. */
  notification(projectId: string, { method, params }: CodexNotification): void {
    this.#hook.notification(projectId, method, params)
    if (method !== 'item/completed' && method !== 'turn/completed') return
    const { threadId, item } = Object(params) as { threadId?: unknown; item?: unknown }
    if (typeof threadId !== 'string') return
    if (method === 'item/completed' && !workItems.has(Reflect.get(Object(item), 'type'))) return
    // Nobody has looked at changes as long as the wing isn't loaded.
    void this.#changes?.then((changes) => changes.touched(this.#placeOf(projectId, threadId)))
  }

  /** Work may begin in the project: its first snapshot is taken in the background, so that the first turn needn't wait for it. */
  warm(projectId: string): void {
    if (this.#warmed.has(projectId)) return
    this.#warmed.add(projectId)
    const work = this.get().then((changes) => changes.checkpoints.warm(changes.folder({ projectId, worktreeId: null })))
    work.catch((reason: unknown) => this.#parts.onFailure('the first snapshot', reason))
  }

  /** The project's server is gone, and its turns with it. */
  serverGone(projectId: string): void {
    this.#hook.serverGone(projectId)
  }

  /** Within a bounded time. */
  async dispose(): Promise<void> {
    await (await this.#changes)?.dispose()
  }

  #placeOf(projectId: string, threadId: string): { projectId: string; worktreeId: string | null } {
    return { projectId, worktreeId: this.places.known(projectId, threadId)?.id ?? null }
  }
}
