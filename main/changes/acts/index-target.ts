// The index as what an act changes: which entries it has, contents in the form that git keeps them in, the new entries.
import { gitFailed, type Git } from '../git/run'
import { lookOnDisk } from '../path-on-disk'
import type { HeldFile, HeldView } from '../view-model'
import { Rooted } from '../../codex/files/rooted'
import { readBlobs, type Blob } from './blobs'
import { Refusal } from './directed'
import { inTheWay, notInIndex, readIndex, type IndexChange, type IndexState } from './index-entries'
import { asListed, convertedPaths, indexTrouble, keyOf, type Repository } from './repository'
import type { Scratch } from './scratch'
import type { Outcome, Target, TargetEntry, TargetState } from './target'

export interface IndexTargetParts {
  readonly git: Git
  readonly repository: Repository
  readonly view: HeldView
  readonly scratch: Scratch
  /** Contents of the view are the bytes of working files, not what git keeps of them. */
  readonly rawView: boolean
}

export interface IndexReading {
  readonly files: readonly HeldFile[]
  readonly paths: readonly Buffer[]
  readonly lines: readonly Buffer[]
  readonly now: readonly HeldFile[]
}

/** A file over this isn't looked through for marks of a conflict. */
const maxMarkedBytes = 64 * 1024 * 1024

export class IndexTarget implements Target {
  readonly kind = 'index'
  readonly #parts: IndexTargetParts
  #index: ReadonlyMap<string, IndexState> = new Map()
  #blobs: ReadonlyMap<string, Buffer> = new Map()
  #converted: ReadonlySet<string> = new Set()
  /** Files that are staged to settle their conflict, and those that are new to git: what the index has of them counts as nothing. */
  readonly #settled = new Set<string>()
  readonly #announced = new Set<string>()
  readonly #now = new Map<string, TargetEntry | Refusal>()

  constructor(parts: IndexTargetParts) {
    this.#parts = parts
  }

