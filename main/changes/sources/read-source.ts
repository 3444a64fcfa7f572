// Reads what a source of changes is: asks git or whoever provides it, and says in a few words where it came from. One process of
// git for the whole difference, untracked files beside it.
import type { ChangeSource } from '@contract/changes'
import { findCommit } from '../git/commit'
import { folderPrefix } from '../git/prefix'
import type { Git } from '../git/run'
import type { Folder, HeldFile, Side } from '../view-model'
import { branchPoint } from './branch-point'
import { askGit, askGitAlone, type DiffQuestion } from './git-diff'
import { patchFiles } from './patch-text'
import type { PatchText, SourceProviders, TwoTrees } from './providers'
import type { ReadOptions, ReadResult } from './read-result'
import { untrackedAlone, untrackedFiles, untrackedPaths } from './untracked'

/** More are counted and not listed. */
const listedFiles = 20_000

interface Asked extends ReadOptions {
  readonly git: Git
  readonly folder: Folder
}

/** Reads a source whole. Rejects with a CallError in words: see Views.open. */
export async function readSource(
  git: Git,
  providers: SourceProviders,
  folder: Folder,
  source: ChangeSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const asked = { git, folder, ...options }
  switch (source.kind) {
    case 'unstaged':
      return unstaged(asked)
    case 'staged':
      return staged(asked)
    case 'commit':
      return commit(asked, source.revision)
    case 'branch':
      return branch(asked, source.base)
    case 'turn':
    case 'session':
    case 'rewind':
    case 'task': {
      const signal = options.signal ?? new AbortController().signal
      const given = await providers.between(folder, source, signal)
      return 'patch' in given ? patchText(asked, given) : twoTrees(asked, given)
    }
  }
}

async function unstaged(asked: Asked): Promise<ReadResult> {
  // Of a conflict: what stands in the working tree against our side.
  const question = questionOf(asked, { what: ['--ours'], toWorktree: true, use: 'own' })
  return withUntracked(asked, question, { old: { kind: 'index' }, label: 'index → working tree', note: null })
}

async function staged(asked: Asked): Promise<ReadResult> {
  const question = questionOf(asked, { what: ['--cached'], use: 'own' })
  return fromGit(asked, question, {
    old: { kind: 'tree', id: 'HEAD' },
    new: { kind: 'index' },
    label: 'HEAD → index',
    note: null,
  })
}

async function commit(asked: Asked, revision: string): Promise<ReadResult> {
  const { git, folder, signal } = asked
  const { id, short, parents, title } = await findCommit(git, folder, revision, signal)
  const parent = parents[0] ?? emptyTree(id)
  const question = questionOf(asked, { what: [parent, id], use: 'foreign' })
  const note =
    parents.length > 1
      ? 'A merge: this is its difference to its first parent.'
      : parents.length === 0
        ? 'A first commit: all of its files are new. In a shallow clone, this is where history was cut.'
        : null
  return fromGit(asked, question, {
    old: { kind: 'tree', id: parent },
    new: { kind: 'tree', id },
    label: `${short} ${title}`.slice(0, 200),
    note,
  })
}

async function branch(asked: Asked, base: string): Promise<ReadResult> {
  const { git, folder, signal } = asked
  const { id, label, note } = await branchPoint(git, folder, base, signal)
  const question = questionOf(asked, { what: [id], toWorktree: true, use: 'own' })
  return withUntracked(asked, question, { old: { kind: 'tree', id }, label, note })
}

async function twoTrees(asked: Asked, { store, oldTree, newTree, label, note }: TwoTrees): Promise<ReadResult> {
  const toWorktree = newTree === null
  const question = questionOf(asked, {
    what: newTree === null ? [oldTree] : [oldTree, newTree],
    toWorktree,
    // What happened in this very folder: taking it back is the person's to say, in .codex too.
    use: 'own',
    store,
  })
  const inRepository = (await folderPrefix(asked.git, asked.folder, asked.signal)) !== null
  const read = await fromGit(asked, question, {
    old: { kind: 'tree', id: oldTree },
    new: newTree === null ? { kind: 'worktree' } : { kind: 'tree', id: newTree },
    label,
    note,
  })
  return { ...read, inRepository }
}

