// The snapshots of one folder: its store, who belongs to which turn, and one thing after the other. What is shown of them is
// compare.ts, what goes back is rewind.ts.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { CallError } from '../../app/call-error'
import { within } from '../../codex/within'
import type { Git } from '../git/run'
import type { Folder } from '../view-model'
import type { Bounds } from './bounds'
import { shownLeft } from './facts'
import { graceMs, isTooMuch, tooSlow } from './grace'
import { Lane } from './lane'
import { Ledger, type TurnRecord } from './ledger'
import { Snapshots, type Snapshot } from './snapshot'
import { Store } from './store'
import { tidy } from './tidy'
import { readWorkTree, repositoryMark } from './work-tree'

export interface FolderCheckpointsParts {
  readonly git: Git
  readonly folder: Folder
  /** Where the stores of the folder's project are. */
  readonly projectDir: string
  readonly bounds: Bounds
  readonly leaveOut: readonly string[]
  readonly now: () => number
}

/** Open for work: only within the lane. */
export interface OpenStore {
  readonly store: Store
  readonly snapshots: Snapshots
  readonly ledger: Ledger
}

export type Taken =
  | { readonly snapshot: Snapshot; readonly problem: null }
  | { readonly snapshot: null; readonly problem: string }

/** What a turn waits at the very most beyond its time: writing what was read. */
const overtimeMs = 3000
const disposeMs = 3000

export class FolderCheckpoints {
  readonly #parts: FolderCheckpointsParts
  readonly #lane = new Lane()
  readonly #running = new Set<string>()
  #open: OpenStore | undefined
  /** Looking was too much: until then it isn't tried again. */
  #resting: { readonly untilMs: number; readonly problem: string } | undefined

  constructor(parts: FolderCheckpointsParts) {
    this.#parts = parts
  }

  get folder(): Folder {
    return this.#parts.folder
  }

  get now(): () => number {
    return this.#parts.now
  }

  /** Whether a turn that began in this run of the app has not ended. */
  isRunning(turnId: string): boolean {
    return this.#running.has(turnId)
  }

  /** Works on the store once those before are through; with `yields` only while nobody else wants to. */
  run<T>(job: (open: OpenStore, soon: AbortSignal) => Promise<T>, yields = false): Promise<T> {
    return this.#lane.run(async (soon) => job(await this.#opened(), soon), yields)
  }

