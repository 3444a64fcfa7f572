// Checkpoints: snapshots of a folder around each turn, what changed between them, and going back. One object serves all
// folders; the stores lie below the app's data, a folder a project. In a folder that isn't trusted nothing may be
// written, so there are none.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActReport, Place } from '@contract/changes'
import type { Checkpoint, CheckpointEvent } from '@contract/checkpoints'
import { CallError } from '../../app/call-error'
import type { Git } from '../git/run'
import type { PatchText, TwoTrees } from '../sources/providers'
import type { Folder } from '../view-model'
import { defaultBounds, type Bounds } from './bounds'
import { compare, patchOf, type SnapshotSource } from './compare'
import { FolderCheckpoints, noSnapshot, type Taken } from './folder-checkpoints'
import { Ledger, type TurnRecord } from './ledger'
import { rewind, undoRewind, type SeenRewind } from './rewind'
import type { KeptState } from '../tasks/tasks'
import { bringBack, keepState, setAside } from './aside'
import { bytesIn } from './store'

export interface CheckpointsParts {
  readonly git: Git
  /** The app's own data: the stores are in its `checkpoints`, and nothing of it is in a snapshot. */
  readonly userData: string
  readonly push: (event: CheckpointEvent) => void
  readonly bounds?: Partial<Bounds>
  readonly now?: () => number
}

/** A snapshot that was taken for a turn which has no id yet. */
export interface Pending {
  /** The turn began under this id. Tells the window what there is for it. */
  begun(turnId: string): Promise<void>
}

export class Checkpoints {
  readonly #parts: CheckpointsParts
  readonly #bounds: Bounds
  /** By place. */
  readonly #folders = new Map<string, FolderCheckpoints>()

  constructor(parts: CheckpointsParts) {
    this.#parts = parts
    this.#bounds = { ...defaultBounds, ...parts.bounds }
  }

