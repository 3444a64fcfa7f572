// The working tree as what an act changes: which files it has, their contents in the form that the view's are in, and the bytes
// to write. Every path is looked at without following links.
import type { Git } from '../git/run'
import type { HeldFile, HeldView } from '../view-model'
import { Rooted, type RootedEntry, type Stamp } from '../../codex/files/rooted'
import { RootedError } from '../../codex/files/rooted-error'
import { readBlobs, tooLarge, type Blob } from './blobs'
import { isPlain, Refusal, symlink } from './directed'
import type { FileState, FileStep } from './file-transition'
import { asListed, convertedPaths, keyOf, type Repository } from './repository'
import { readIndex } from './index-entries'
import type { Scratch } from './scratch'
import type { Outcome, Target, TargetEntry, TargetState } from './target'

export interface WorktreeTargetParts {
  readonly git: Git
  /** Null in a folder without git: bytes are bytes. */
  readonly repository: Repository | null
  readonly view: HeldView
  readonly scratch: Scratch
  /** Contents of the view are the bytes of working files, not what git keeps of them. */
  readonly rawView: boolean
  /** Bytes of one file, and of all together, that are read and kept for Undo. */
  readonly maxBytes: number
}

interface Seen {
  readonly entry: RootedEntry
  readonly state: TargetState
}

export class WorktreeTarget implements Target {
  readonly kind = 'worktree'
  readonly rooted: Rooted
  readonly #parts: WorktreeTargetParts
  readonly #seen = new Map<string, Seen>()
  #converted: ReadonlySet<string> = new Set()

  constructor(parts: WorktreeTargetParts) {
    this.#parts = parts
    this.rooted = new Rooted(parts.view.folder.path)
  }

