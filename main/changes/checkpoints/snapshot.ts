// Takes snapshots of a folder into its store: looks what is different from the last one, and writes that. A few changed files are
// read by us and written by one process; many are left to git and its index. Either way the tree holds the bytes on disk.
import { CallError } from '../../app/call-error'
import type { Git } from '../git/run'
import type { Folder } from '../view-model'
import { afterGrace } from './grace'
import type { Bounds } from './bounds'
import { filesOfRepository, findCandidates, type Candidates } from './candidates'
import { emptyTree, writeCommit, type Committed, type Put } from './commit'
import { factBounds, noFacts, readFacts, writeFacts, type Left, type SnapshotFacts } from './facts'
import { putIntoIndex, takeFromIndex } from './index-update'
import { lookAt, type Found, type Looked } from './look'
import { isProgram, modesAfter, usualModes } from './modes'
import type { RawPath } from './raw-path'
import { readFiles, type ReadFile } from './read-files'
import type { Store } from './store'
import { excludeLines, fileMark, trackedThoughIgnored } from './work-tree'

export interface Snapshot extends Committed {
  readonly atMs: number
  readonly facts: SnapshotFacts
}

export interface SnapshotsParts {
  readonly git: Git
  readonly store: Store
  readonly folder: Folder
  readonly bounds: Bounds
  /** Folders of the app's own, which are in no snapshot. */
  readonly leaveOut: readonly string[]
  readonly now: () => number
}

/** Repositories within the folder that one snapshot looks through. */
const maxRepositories = 100

export class Snapshots {
  readonly #parts: SnapshotsParts
  #last: Snapshot | undefined
  /** The folder's own index when `#forced` was read from it. */
  #indexMark = ''
  /** Tracked by the folder's own repository though ignored, and not yet in a snapshot. */
  #forced: readonly RawPath[] = []
  /** Such files that are in the last snapshot: from now on git tells of their changes. */
  readonly #knownForced = new Set<RawPath>()

  constructor(parts: SnapshotsParts) {
    this.#parts = parts
  }

  /** As far as is known in this run, no snapshot has been taken yet. */
  get isFirst(): boolean {
    return (this.#last?.facts.usual ?? null) === null
  }

  /**
   * Takes one. `soon`: when aborted, what was read until then is the snapshot (`facts.named` false); rejects with
   * `snapshot-slow` when not even the look at the folder came to its end. The index is brought up to date by `settle`, later.
   */
  async take(soon: AbortSignal): Promise<Snapshot> {
    try {
      return await this.#take(soon)
    } catch (error) {
      // It may have been written all the same: the store knows.
      this.#last = undefined
      throw error
    }
  }

  async #take(soon: AbortSignal): Promise<Snapshot> {
    const { store, bounds, now } = this.#parts
    const last = await this.#lastOne()
    const atMs = now()
    // Seeing what changed is the least: it goes on for a while after somebody began to wait.
    const end = afterGrace(soon)
    const { candidates, forced } = await this.#candidates(end)
    const { inside, left: closed } = await this.#inside(candidates.repositories, end)
    const paths = [...new Set([...candidates.there, ...forced, ...inside])]
    if (paths.length === 0 && candidates.gone.length === 0 && closed.length === 0 && last.facts.leftCount === 0)
      return { ...last, atMs }
    const looked = await lookAt(store.tree.top, paths, bounds, soon)
    const bytes = looked.found.reduce((sum, { size }) => sum + size, 0)
    const isQuick = looked.found.length <= bounds.quick.files && bytes <= bounds.quick.bytes
    const gone = [...candidates.gone, ...looked.gone]
    const seen = { last, atMs, looked: { ...looked, gone, left: [...closed, ...looked.left] }, soon }
    this.#last = (isQuick ? await this.#quickly(seen) : null) ?? (await this.#byIndex(seen))
    for (const path of forced) this.#knownForced.add(path)
    for (const path of gone) this.#knownForced.delete(path)
    this.#forced = []
    return this.#last
  }

  /** Brings the index up to the last snapshot, so that the next one needn't read the same files. Never rejects. */
  async settle(soon: AbortSignal): Promise<void> {
    const { store, bounds } = this.#parts
    if (soon.aborted) return
    try {
      const { gone, there } = await findCandidates(store, soon, bounds.listedBytes)
      const { found, gone: missing } = await lookAt(store.tree.top, there, bounds, soon)
      await takeFromIndex(store, [...gone, ...missing])
      await putIntoIndex(store, found, soon)
    } catch {
      // It only saves time; a lock that was left behind is cleared by the next snapshot.
    }
  }

