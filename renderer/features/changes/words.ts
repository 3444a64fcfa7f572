// What the Changes panel says: names of sources, how the folder stands, what an act is called where. Pure.
import type { ChangeAct, ChangeSource, ChangeView, GitFacts, GitOperation } from '../../../preload/contract/changes'
import type { Choice } from '../../stores/changes/chosen'

export const count = (number: number, one: string, several = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : several}`

/** The name of a choice, as its button says it. `isLast`: a turn by name is the newest one. */
export function choiceWords(choice: Choice, isLast = false): string {
  switch (choice.kind) {
    case 'turn':
      return choice.turnId === null || isLast ? 'Last turn' : 'An earlier turn'
    case 'session':
      return 'This chat'
    case 'unstaged':
      return 'Unstaged'
    case 'staged':
      return 'Staged'
    case 'commit':
      return `Commit ${/^[0-9a-f]{12,}$/i.test(choice.revision) ? choice.revision.slice(0, 8) : choice.revision}`
    case 'branch':
      return `Against ${choice.base}`
    case 'task':
      return 'Cloud task'
    default:
      return choice satisfies never
  }
}

/** Accessible name of the list of diffs. */
export function listWords(source: ChangeSource): string {
  switch (source.kind) {
    case 'turn':
      return 'Changes of the turn'
    case 'session':
      return 'Changes of this chat'
    case 'unstaged':
      return 'Unstaged changes'
    case 'staged':
      return 'Staged changes'
    case 'commit':
      return `Changes of commit ${source.revision}`
    case 'branch':
      return `Changes against ${source.base}`
    case 'rewind':
      return 'What going back would change'
    case 'task':
      return 'Changes of the task'
    default:
      return source satisfies never
  }
}

/** Why a view has no files. */
export function emptyWords(source: ChangeSource): { title: string; words: string } {
  switch (source.kind) {
    case 'turn':
      return { title: 'This turn changed no files', words: 'Neither edits nor commands left a trace in the folder.' }
    case 'session':
      return { title: 'This chat changed no files', words: 'What Codex changes in it will be here.' }
    case 'unstaged':
      return { title: 'Nothing unstaged', words: 'The files are as they are staged, or as in the last commit.' }
    case 'staged':
      return { title: 'Nothing staged', words: 'Stage files or single hunks of the unstaged changes to commit them.' }
    case 'commit':
      return { title: 'An empty commit', words: 'It changed no files of this folder.' }
    case 'branch':
      return { title: 'No difference', words: `This branch has changed nothing since it left ${source.base}.` }
    case 'rewind':
      return { title: 'No file would change', words: 'The files are as they were before this turn.' }
    case 'task':
      return { title: 'This task changed no files', words: 'Its answer holds no diff.' }
    default:
      return source satisfies never
  }
}

const operations: Record<GitOperation, string> = {
  merge: 'A merge is under way',
  rebase: 'A rebase is under way',
  'cherry-pick': 'A cherry-pick is under way',
  revert: 'A revert is under way',
  bisect: 'A bisect is under way',
  am: 'Patches are being applied',
}

/** What of the repository's state a person must know before acting, in sentences. */
export function warnings(facts: GitFacts): string[] {
  const list: string[] = []
  if (facts.operation !== null) {
    const left = facts.conflicted > 0 ? `, ${count(facts.conflicted, 'file')} with conflicts` : ''
    list.push(`${operations[facts.operation]}${left}.`)
  } else if (facts.conflicted > 0) list.push(`${count(facts.conflicted, 'file')} with conflicts.`)
  if (facts.locked) list.push('Another program holds the lock of the index: staging and committing wait for it.')
  if (facts.sparse) list.push('A sparse checkout: files outside of it are not shown.')
  return list
}

export const actWords: Record<ChangeAct, string> = {
  stage: 'Stage',
  unstage: 'Unstage',
  revert: 'Revert',
  apply: 'Apply',
}

/** What an act over the whole view is called; null: it is not offered for all at once. */
export function bulkWords(source: ChangeSource, act: ChangeAct): string | null {
  switch (source.kind) {
    case 'turn':
      return { stage: 'Stage only this turn', unstage: null, revert: 'Revert this turn', apply: 'Apply' }[act]
    case 'session':
      return { stage: 'Stage only this chat', unstage: null, revert: 'Revert this chat', apply: 'Apply' }[act]
    case 'unstaged':
      return { stage: 'Stage all', unstage: null, revert: 'Revert all', apply: null }[act]
    case 'staged':
      return act === 'unstage' ? 'Unstage all' : null
    case 'commit':
      return { stage: null, unstage: null, revert: 'Revert this commit', apply: 'Apply' }[act]
    case 'branch':
      return { stage: null, unstage: null, revert: 'Revert all', apply: null }[act]
    case 'task':
      return act === 'apply' ? 'Apply all' : null
    case 'rewind':
      return null
    default:
      return source satisfies never
  }
}

/** What is left out of a view that is too long to list. */
export function cutWords(view: Pick<ChangeView, 'files' | 'fileCount'>): string | null {
  const left = view.fileCount - view.files.length
  return left > 0
    ? `The first ${count(view.files.length, 'file')} of ${view.fileCount.toLocaleString('en')} are listed.`
    : null
}