async function patchText({ git, folder, signal }: Asked, { patch, label, note }: PatchText): Promise<ReadResult> {
  const prefix = await folderPrefix(git, folder, signal)
  const { files, strayHunks } = patchFiles(patch, { folder: folder.path, prefix: prefix ?? Buffer.alloc(0) })
  const stray = strayHunks > 0 ? 'A part of the patch names no file and is left out.' : null
  return {
    ...listed(files),
    old: { kind: 'patch' },
    new: { kind: 'patch' },
    store: null,
    label,
    note: joined(note, stray),
    inRepository: prefix !== null,
    alone: (file) => Promise.resolve(file),
  }
}

interface Told {
  readonly old: Side
  readonly new: Side
  readonly label: string
  readonly note: string | null
}

async function fromGit(asked: Asked, question: DiffQuestion, told: Told): Promise<ReadResult> {
  const { files, spaceOnly, cut } = await askGit(question, asked.signal)
  return {
    ...listed(files),
    ...told,
    store: question.store,
    note: joined(told.note, spaceNote(spaceOnly), cut ? cutNote : null),
    inRepository: true,
    alone: (file, signal) => askGitAlone(question, file, signal),
  }
}

/** As `fromGit`, against the working tree: untracked files are new ones. */
async function withUntracked(asked: Asked, question: DiffQuestion, told: Omit<Told, 'new'>): Promise<ReadResult> {
  const { git, folder, signal } = asked
  const [{ files: tracked, spaceOnly, cut }, paths] = await Promise.all([
    askGit(question, signal),
    untrackedPaths(git, folder, signal),
  ])
  // Taken out of the index but still there: against a commit it is a changed file, told once.
  const kept = new Map(
    question.what.includes('--ours')
      ? []
      : tracked.filter(({ view }) => view.status === 'deleted').map((file) => [file.rawPath.toString('latin1'), file]),
  )
  const untracked = await untrackedFiles(folder, paths.slice(0, listedFiles), signal)
  const isKept = (file: HeldFile): boolean => kept.has(file.rawPath.toString('latin1'))
  const stillThere = new Set(untracked.filter(isKept).map(({ rawPath }) => rawPath.toString('latin1')))
  const changed = await Promise.all(
    tracked.map((file) =>
      stillThere.has(file.rawPath.toString('latin1')) && file.oldId
        ? askGitAlone({ ...question, what: [file.oldId] }, file, signal).then((one) => ({ ...one, oldId: file.oldId }))
        : file,
    ),
  )
  const own = new Set(untracked.filter((file) => !isKept(file)))
  const files = [...changed, ...own].toSorted((left, right) => left.rawPath.compare(right.rawPath))
  const more = Math.max(0, paths.length - listedFiles)
  return {
    ...listed(files, more),
    ...told,
    new: { kind: 'worktree' },
    store: null,
    note: joined(told.note, spaceNote(spaceOnly), cut ? cutNote : null),
    inRepository: true,
    alone: (file, stop) => (own.has(file) ? untrackedAlone(folder, file) : askGitAlone(question, file, stop)),
  }
}

function questionOf(
  { git, folder, ignoreSpace }: Asked,
  rest: Pick<DiffQuestion, 'what' | 'use'> & Partial<DiffQuestion>,
): DiffQuestion {
  return { git, folder, ignoreSpace, toWorktree: false, store: null, ...rest }
}

function listed(files: readonly HeldFile[], more = 0): Pick<ReadResult, 'files' | 'fileCount'> {
  return { files: files.slice(0, listedFiles), fileCount: files.length + more }
}

const cutNote = 'Too much to read at once: some files are listed without their lines and counts. Open them one by one.'

function spaceNote(files: number): string | null {
  if (files === 0) return null
  return files === 1 ? 'One file differs in spaces only.' : `${files} files differ in spaces only.`
}

function joined(...notes: (string | null)[]): string | null {
  return notes.filter(Boolean).join(' ') || null
}

/** The tree without files, which every git knows by heart; which one tells the length of a repository's ids. */
function emptyTree(id: string): string {
  return id.length === 64
    ? '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'
    : '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
}
