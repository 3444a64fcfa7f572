// Takes the removal of a worktree back: its checkout where it was, on its branch, with what was not committed. What git ignored is
// gone; it gets what new worktrees get.
import { lstat } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import type { ActReport } from '@contract/changes'
import type { Project } from '@contract/model'
import { CallError } from '../../app/call-error'
import { branchTip } from '../publish/branch-name'
import { makeWorktree, type MakingParts } from './making'
import type { Removed } from './removing'

export interface BringingBackParts extends MakingParts {
  /** Puts what was set aside into the new checkout. */
  bringBack: (asideId: string) => Promise<ActReport>
}

/**
 * Rejects in words: `in-the-way`, git's own, or `not-put-back` when the worktree is there again without what was not committed.
 * Chats that began in another worktree meanwhile stay there.
 */
export async function bringWorktreeBack(
  parts: BringingBackParts,
  project: Project,
  { record, tip, asideId }: Removed,
  signal: AbortSignal,
): Promise<void> {
  const { git, records } = parts
  // Making one clears its folder away when it fails, so nothing may be there before.
  const isTaken = await lstat(record.root).catch(() => null)
  if (isTaken !== null)
    throw new CallError(
      'in-the-way',
      `There is something at ${record.root} again, so the worktree was not brought back.`,
    )
  const below = relative(record.root, record.path).split(sep).filter(Boolean)
  await makeWorktree(
    parts,
    project,
    {
      ...record,
      state: 'creating',
      problem: null,
      threadIds: record.threadIds.filter((threadId) => records.ofThread(project.id, threadId) === null),
    },
    {
      // A branch that was kept may have been worked on; one that went is made anew where it was.
      startId: (await branchTip(git, project.path, record.branch)) === null ? tip : null,
      prefix: below.map((name) => `${name}/`).join(''),
      fileCount: null,
      hasSubmodules: false,
    },
    signal,
  )
  if (asideId === null) return
  const report = await parts.bringBack(asideId)
  if (!report.done)
    throw new CallError(
      'not-put-back',
      'The worktree is there again, but not what was not committed in it.',
      report.summary,
    )
}