  /** Reads what is at the paths. Rejects with `too-large`. */
  async look(paths: readonly Buffer[]): Promise<void> {
    const { git, repository, rawView, maxBytes } = this.#parts
    let bytes = 0
    for (const path of paths) {
      const seen = await this.#look(path)
      if (seen.entry.kind === 'file') bytes += seen.entry.bytes.length
      if (bytes > maxBytes) throw tooLarge()
      this.#seen.set(keyOf(path), seen)
    }
    if (!repository || rawView) return
    this.#converted = await convertedPaths(git, repository, paths)
    if (this.#converted.size > 0) await this.#clean(repository)
  }

  state(path: Buffer): TargetState {
    return this.#seen.get(keyOf(path))?.state ?? { kind: 'refused', reason: 'was not looked at.' }
  }

  bytes(blob: Blob): Buffer | null {
    return blob.bytes
  }

  isSameFile(left: Buffer, right: Buffer): boolean {
    const stamp = this.#stamp(left)
    return stamp !== null && stamp === this.#stamp(right)
  }

  mode(mode: string): string {
    // Where the bit says nothing, all plain files are alike.
    return this.#fileMode || !isPlain(mode) ? mode : '100644'
  }

  fit(_path: Buffer, blob: Blob): Promise<Blob> {
    return Promise.resolve(blob)
  }

  async now(file: HeldFile): Promise<TargetEntry> {
    const seen = this.#seen.get(keyOf(file.rawPath))
    if (seen?.state.kind !== 'entry') throw new Refusal('is not there any more. Reload the changes.')
    const { entry } = seen
    if ('mtimeMs' in entry && Math.floor(entry.mtimeMs) > this.#parts.view.openedAtMs)
      throw new Refusal('changed since it was shown. Reload the changes.')
    return seen.state.entry
  }

  /** What is to be written to reach the outcomes, with the bytes that working files have. */
  async steps(outcomes: readonly Outcome[]): Promise<FileStep[]> {
    const written = await this.#smudged(outcomes)
    const leaves = new Set(outcomes.flatMap(({ path, after }) => (after === null ? [this.#stamp(path)] : [])))
    return outcomes.map((outcome) => {
      const { path, name, after } = outcome
      const stamp = this.#stamp(path)
      // A new case of the same name, where case is ignored: it isn't there once the old one has gone.
      const isFreed = after !== null && stamp !== null && leaves.has(stamp)
      const from = isFreed ? { kind: 'absent' as const } : this.#from(path)
      return { path, name, from, stamp: isFreed ? null : stamp, to: this.#to(outcome, written) }
    })
  }

  async #look(path: Buffer): Promise<Seen> {
    const refused = (entry: RootedEntry, reason: string): Seen => ({ entry, state: { kind: 'refused', reason } })
    const nothing: RootedEntry = { kind: 'absent', under: null }
    let entry: RootedEntry
    try {
      entry = await this.rooted.read(path, this.#parts.maxBytes)
    } catch (error) {
      if (error instanceof RootedError && error.trouble === 'beyond-link')
        return refused(nothing, `lies behind a link: ${error.message}`)
      if (error instanceof RootedError) return refused(nothing, 'was changed by somebody else at the same moment.')
      const why = error instanceof Error ? error.message : String(error)
      return refused(nothing, `can’t be read: ${why}`)
    }
    switch (entry.kind) {
      case 'absent':
        return { entry, state: { kind: 'absent', under: entry.under && keyOf(entry.under) } }
      case 'link':
        return { entry, state: { kind: 'entry', entry: { mode: symlink, blob: { id: null, bytes: entry.target } } } }
      case 'file': {
        const mode = this.#fileMode && entry.mode & 0o100 ? '100755' : '100644'
        return { entry, state: { kind: 'entry', entry: { mode, blob: { id: null, bytes: entry.bytes } } } }
      }
      case 'large':
        return refused(entry, 'is too large to be kept for Undo. Do it with git in a terminal.')
      case 'other':
        return entry.what === 'folder'
          ? { entry, state: { kind: 'folder' } }
          : refused(entry, `is a ${entry.what}, no file.`)
    }
  }

  /** Reads working files as git would keep them, by an index and objects of ours. */
  async #clean(repository: Repository): Promise<void> {
    const { git } = this.#parts
    const files = [...this.#seen].flatMap(([key, { entry }]) =>
      entry.kind === 'file' && this.#converted.has(key) ? [Buffer.from(key, 'latin1')] : [],
    )
    if (files.length === 0) return
    const options = await this.#ours(repository)
    const index = await readIndex(git, repository)
    const known = files.flatMap((path) =>
      (index.get(keyOf(path))?.entries ?? []).flatMap(({ mode, id, stage }) =>
        stage === 0 ? [Buffer.from(`${mode} ${id} 0\t`), repository.prefix, path, Buffer.of(0)] : [],
      ),
    )
    await git.read(['update-index', '-z', '--index-info'], { ...options, stdin: Buffer.concat(known) })
    const stdin = Buffer.concat(files.flatMap((path) => [path, Buffer.of(0)]))
    await git.read(['update-index', '--add', '-z', '--stdin'], { ...options, stdin })
    const cleaned = await readIndex(git, repository, options.env)
    const ids = [...cleaned.values()].flatMap(({ entries }) => entries.map(({ id }) => id))
    const blobs = await readBlobs(git, options, ids)
    for (const path of files) {
      const seen = this.#seen.get(keyOf(path))
      const id = cleaned.get(keyOf(path))?.entries[0]?.id
      const bytes = id === undefined ? undefined : blobs.get(id)
      if (seen?.state.kind !== 'entry' || !id || !bytes) continue
      const { mode } = seen.state.entry
      this.#seen.set(keyOf(path), { ...seen, state: { kind: 'entry', entry: { mode, blob: { id, bytes } } } })
    }
  }

  /** Contents as git writes them into working files, for those outcomes that it converts: by the key of their paths. */
  async #smudged(outcomes: readonly Outcome[]): Promise<Map<string, Buffer>> {
    const { git, repository, scratch, maxBytes } = this.#parts
    const written = new Map<string, Buffer>()
    const asked = outcomes.flatMap(({ path, source, after }) =>
      after?.blob.bytes &&
      isPlain(after.mode) &&
      this.#converted.has(keyOf(path)) &&
      !isUntouched(this.#seen.get(keyOf(source ?? path)), after)
        ? [{ path, mode: after.mode, bytes: after.blob.bytes }]
        : [],
    )
    if (!repository || asked.length === 0) return written
    const options = await this.#ours(repository)
    const folder = await scratch.folder()
    const names: string[] = []
    for (const { bytes } of asked) names.push(`${folder}/${await scratch.put(bytes)}\n`)
    const args = ['hash-object', '-w', '--no-filters', '--stdin-paths']
    const ids = (await git.read(args, { ...options, stdin: names.join('') })).toString('latin1').trim().split('\n')
    const records = asked.flatMap(({ path, mode }, at) => [
      Buffer.from(`${mode} ${ids[at] ?? ''} 0\t`),
      repository.prefix,
      path,
      Buffer.of(0),
    ])
    await git.read(['update-index', '-z', '--index-info'], { ...options, stdin: Buffer.concat(records) })
    const out = await scratch.inner('out')
    const stdin = Buffer.concat(asked.flatMap(({ path }) => [path, Buffer.of(0)]))
    await git.read(['checkout-index', '-f', '-z', '--stdin', `--prefix=${out}/`], { ...options, stdin })
    for (const { path } of asked) {
      const bytes = await scratch.get(Buffer.concat([Buffer.from('out/'), repository.prefix, path]), maxBytes)
      if (!bytes) throw new Refusal('can’t be written the way git’s filters would.')
      written.set(keyOf(path), bytes)
    }
    return written
  }

  /** An empty index and a store of objects of ours, above those of the repository. */
  async #ours({ cwd, objects }: Repository): Promise<{ cwd: string; trusted: true; env: Record<string, string> }> {
    const { git, scratch } = this.#parts
    const env = {
      GIT_INDEX_FILE: `${await scratch.folder()}/index`,
      GIT_OBJECT_DIRECTORY: await scratch.inner('objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: asListed(objects),
    }
    await git.read(['read-tree', '--empty'], { cwd, trusted: true, env })
    return { cwd, trusted: true, env }
  }

  #from(path: Buffer): FileState {
    const entry = this.#seen.get(keyOf(path))?.entry
    if (entry?.kind === 'file') return { kind: 'file', bytes: entry.bytes, mode: entry.mode, executable: false }
    if (entry?.kind === 'link') return { kind: 'link', target: entry.target }
    return { kind: 'absent' }
  }

  #to({ path, source, after }: Outcome, written: ReadonlyMap<string, Buffer>): FileState {
    if (!after) return { kind: 'absent' }
    const content = after.blob.bytes
    if (!content) throw new Refusal('has a content that can’t be read.')
    if (after.mode === symlink) return { kind: 'link', target: content }
    const had = this.#seen.get(keyOf(source ?? path))
    const own = had?.entry.kind === 'file' ? had.entry : null
    const bytes = written.get(keyOf(path)) ?? (own && isUntouched(had, after) ? own.bytes : content)
    const executable = after.mode === '100755'
    return { kind: 'file', bytes, executable, mode: own && this.#bits(own.mode, executable) }
  }

  /** The permission bits that a file had, as far as the change says nothing of them. */
  #bits(mode: number, executable: boolean): number {
    if (!this.#fileMode) return mode
    if (!executable) return mode & 0o100 ? mode & ~0o111 : mode
    // Whoever may read it may run it.
    return mode & 0o100 ? mode : mode | ((mode & 0o444) >> 2)
  }

  #stamp(path: Buffer): Stamp | null {
    const entry = this.#seen.get(keyOf(path))?.entry
    return entry && 'stamp' in entry ? entry.stamp : null
  }

  get #fileMode(): boolean {
    return this.#parts.repository?.fileMode ?? process.platform !== 'win32'
  }
}

/** Only the name or mode changes: the working file's own bytes stay. */
function isUntouched(seen: Seen | undefined, after: TargetEntry): boolean {
  return seen?.state.kind === 'entry' && seen.state.entry.blob.bytes === after.blob.bytes
}
