// Asks git for one difference and makes files of a view from its answer: one process, bounded. Where it stops, files are still
// listed and can be read alone.
import { lstat } from 'node:fs/promises'
import { CallError } from '../../app/call-error'
import { blobSizes } from '../git/blob'
import { inWords, noRepository } from '../git/commit'
import { folderPrefix } from '../git/prefix'
import type { Git } from '../git/run'
import type { PathUse } from '../path-guard'
import type { Folder, HeldFile } from '../view-model'
import { workPath } from '../work-file'
import { comparedBytes, diffArgs, diffConfig } from './diff-args'
import { readDiffOutput, type DiffOutput, type PatchSection, type RawEntry } from './diff-output'
import { statusOf } from './file-form'
import { heldFile } from './held-file'
import { heldHunks } from './hunks'

/** Git's answer for a view is read up to here. */
const viewBytes = 64 * 1024 * 1024
const aloneBytes = 160 * 1024 * 1024
/** How many files without lines are asked for their size. */
const sizedFiles = 2000
/** Git’s exit code where it doesn't understand its arguments. */
const usageCode = 129

export interface DiffQuestion {
  readonly git: Git
  readonly folder: Folder
  /** What to compare, after `diff` and its options: `--cached`, two ids … Never a person's words. */
  readonly what: readonly string[]
  readonly use: PathUse
  readonly ignoreSpace: boolean
  /** The new side is the working tree: its ids are in no store. */
  readonly toWorktree: boolean
  /** A store of our own, whose trees have the folder as their root; null: the folder's repository. */
  readonly store: string | null
}

export interface DiffAnswer {
  readonly files: HeldFile[]
  /** Files that differ in spaces only and are left out for that. */
  readonly spaceOnly: number
  /** Some files could not be read with the others. */
  readonly cut: boolean
}

/** The files of a difference, in git's order. Rejects with a CallError in git's words. */
export async function askGit(question: DiffQuestion, signal?: AbortSignal): Promise<DiffAnswer> {
  const output = await runDiff(question, { signal, paths: [] })
  return answerOf(question, output, signal)
}

/** Reads one file of the difference alone, up to larger bounds; gives it back as it was where that is not enough. */
export async function askGitAlone(question: DiffQuestion, file: HeldFile, signal?: AbortSignal): Promise<HeldFile> {
  const paths = [file.rawOldPath, file.rawPath].filter((path) => path !== null).map((path) => path.toString('utf8'))
  // Arguments are text: a name that is no UTF-8 can't be asked for.
  if (!file.rawPath.equals(Buffer.from(paths.at(-1) ?? ''))) return file
  const output = await runDiff(question, { signal, paths })
  const { files } = await answerOf(question, output, signal, true)
  return files.find(({ rawPath }) => rawPath.equals(file.rawPath)) ?? file
}

async function runDiff(
  { git, folder, what, ignoreSpace, toWorktree, store }: DiffQuestion,
  { signal, paths }: { signal: AbortSignal | undefined; paths: readonly string[] },
): Promise<DiffOutput> {
  const alone = paths.length > 0
  // Between two trees of a store of our own, nothing of the folder is read and nothing of its config counts.
  const inStore = store !== null && !toWorktree
  const trusted = inStore || folder.trusted
  const args = [
    ...(store === null ? [] : [`--git-dir=${store}`]),
    ...(store !== null && toWorktree ? [`--work-tree=${folder.path}`] : []),
    ...diffArgs({ ignoreSpace, trusted, relative: store === null }),
    ...what,
    '--',
    ...paths,
  ]
  const ended = await git.run(args, {
    cwd: inStore ? store : folder.path,
    trusted,
    signal,
    config: diffConfig({ alone }),
    maxBytes: alone ? aloneBytes : viewBytes,
  })
  // Outside of a repository `git diff` takes itself for a comparison of two paths: it answers with its usage and nothing else.
  if (ended.code === usageCode && store === null && (await folderPrefix(git, folder, signal)) === null)
    throw noRepository()
  if (ended.code !== 0 && !ended.cut) throw inWords(['diff'], ended)
  try {
    return readDiffOutput(ended.stdout, ended.cut)
  } catch (error) {
    throw new CallError(
      'git-failed',
      'Git’s answer could not be read.',
      error instanceof Error ? error.message : undefined,
    )
  }
}