  /** Reads the index. `lines`: paths whose content is needed, too. `now`: files that are asked for as the folder has them. */
  async look(read: IndexReading): Promise<void> {
    const { git, repository, rawView } = this.#parts
    this.#index = await readIndex(git, repository)
    for (const { view, rawPath } of read.files) {
      if (view.status === 'conflicted') this.#settled.add(keyOf(rawPath))
      if (view.status === 'added' && this.#isEmptyEntry(rawPath)) this.#announced.add(keyOf(rawPath))
    }
    const ids = read.lines.flatMap((path) => this.#index.get(keyOf(path))?.entries.map(({ id }) => id) ?? [])
    this.#blobs = await readBlobs(git, repository, ids)
    if (rawView) this.#converted = await convertedPaths(git, repository, read.paths)
    await this.#readNow(read.now)
  }

  state(path: Buffer): TargetState {
    const key = keyOf(path)
    const state = this.#index.get(key)
    if (!state || this.#settled.has(key) || this.#announced.has(key)) return this.#absent(path)
    if (state.overlooked)
      return {
        kind: 'refused',
        reason: 'is left out by a sparse checkout, or marked as not to be looked at (git update-index).',
      }
    const [entry] = state.entries
    if (!entry || entry.stage !== 0)
      return { kind: 'refused', reason: 'is in conflict. Settle the conflict in the file first, then stage it whole.' }
    return { kind: 'entry', entry: { mode: entry.mode, blob: this.#blob(entry.id) } }
  }

  bytes(blob: Blob): Buffer | null {
    return blob.bytes
  }

  isSameFile(): boolean {
    return false
  }

  mode(mode: string): string {
    return mode
  }

  async fit(path: Buffer, blob: Blob): Promise<Blob> {
    if (!this.#converted.has(keyOf(path)) || !blob.bytes) return blob
    const { git, repository, scratch } = this.#parts
    const name = path.toString()
    if (!Buffer.from(name).equals(path))
      throw new Refusal('has a name that git’s filters can’t be asked about. Stage it whole from the unstaged changes.')
    const env = {
      GIT_OBJECT_DIRECTORY: await scratch.inner('objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: asListed(repository.objects),
    }
    const options = { cwd: repository.cwd, trusted: true, env }
    const args = ['hash-object', '-w', '--stdin', `--path=${name}`]
    const id = (await git.read(args, { ...options, stdin: blob.bytes })).toString('latin1').trim()
    return { id, bytes: (await readBlobs(git, options, [id])).get(id) ?? null }
  }

  async now({ rawPath }: HeldFile): Promise<TargetEntry> {
    const entry = this.#now.get(keyOf(rawPath))
    if (!entry) throw new Refusal('is not there any more. Reload the changes.')
    if (entry instanceof Refusal) throw entry
    return entry
  }

  /** The entries that the outcomes mean. New contents are written into the repository's objects; its index isn't touched. */
  async entries(outcomes: readonly Outcome[]): Promise<IndexChange[]> {
    const gone = new Set(outcomes.filter(({ after }) => after === null).map(({ path }) => keyOf(path)))
    for (const { path, after } of outcomes) {
      const other = after && inTheWay(this.#index, path, gone)
      if (other) throw new Refusal(`can’t be there: the index has ${Buffer.from(other, 'latin1').toString()}.`)
    }
    const ids = await this.#written(outcomes)
    return outcomes.map(({ path, after }, at) => {
      const had = this.#index.get(keyOf(path)) ?? notInIndex
      const id = ids[at]
      return {
        path,
        before: { ...had, intent: this.#announced.has(keyOf(path)) },
        after: after && id ? { ...notInIndex, entries: [{ mode: after.mode, id, stage: 0 }] } : notInIndex,
      }
    })
  }

  async #written(outcomes: readonly Outcome[]): Promise<(string | null)[]> {
    const { git, repository, scratch } = this.#parts
    const fresh: { at: number; file: string }[] = []
    const ids = outcomes.map(({ after }) => after?.blob.id ?? null)
    for (const [at, { after }] of outcomes.entries()) {
      // An id of another store, or of our own objects, is none of the repository's.
      const bytes = after?.blob.bytes
      if (bytes && !this.#blobs.has(after.blob.id ?? '')) fresh.push({ at, file: await scratch.put(bytes) })
    }
    if (fresh.length === 0) return ids
    const folder = await scratch.folder()
    const stdin = fresh.map(({ file }) => `${folder}/${file}\n`).join('')
    const options = { cwd: repository.cwd, trusted: true, stdin }
    const ended = await git.run(['hash-object', '-w', '--no-filters', '--stdin-paths'], options)
    const written = ended.stdout.toString('latin1').trim().split('\n')
    if (ended.code !== 0 || written.length !== fresh.length) throw indexTrouble(ended.stderr)
    for (const [place, { at }] of fresh.entries()) ids[at] = written[place] ?? null
    return ids
  }

  /** Asked of git itself, for its filters, links and submodules, with an index of ours that has these files alone. */
  async #readNow(files: readonly HeldFile[]): Promise<void> {
    const { git, repository, scratch } = this.#parts
    const asked: Buffer[] = []
    for (const file of files) {
      const refused = await this.#unseen(file)
      if (refused) this.#now.set(keyOf(file.rawPath), refused)
      else asked.push(file.rawPath)
    }
    if (asked.length === 0) return
    const env = { GIT_INDEX_FILE: `${await scratch.folder()}/index` }
    const options = { cwd: repository.cwd, trusted: true, env }
    await git.read(['read-tree', '--empty'], options)
    const known = asked.flatMap((path) =>
      (this.#index.get(keyOf(path))?.entries ?? []).flatMap(({ mode, id, stage }) =>
        stage === 0 ? [Buffer.from(`${mode} ${id} 0\t`), repository.prefix, path, Buffer.of(0)] : [],
      ),
    )
    await git.read(['update-index', '-z', '--index-info'], { ...options, stdin: Buffer.concat(known) })
    const stdin = Buffer.concat(asked.flatMap((path) => [path, Buffer.of(0)]))
    const ended = await git.run(['update-index', '--add', '-z', '--stdin'], { ...options, stdin })
    if (ended.code !== 0) throw gitFailed(['update-index'], ended)
    const index = await readIndex(git, repository, env)
    for (const path of asked) {
      const [entry] = index.get(keyOf(path))?.entries ?? []
      if (entry) this.#now.set(keyOf(path), { mode: entry.mode, blob: { id: entry.id, bytes: null } })
    }
  }

  /** Why a file as it is now can't be taken; null when it can. */
  async #unseen({ rawPath, view: { status } }: HeldFile): Promise<Refusal | null> {
    const { view } = this.#parts
    const seen = await lookOnDisk(view.folder.path, rawPath)
    if (seen.refused !== null) return new Refusal(`is refused: ${seen.refused}`)
    if (seen.kind === 'folder') return null
    const found = await new Rooted(view.folder.path).read(rawPath, status === 'conflicted' ? maxMarkedBytes : 0)
    const hasTime = found.kind === 'file' || found.kind === 'large' || found.kind === 'link'
    if (hasTime && status !== 'conflicted' && Math.floor(found.mtimeMs) > view.openedAtMs)
      return new Refusal('changed since it was shown. Reload the changes.')
    if (status === 'conflicted' && found.kind === 'file' && hasMarks(found.bytes))
      return new Refusal('still has the marks of a conflict (<<<<<<<). Settle it in the file first.')
    return null
  }

  #absent(path: Buffer): TargetState {
    const above = [...keyOf(path).matchAll(/\//g)].map(({ index }) => keyOf(path).slice(0, index))
    return { kind: 'absent', under: above.find((key) => this.#index.has(key)) ?? null }
  }

  #blob(id: string): Blob {
    return { id, bytes: this.#blobs.get(id) ?? null }
  }

  #isEmptyEntry(path: Buffer): boolean {
    const entries = this.#index.get(keyOf(path))?.entries ?? []
    return this.#parts.view.source.kind === 'unstaged' && entries.length === 1 && emptyIds.has(entries[0]?.id ?? '')
  }
}

/** Git's ids of nothing, in both of its hashes. */
const emptyIds = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
])

/** The marks that git leaves in a file, at the start of a line. */
function hasMarks(bytes: Buffer): boolean {
  return ['<<<<<<< ', '>>>>>>> '].every((mark) => bytes.indexOf(mark) === 0 || bytes.includes(`\n${mark}`))
}
