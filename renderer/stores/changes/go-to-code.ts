// Ways from a comment or a finding to its lines in the Changes panel.
import type { ReviewTarget } from '@protocol/v2/ReviewTarget'
import { fields, textIn } from '../threads/decode'
import { showChanges, useChosen, scopeOf, type Choice } from './chosen'
import type { CodeComment } from './code-comment'
import { useChanges } from './open-view'

/** The choice that a comment was written under; null where its source can't be chosen any more. Pure. */
export function choiceOfKey(sourceKey: string): Choice | null {
  let read
  try {
    read = fields(JSON.parse(sourceKey))
  } catch {
    // Kept by another version of the app.
    return null
  }
  const revision = textIn(read, 'revision')
  const base = textIn(read, 'base')
  const taskId = textIn(read, 'taskId')
  switch (read['kind']) {
    case 'turn':
      return { kind: 'turn', turnId: textIn(read, 'turnId') }
    case 'session':
    case 'unstaged':
    case 'staged':
      return { kind: read['kind'] }
    case 'commit':
      return revision === null ? null : { kind: 'commit', revision }
    case 'branch':
      return base === null ? null : { kind: 'branch', base }
    case 'task':
      return taskId === null
        ? null
        : { kind: 'task', taskId, attempt: typeof read['attempt'] === 'number' ? read['attempt'] : null }
    default:
      return null
  }
}

/** What a review looked at, from Codex's own words for it ("current changes", "changes against 'main'", "commit 1e53644: title"). Pure. */
export function choiceOfHint(hint: string): Choice {
  const base = /^changes against '(.+)'$/.exec(hint.trim())?.[1]
  if (base !== undefined) return { kind: 'branch', base }
  const revision = /^commit ([0-9a-f]{4,64})(?::|$)/i.exec(hint.trim())?.[1]
  return revision === undefined ? { kind: 'unstaged' } : { kind: 'commit', revision }
}

/** The choice that shows what a review looks at. Pure. */
export function choiceOfTarget(target: ReviewTarget): Choice {
  switch (target.type) {
    case 'baseBranch':
      return { kind: 'branch', base: target.branch }
    case 'commit':
      return { kind: 'commit', revision: target.sha }
    case 'uncommittedChanges':
    case 'custom':
      return { kind: 'unstaged' }
    default:
      return target satisfies never
  }
}

export function goToComment(projectId: string, threadId: string | null, comment: CodeComment): void {
  const { path, side, to } = comment
  const choice = choiceOfKey(comment.sourceKey) ?? { kind: 'unstaged' }
  // The line of one whose code is gone is another by now.
  showChanges(projectId, threadId, choice, comment.outdated ? path : { path, side, line: to })
}

/** To a line of a file: in what the panel shows already where the file is part of it, else in `choice`. */
export function goToLine(
  projectId: string,
  threadId: string | null,
  at: { path: string; line: number },
  choice: Choice,
): void {
  const { view, place, source } = useChanges.getState()
  const open = useChosen.getState().choices[scopeOf(projectId, threadId)]
  const isShown = place?.projectId === projectId && view?.files.some(({ path }) => path === at.path) === true
  const shown = isShown && source !== null ? (open ?? choiceOfKey(JSON.stringify(source))) : null
  showChanges(projectId, threadId, shown ?? choice, { ...at, side: 'new' })
}