async function answerOf(
  question: DiffQuestion,
  output: DiffOutput,
  signal: AbortSignal | undefined,
  alone = false,
): Promise<DiffAnswer> {
  const { ignoreSpace, use } = question
  const files: HeldFile[] = []
  const unmerged = new Set<string>()
  let spaceOnly = 0
  let cut = false
  for (const { entry, section } of output.entries) {
    const key = entry.path.toString('latin1')
    if (entry.status === 'U') {
      unmerged.add(key)
    } else if (unmerged.has(key)) {
      // The same file once more, told against our side of the merge: that is what is drawn of a conflict.
      files.pop()
    }
    if (ignoreSpace && section === null && !output.cut && entry.status === 'M' && entry.oldMode === entry.newMode) {
      spaceOnly += 1
      continue
    }
    const file = fileOf(entry, section, { output, use, conflicted: unmerged.has(key) })
    if (file.hunks === null) cut = true
    files.push(file)
  }
  return {
    files: await withSizes(question, files, alone ? comparedBytes.alone : comparedBytes.inView, signal),
    spaceOnly,
    cut,
  }
}

function fileOf(
  entry: RawEntry,
  section: PatchSection | null,
  { output, use, conflicted }: { output: DiffOutput; use: PathUse; conflicted: boolean },
): HeldFile {
  const unread = section ? section.cut : output.cut && !sameContent(entry)
  const hunks = unread ? null : heldHunks(entry.path, output.bytes, section?.hunks ?? [])
  const binary = section?.binary ?? false
  const ids = `${section?.oldId ?? entry.oldId} ${section?.newId ?? entry.newId}`
  return heldFile(
    {
      rawPath: entry.path,
      rawOldPath: entry.oldPath,
      status: conflicted ? 'conflicted' : statusOf(entry.status),
      oldMode: modeOf(entry.oldMode),
      newMode: modeOf(entry.newMode),
      oldId: idOf(entry.oldId),
      newId: idOf(entry.newId),
      hunks,
      added: sum(hunks && section ? section.hunks.map(({ added }) => added) : []),
      removed: sum(hunks && section ? section.hunks.map(({ removed }) => removed) : []),
      binary,
      // Where lines tell the change, ids don't: they differ by what happened to other lines, too.
      content: hunks !== null && hunks.length > 0 ? '' : ids,
      ...(unread ? { form: 'huge' as const } : {}),
    },
    use,
  )
}

/** What git calls binary because of its size alone (over `most` bytes) is told as huge: it may be opened alone. */
async function withSizes(
  { git, folder, store, toWorktree }: DiffQuestion,
  files: HeldFile[],
  most: number,
  signal: AbortSignal | undefined,
): Promise<HeldFile[]> {
  const inQuestion = files.filter(({ view }) => view.form === 'binary').slice(0, sizedFiles)
  if (inQuestion.length === 0) return files
  const ids = inQuestion.flatMap(({ oldId, newId }) => [oldId, newId].filter((id) => id !== null))
  const sizes = await blobSizes(git, { folder, store, ...(signal ? { signal } : {}) }, ids)
  const sizeOf = (id: string | null): number => (id === null ? 0 : (sizes.get(id) ?? 0))
  const huge = new Set<HeldFile>()
  for (const file of inQuestion) {
    const onDisk = toWorktree && file.newId === null ? await sizeOnDisk(folder, file.rawPath) : 0
    if (Math.max(sizeOf(file.oldId), sizeOf(file.newId), onDisk) > most) huge.add(file)
  }
  return files.map((file) => (huge.has(file) ? { ...file, view: { ...file.view, form: 'huge' }, hunks: null } : file))
}

async function sizeOnDisk(folder: Folder, rawPath: Buffer): Promise<number> {
  const stats = await lstat(workPath(folder.path, rawPath)).catch(() => null)
  return stats?.isFile() ? stats.size : 0
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

const modeOf = (mode: string): string | null => (/^[0-7]{6}$/.test(mode) && mode !== '000000' ? mode : null)

const idOf = (id: string): string | null => (/^0*$/.test(id) ? null : id)

/** A pure rename or a change of mode has no lines, and none were missed. */
function sameContent({ oldId, newId }: RawEntry): boolean {
  return oldId === newId && idOf(newId) !== null
}
