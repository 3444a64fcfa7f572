// What an act did or why it did nothing, in a sentence for a notice.
import type { ActReport, ChangeAct } from '@contract/changes'
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

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