  /** A snapshot of an earlier time; null when it is no longer there. */
  async find(commit: string): Promise<Snapshot | null> {
    return readSnapshot(this.#parts.store, commit)
  }

  async #lastOne(): Promise<Snapshot> {
    const { store, now } = this.#parts
    this.#last ??= (await readSnapshot(store, 'HEAD')) ?? {
      ...(await writeCommit(store, {
        from: null,
        remove: [],
        put: [],
        message: writeFacts(noFacts),
        atMs: now(),
        branch: 'last',
      })),
      atMs: now(),
      facts: noFacts,
    }
    return this.#last
  }

  async #candidates(soon: AbortSignal): Promise<{ candidates: Candidates; forced: readonly RawPath[] }> {
    const { git, store, folder, bounds, leaveOut } = this.#parts
    const { tree } = store
    await store.setExclude(await excludeLines(tree, leaveOut))
    const mark = tree.repository ? await fileMark(tree.repository.index) : ''
    const [candidates, forced] = await Promise.all([
      findCandidates(store, soon, bounds.listedBytes),
      mark === this.#indexMark || mark === 'none' ? this.#forced : trackedThoughIgnored(git, folder, tree.prefix),
    ])
    this.#indexMark = mark
    this.#forced = forced.filter((path) => !this.#knownForced.has(path))
    return { candidates, forced: this.#forced }
  }

  async #inside(repositories: readonly RawPath[], soon: AbortSignal): Promise<{ inside: RawPath[]; left: Left[] }> {
    const inside: RawPath[] = []
    const left: Left[] = []
    const waiting = [...repositories]
    for (let count = 0; waiting.length > 0; count++) {
      const path = waiting.shift() ?? ''
      const files =
        count < maxRepositories && !soon.aborted ? await filesOfRepository(this.#parts.store, path, soon) : null
      if (files === null) left.push({ path, reason: 'repository' })
      for (const file of files ?? []) (file.endsWith('/') ? waiting : inside).push(file)
    }
    return { inside, left }
  }

  /** Null when git would not have it: then the index finds out which path it is about. */
  async #quickly({ last, atMs, looked }: Seen): Promise<Snapshot | null> {
    const { store, bounds } = this.#parts
    const { read, gone, left } = await readFiles(store.tree.top, looked.found, bounds.fileBytes)
    const all = { gone: [...looked.gone, ...gone], left: [...looked.left, ...left], unlooked: looked.unlooked }
    const facts = this.#facts(last, read, all)
    const put = read.map((file): Put => ({ path: file.path, mode: this.#modeOf(file), content: file.content }))
    try {
      return await this.#commit(last, { from: last.root, remove: all.gone, put, facts, atMs })
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      await store.clearLocks()
      return null
    }
  }

  async #byIndex({ last, atMs, looked, soon }: Seen): Promise<Snapshot> {
    const { store } = this.#parts
    await takeFromIndex(store, looked.gone)
    const { left, undone } = await putIntoIndex(store, looked.found, soon)
    // What was in the index from before and was not come to is no longer true.
    await takeFromIndex(store, [...left.map(({ path }) => path), ...undone.map(({ path }) => path)])
    const root = (await store.read(['write-tree'])).toString('latin1').trim()
    const skipped = new Set([...left, ...undone].map(({ path }) => path))
    const facts = this.#facts(
      last,
      looked.found.filter(({ path }) => !skipped.has(path)),
      {
        gone: [...looked.gone, ...skipped],
        left: [...looked.left, ...left],
        unlooked: looked.unlooked + undone.length,
      },
    )
    return this.#commit(last, { from: root, remove: [], put: [], facts, atMs })
  }

  async #commit(
    last: Snapshot,
    what: { from: string; remove: RawPath[]; put: Put[]; facts: SnapshotFacts; atMs: number },
  ): Promise<Snapshot> {
    const { from, remove, put, facts, atMs } = what
    const message = writeFacts(facts)
    if (from === last.root && remove.length === 0 && put.length === 0 && message === writeFacts(last.facts))
      return { ...last, atMs }
    const written = await writeCommit(this.#parts.store, { from, remove, put, message, atMs, branch: 'last' })
    return { ...written, atMs, facts }
  }

  #facts(
    last: Snapshot,
    taken: readonly Pick<Found, 'path' | 'kind' | 'mode'>[],
    { gone, left, unlooked }: Pick<Looked, 'gone' | 'left' | 'unlooked'>,
  ): SnapshotFacts {
    const usual = last.facts.usual ?? usualModes(taken)
    return {
      left: left.slice(0, factBounds.left),
      leftCount: left.length + unlooked,
      named: unlooked === 0 && left.length <= factBounds.left,
      usual,
      modes: modesAfter(last.facts.modes, usual, taken, gone),
    }
  }

  #modeOf({ kind, mode }: ReadFile): '100644' | '100755' | '120000' {
    if (kind === 'link') return '120000'
    const keepsModes = this.#parts.store.tree.settings.get('core.filemode') !== 'false' && process.platform !== 'win32'
    return keepsModes && isProgram(mode) ? '100755' : '100644'
  }
}

interface Seen {
  readonly last: Snapshot
  readonly atMs: number
  readonly looked: Looked
  readonly soon: AbortSignal
}

/** A snapshot by its commit, or HEAD; null when there is none or it is damaged. */
export async function readSnapshot(store: Store, commit: string): Promise<Snapshot | null> {
  const { code, stdout } = await store.run(['cat-file', '--batch'], { stdin: `${commit}\n` })
  const text = stdout.toString('latin1')
  const head = /^([0-9a-f]{40,64}) commit (\d+)\n/.exec(text)
  if (code !== 0 || !head?.[1]) return null
  const body = text.slice(head[0].length, head[0].length + Number(head[2]))
  const root = /^tree ([0-9a-f]+)$/m.exec(body)?.[1]
  const seconds = /^committer .* (\d+) \+0000$/m.exec(body)?.[1]
  const facts = readFacts(body.slice(body.indexOf('\n\n') + 2))
  if (root === undefined || facts === null) return null
  return { commit: head[1], root, tree: await folderTree(store, root), atMs: Number(seconds ?? 0) * 1000, facts }
}

/** The tree of the folder within that of the whole work tree. */
async function folderTree(store: Store, root: string): Promise<string> {
  const { prefix } = store.tree
  if (prefix === '') return root
  const path = Buffer.from(prefix.slice(0, -1), 'latin1').toString('utf8')
  const { code, stdout } = await store.run(['rev-parse', '--verify', '--quiet', `${root}:${path}`])
  return code === 0 ? stdout.toString('latin1').trim() : emptyTree(store)
}
