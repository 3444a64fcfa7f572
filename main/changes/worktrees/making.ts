// Makes one worktree: the record, the checkout, the copied files. All of it or nothing: what came before an error is taken back.
import { randomBytes } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Project } from '@contract/model'
import { makeFolder } from '../../codex/files/make-folder'
import type { Git } from '../git/run'
import { knownRefusal } from '../publish/git-words'
import { addCheckout, removeCheckout, removeFreshBranch, type CheckoutWish } from './checkout'
import { copyUntracked, type CopyReport } from './copy-untracked'
import type { Prepared } from './prepare'
import type { WorktreeRecord, WorktreeRecords } from './records'
import { folderName } from './slug'

export interface MakingParts {
  git: Git
  records: WorktreeRecords
  /** Told how far it is, in words. */
  say: (words: string) => void
}

export interface MakingWish {
  readonly projectId: string
  readonly base: string
  readonly branch: string
}

/** The record of a worktree that is about to be made below `home`, which is made when it is missing. */
export async function newRecord(
  home: string,
  { projectId, base, branch }: MakingWish,
  { baseId, inherits }: Prepared,
): Promise<WorktreeRecord> {
  const id = randomBytes(8).toString('hex')
  await makeFolder(home)
  const root = join(await realpath(home), projectId, folderName(branch, id))
  return {
    id,
    projectId,
    root,
    path: root,
    branch,
    base,
    baseId,
    inherits,
    createdAtMs: Date.now(),
    state: 'creating',
    problem: null,
    threadIds: [],
  }
}

export type ToCheckOut = Pick<Prepared, 'fileCount' | 'prefix' | 'hasSubmodules'> & Pick<CheckoutWish, 'startId'>

/** Makes what the record says. Rejects in words once nothing of it is left; the record says so when something is. */
export async function makeWorktree(
  parts: MakingParts,
  project: Project,
  record: WorktreeRecord,
  wanted: ToCheckOut,
  signal: AbortSignal,
): Promise<void> {
  const { records, git } = parts
  await records.add(record)
  try {
    await make(parts, project, record, wanted, signal)
  } catch (error) {
    const stuck = await removeCheckout(git, project.path, record.root)
    if (wanted.startId !== null) await removeFreshBranch(git, project.path, record.branch, wanted.startId)
    if (stuck === null) await records.drop(record.id)
    else await records.change(record.id, { state: 'failed', problem: stuck })
    throw error
  }
}

async function make(
  { records, git, say }: MakingParts,
  project: Project,
  { id, root, branch }: WorktreeRecord,
  { fileCount, prefix, hasSubmodules, startId }: ToCheckOut,
  signal: AbortSignal,
): Promise<void> {
  say(fileCount === null ? 'Checking out files' : `Checking out ${counted(fileCount)}`)
  const path = await addCheckout(git, { from: project.path, root, branch, startId, prefix }, signal)
  const { copy } = records.settings(project.id)
  if (copy.length > 0) say('Copying untracked files')
  const report = await copyUntracked(git, { from: project.path, to: path, patterns: copy }, signal).catch(
    (error: unknown) => {
      throw knownRefusal(error instanceof Error ? error.message : '') ?? error
    },
  )
  signal.throwIfAborted()
  await records.change(id, { path, state: 'ready', problem: notesOf(report, hasSubmodules) })
}

const counted = (files: number): string => `${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}`

/** What the person should know of a worktree that stands; null when nothing. */
function notesOf({ left }: CopyReport, hasSubmodules: boolean): string | null {
  const notes = hasSubmodules ? ['Its submodules are empty: git submodule update --init fills them.'] : []
  const named = left.slice(0, 5).map(({ path, reason }) => `${path} (${reason})`)
  const more = left.length > named.length ? ` and ${left.length - named.length} more` : ''
  if (named.length > 0) notes.push(`Not copied: ${named.join(', ')}${more}.`)
  return notes.length === 0 ? null : notes.join(' ')
}
