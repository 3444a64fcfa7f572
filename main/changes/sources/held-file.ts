// Makes what a view holds of one changed file: its bytes, and what the page is told of it. Pure.
import { createHash } from 'node:crypto'
import type { FileForm, FileStatus } from '@contract/changes'
import { judgePath, type PathUse } from '../path-guard'
import type { HeldFile, HeldHunk } from '../view-model'
import { formOf } from './file-form'

export interface FileFacts {
  readonly rawPath: Buffer
  readonly rawOldPath: Buffer | null
  readonly status: FileStatus
  readonly oldMode: string | null
  readonly newMode: string | null
  readonly oldId: string | null
  readonly newId: string | null
  readonly hunks: readonly HeldHunk[] | null
  readonly added: number
  readonly removed: number
  readonly binary: boolean
  /** What tells this change from another where there are no hunks: ids, size and time. */
  readonly content: string
  /** Known already; else told from the rest. */
  readonly form?: FileForm
  /** A reason that the reader knows of; the path's own is looked for otherwise. */
  readonly refused?: string | null
  /** How many files of this path stand before it in the view: a patch may name one more than once. */
  readonly nth?: number
}

/** The file as a view holds it. `use`: whose patch it is, which decides what its path may be. */
export function heldFile(facts: FileFacts, use: PathUse): HeldFile {
  const { rawPath, rawOldPath, status, oldMode, newMode, oldId, newId, hunks, added, removed, binary } = facts
  const path = rawPath.toString('utf8')
  const firstHunk = hunks?.[0]?.bytes ?? null
  const refused = facts.refused ?? judgePath(rawPath, use) ?? (rawOldPath && judgePath(rawOldPath, use))
  return {
    view: {
      id: idOf(rawPath, status === 'deleted' ? 'gone' : '', facts.nth ?? 0),
      path,
      oldPath: rawOldPath?.toString('utf8') ?? null,
      status,
      form: facts.form ?? formOf({ path, oldMode, newMode, binary, firstHunk }),
      added,
      removed,
      oldMode,
      newMode,
      mark: markOf(facts),
      refused,
    },
    rawPath,
    rawOldPath,
    oldId,
    newId,
    hunks,
  }
}

/** The same file has the same id in the next view of the same source, so that what was unfolded or focused can stay so. */
function idOf(rawPath: Buffer, side: string, nth: number): string {
  const hash = createHash('sha1').update(rawPath)
  return hash
    .update(`\0${side}${nth === 0 ? '' : nth}`)
    .digest('hex')
    .slice(0, 16)
}

function markOf(facts: FileFacts): string {
  const { rawOldPath, status, oldMode, newMode, hunks, content } = facts
  const hash = createHash('sha1').update(`${status} ${oldMode ?? ''} ${newMode ?? ''} ${content}\0`)
  if (rawOldPath) hash.update(rawOldPath).update('\0')
  for (const { bytes } of hunks ?? []) hash.update(bytes)
  return hash.digest('hex').slice(0, 20)
}
