// What `/review` can look at, and the lists that a person chooses from. Pure.
import type { ReviewTarget } from '@protocol/v2/ReviewTarget'
import type { GitFacts, RefList } from '../../../preload/contract/changes'

export type ReviewKind = ReviewTarget['type']

export const reviewKinds: readonly { kind: ReviewKind; label: string; hint: string }[] = [
  { kind: 'uncommittedChanges', label: 'Uncommitted changes', hint: 'Staged, unstaged and new files' },
  { kind: 'baseBranch', label: 'This branch', hint: 'What it has that another branch lacks' },
  { kind: 'commit', label: 'One commit', hint: 'What it changed' },
  { kind: 'custom', label: 'Something else', hint: 'In your own words' },
]

/** What was chosen or typed so far, by kind. */
export interface ReviewAnswers {
  branch: string
  commit: { id: string; title: string } | null
  instructions: string
}

/** The target of `review/start`; null while its text or choice is missing. */
export function targetOf(kind: ReviewKind, answers: ReviewAnswers): ReviewTarget | null {
  switch (kind) {
    case 'uncommittedChanges':
      return { type: 'uncommittedChanges' }
    case 'baseBranch':
      return answers.branch === '' ? null : { type: 'baseBranch', branch: answers.branch }
    case 'commit': {
      const { commit } = answers
      return commit === null ? null : { type: 'commit', sha: commit.id, title: commit.title || null }
    }
    case 'custom': {
      const instructions = answers.instructions.trim()
      return instructions === '' ? null : { type: 'custom', instructions }
    }
    default:
      return kind satisfies never
  }
}

export interface RefOption {
  value: string
  label: string
  note: string
}

/** More are found by searching. */
const mostShown = 60

/** Branches to compare with: the usual base first, never the one that is checked out. */
export function branchOptions(refs: RefList, facts: Pick<GitFacts, 'base'> | null, words: string): RefOption[] {
  const base = facts?.base ?? null
  return refs.branches
    .filter(({ name, current }) => !current && fits(name, words))
    .toSorted((one, other) => Number(other.name === base) - Number(one.name === base))
    .slice(0, mostShown)
    .map(({ name, remote }) => ({
      value: name,
      label: name,
      note: remote ? 'remote' : name === base ? 'usual base' : '',
    }))
}

/** Commits to choose from. One that isn't listed can be named by its id. */
export function commitOptions(refs: RefList, words: string): RefOption[] {
  const listed = refs.commits
    .filter(({ id, title, author }) => fits(`${id} ${title} ${author}`, words))
    .slice(0, mostShown)
    .map(({ id, short, title, author }) => ({ value: id, label: title || '(no title)', note: `${short} · ${author}` }))
  const typed = words.trim()
  if (listed.length > 0 || !/^[0-9a-f]{7,64}$/i.test(typed)) return listed
  return [{ value: typed, label: typed, note: 'an older commit' }]
}

function fits(text: string, words: string): boolean {
  const lower = text.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}