  /** The state now, in the bounded time that somebody waits for it. Never rejects. */
  async before(): Promise<Taken> {
    const { bounds, now } = this.#parts
    if (this.#resting && now() < this.#resting.untilMs) return { snapshot: null, problem: this.#resting.problem }
    const end = new AbortController()
    const isFirst = this.#open?.snapshots.isFirst ?? true
    const waitMs = isFirst ? bounds.firstWaitMs : bounds.waitMs
    const timer = setTimeout(() => {
      end.abort(tooSlow())
      this.#lane.hurry()
    }, waitMs)
    const work = this.run((open, soon) => takeWithin(open, AbortSignal.any([soon, end.signal])))
    try {
      const late = (): never => {
        throw tooSlow()
      }
      return { snapshot: await within(waitMs + graceMs + overtimeMs, work, late), problem: null }
    } catch (error) {
      if (isTooMuch(error)) this.#resting = { untilMs: now() + bounds.restMs, problem: error.message }
      return { snapshot: null, problem: error instanceof Error ? error.message : String(error) }
    } finally {
      clearTimeout(timer)
    }
  }

  /** A turn began, and this was taken for it. */
  async begun(threadId: string, turnId: string, snapshot: Snapshot, late: boolean): Promise<TurnRecord> {
    this.#running.add(turnId)
    const { ledger, store } = this.#open ?? (await this.run((open) => Promise.resolve(open)))
    const record: TurnRecord = {
      threadId,
      turnId,
      atMs: snapshot.atMs,
      endedMs: null,
      late,
      before: snapshot.commit,
      after: null,
      ...shownLeft(snapshot.facts, store.tree.prefix),
    }
    await ledger.putTurn(record)
    return record
  }

  /** A turn ended: the state now is its end. Nobody waits for it; rejects when it can't be taken. */
  async ended(threadId: string, turnId: string): Promise<void> {
    if (!this.#running.delete(turnId)) return
    await this.run(async ({ ledger, snapshots }, soon) => {
      const record = ledger.turn(threadId, turnId)
      if (!record || record.endedMs !== null) return
      const endedMs = this.#parts.now()
      const snapshot = await takeWithin({ snapshots }, this.#background(soon))
      await ledger.putTurn({ ...record, endedMs, after: snapshot.commit })
    })
    await this.#settle()
  }

  /** Takes the first snapshot, or catches up with what changed while nothing ran, so that the next turn needn't wait. */
  async warm(): Promise<void> {
    await this.run(({ snapshots }, soon) => takeWithin({ snapshots }, this.#background(soon)))
    await this.#settle()
  }

  /** Turns that the ledger knows of a thread, oldest first. */
  ofThread(threadId: string): Promise<TurnRecord[]> {
    return this.run(({ ledger }) => Promise.resolve(ledger.ofThread(threadId)))
  }

  /** Lets `remove` take the stores away, and begins anew when next asked. */
  clear(remove: () => Promise<void>): Promise<void> {
    return this.#lane.run(async () => {
      this.#open = undefined
      this.#running.clear()
      await remove()
    })
  }

  /** Brings what is at work to an end and waits for it, but not for long: what is cut off is cleared by the next run. */
  async dispose(): Promise<void> {
    this.#lane.hurry()
    await within(disposeMs, this.#lane.idle())
  }

  /** Makes the next snapshots cheap. Resolves also when it had to make way. */
  async #settle(): Promise<void> {
    const { bounds, now } = this.#parts
    await this.run(async ({ snapshots, ledger, store }, soon) => {
      await snapshots.settle(this.#background(soon))
      await ledger.forget(now() - bounds.ageMs, bounds.turns)
      if (!soon.aborted) await tidy(store, ledger, now(), soon)
    }, true)
  }

  #background(soon: AbortSignal): AbortSignal {
    return AbortSignal.any([soon, AbortSignal.timeout(this.#parts.bounds.backgroundMs)])
  }

  async #opened(): Promise<OpenStore> {
    const { git, folder, projectDir, bounds, leaveOut, now } = this.#parts
    const open = this.#open
    if (open && (await repositoryMark(folder.path)) === open.store.tree.mark) return open
    const tree = await readWorkTree(git, folder)
    if (open && (await open.store.follow(tree))) return open
    const shape = createHash('sha256').update(`${tree.format}\n${tree.top}\n${tree.prefix}`).digest('hex').slice(0, 8)
    const dir = join(projectDir, `${folder.place.worktreeId ?? 'folder'}-${shape}`)
    const store = await Store.open(git, dir, tree)
    const snapshots = new Snapshots({ git, store, folder, bounds, leaveOut, now })
    this.#open = { store, snapshots, ledger: new Ledger(dir) }
    return this.#open
  }
}

/** A snapshot that must exist. */
export async function findSnapshot({ snapshots }: Pick<OpenStore, 'snapshots'>, commit: string): Promise<Snapshot> {
  const snapshot = await snapshots.find(commit)
  if (!snapshot) throw noSnapshot()
  return snapshot
}

export function noSnapshot(): CallError {
  return new CallError('no-snapshot', 'There is no snapshot of the files any more.')
}

async function takeWithin({ snapshots }: Pick<OpenStore, 'snapshots'>, soon: AbortSignal): Promise<Snapshot> {
  try {
    return await snapshots.take(soon)
  } catch (error) {
    if (soon.aborted) throw tooSlow()
    throw error
  }
}
