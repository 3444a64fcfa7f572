// What an act did or why it did nothing, in a sentence for a notice.
import type { ActReport, ChangeAct } from '@contract/changes'
import { systemErrorCode } from '../../codex/errors'
import { RootedError } from '../../codex/files/rooted-error'
import type { DirectedChange } from './directed'

const verbs: Record<ChangeAct, string> = {
  stage: 'Staged',
  unstage: 'Unstaged',
  revert: 'Reverted',
  apply: 'Applied',
}

/** "Staged 2 hunks of src/a.ts", "Reverted 3 files". */
export function actSummary(
  act: ChangeAct,
  changes: readonly Pick<DirectedChange, 'name' | 'whole' | 'hunks'>[],
): string {
  const verb = verbs[act]
  const [only] = changes
  if (changes.length !== 1 || !only) return `${verb} ${counted(changes.length, 'file')}`
  if (only.whole || !only.hunks) return `${verb} ${only.name}`
  return `${verb} ${counted(only.hunks.chosen.length, 'hunk')} of ${only.name}`
}

/** "Nothing was changed: src/a.ts has other changes." */
export function refusalSummary(conflicts: readonly ActReport['conflicts'][number][]): string {
  const [first] = conflicts
  if (!first) return 'Nothing was changed.'
  const rest = conflicts.length - 1
  const more = rest > 0 ? ` And ${counted(rest, 'more file')}.` : ''
  return `Nothing was changed: ${first.path} ${first.reason}${more}`
}

/** Why a file could not be written, after its name. The system's own words name paths that mean nothing to a person. */
export function writingTrouble(cause: unknown): string {
  if (cause instanceof RootedError) return `could not be written: ${cause.message}`
  const code = systemErrorCode(cause)
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'could not be written: the system doesn’t permit it.'
    case 'EROFS':
      return 'could not be written: the disk is read-only.'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'could not be written: the disk is full.'
    case 'ENAMETOOLONG':
      return 'could not be written: its name is too long.'
    case 'EEXIST':
    case 'ENOTDIR':
    case 'EISDIR':
      return 'could not be written: something else stands where it belongs.'
    default:
      return `could not be written (${code ?? 'unknown error'}).`
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