  /**
   * Takes the snapshot before a turn; to be awaited before the turn is asked for. Resolves in bounded time and never rejects:
   * what is wrong is told with the turn's id. `late`: the turn runs already.
   */
  async before(folder: Folder, threadId: string, late = false): Promise<Pending> {
    if (!folder.trusted) return { begun: () => Promise.resolve() }
    const checkpoints = this.#of(folder)
    const taken = await checkpoints.before()
    return { begun: (turnId) => this.#begun(checkpoints, threadId, turnId, taken, late) }
  }

  /** Takes the snapshot after a turn. Resolves once it is taken; what fails is told as the turn's problem. */
  async after(folder: Folder, threadId: string, turnId: string): Promise<void> {
    if (!folder.trusted) return
    try {
      await this.#of(folder).ended(threadId, turnId)
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      this.#parts.push({ type: 'checkpoint', place: folder.place, threadId, turnId, checkpoint: null, problem })
    }
  }

  /** Readies the folder's store in the background, so that the first turn needn't wait. Never rejects. */
  async warm(folder: Folder): Promise<void> {
    if (!folder.trusted) return
    await this.#of(folder)
      .warm()
      .catch(() => {}) // the first turn says why
  }

  /** Those of a thread, oldest first. */
  async list(folder: Folder, threadId: string): Promise<Checkpoint[]> {
    if (!folder.trusted) return []
    return (await this.#of(folder).ofThread(threadId)).map(checkpointOf)
  }

  /**
   * What a turn or a session changed, or what going back would change: two trees whose root is the folder, or the window's own
   * patch where there is no snapshot. Rejects with `no-snapshot` in words.
   */
  async between(folder: Folder, source: SnapshotSource, signal?: AbortSignal): Promise<TwoTrees | PatchText> {
    if (!folder.trusted) {
      if (source.kind === 'rewind') throw noSnapshot()
      return patchOf(source)
    }
    const checkpoints = this.#of(folder)
    return checkpoints.run((open, soon) => {
      signal?.throwIfAborted()
      return compare(checkpoints, open, source, signal ? AbortSignal.any([soon, signal]) : soon)
    })
  }

  /** Makes the files what the view of source `rewind` shows, if the folder is still as it shows it. All or nothing. */
  rewind(view: SeenRewind & { readonly folder: Folder }): Promise<ActReport> {
    const checkpoints = this.#writable(view.folder)
    return checkpoints.run((open) => rewind(open, view, checkpoints.now, never()))
  }

  /** Takes a rewind back; ids that `isRewindUndo` knows. */
  undo(folder: Folder, undoId: string): Promise<ActReport> {
    const checkpoints = this.#writable(folder)
    return checkpoints.run((open) => undoRewind(open, undoId, checkpoints.now, never()))
  }

  /** Keeps the state now beside the turns; answers the id to bring it back by. Rejects when it can't be taken. */
  setAside(folder: Folder): Promise<string> {
    return setAside(this.#writable(folder))
  }

  /** Makes the files what they were when they were set aside; the folder may have been made anew in between. */
  bringBack(folder: Folder, asideId: string): Promise<ActReport> {
    return bringBack(this.#writable(folder), asideId)
  }

  /** Keeps files and index as they are while another program works in the folder. */
  keep(folder: Folder): Promise<KeptState> {
    return keepState(this.#parts.git, folder, this.#writable(folder))
  }

  /** What the snapshots of a project take on disk, those of its worktrees too. */
  async size(projectId: string): Promise<{ bytes: number; snapshots: number }> {
    const dir = this.#dir(projectId)
    const stores = await readdir(dir).catch(() => [])
    return {
      bytes: await bytesIn(dir),
      snapshots: stores.reduce((sum, name) => sum + new Ledger(join(dir, name)).commits().size, 0),
    }
  }

  /** Removes all snapshots of a project; turns that run now can't be rewound. */
  async clear(projectId: string): Promise<void> {
    const dir = this.#dir(projectId)
    for (const folder of [...this.#folders.values()].filter(({ folder: { place } }) => place.projectId === projectId))
      await folder.clear(async () => {
        for (const name of await readdir(dir).catch(() => []))
          if (name.startsWith(`${folder.folder.place.worktreeId ?? 'folder'}-`))
            await rm(join(dir, name), { recursive: true, force: true })
      })
    await rm(dir, { recursive: true, force: true })
  }

  /** Ends what is at work, within a bounded time. */
  async dispose(): Promise<void> {
    await Promise.all([...this.#folders.values()].map((folder) => folder.dispose()))
  }

  async #begun(
    checkpoints: FolderCheckpoints,
    threadId: string,
    turnId: string,
    { snapshot, problem }: Taken,
    late: boolean,
  ): Promise<void> {
    const { place } = checkpoints.folder
    const told = (checkpoint: Checkpoint | null, trouble: string | null): void =>
      this.#parts.push({ type: 'checkpoint', place, threadId, turnId, checkpoint, problem: trouble })
    if (!snapshot) return told(null, problem)
    try {
      told(checkpointOf(await checkpoints.begun(threadId, turnId, snapshot, late)), null)
    } catch (error) {
      told(null, error instanceof Error ? error.message : String(error))
    }
  }

  #writable(folder: Folder): FolderCheckpoints {
    if (!folder.trusted) throw new CallError('not-trusted', 'This folder isn’t trusted, so nothing is written there.')
    return this.#of(folder)
  }

  #of(folder: Folder): FolderCheckpoints {
    const key = placeKey(folder.place)
    const known = this.#folders.get(key)
    if (known?.folder.path === folder.path && known.folder.trusted === folder.trusted) return known
    const { git, userData, now = Date.now } = this.#parts
    const made = new FolderCheckpoints({
      git,
      folder,
      projectDir: this.#dir(folder.place.projectId),
      bounds: this.#bounds,
      leaveOut: [userData],
      now,
    })
    this.#folders.set(key, made)
    return made
  }

  #dir(projectId: string): string {
    return join(this.#parts.userData, 'checkpoints', projectId)
  }
}

const placeKey = ({ projectId, worktreeId }: Place): string => `${projectId}/${worktreeId ?? ''}`

/** Going back is never cut short. */
const never = (): AbortSignal => new AbortController().signal

function checkpointOf({ turnId, atMs, state, left, leftCount }: TurnRecord): Checkpoint {
  return { turnId, atMs, state, left, leftCount }
}
