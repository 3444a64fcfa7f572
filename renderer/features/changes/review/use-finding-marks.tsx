// What the last review of the chat found, on the lines of the open changes; and what it found elsewhere, as a list.
import { useMemo } from 'react'
import { useProjects } from '../../../stores/app/projects'
import { lastReviewOf, pathInFolder } from '../../../stores/changes/review-findings'
import { useReview } from '../../../stores/changes/review'
import { findingKey, type Finding } from '../../../stores/changes/review-text'
import { useFolderOf } from '../../../stores/changes/worktrees'
import { isReviewing } from '../../../stores/threads/review-turn'
import { useThreads } from '../../../stores/threads/threads'
import type { ShownChanges } from '../shown-changes'
import type { Annotation } from '../viewer'
import { FindingNote } from './finding-note'

export interface FindingMarks {
  annotations: readonly Annotation[]
  /** Findings with a line in the open changes, and those without. */
  here: readonly Finding[]
  elsewhere: readonly Finding[]
  running: boolean
  root: string | null
}

const nothingDismissed: readonly string[] = []

export function useFindingMarks(shown: ShownChanges | null): FindingMarks {
  const projectId = shown?.projectId ?? ''
  const threadId = shown?.threadId ?? null
  const projectPath = useProjects((state) => state.projects.find(({ id }) => id === projectId)?.path ?? null)
  const root = useFolderOf(projectId, threadId, projectPath)
  const turns = useThreads((state) => (threadId === null ? undefined : state.threads[threadId]?.turns))
  const running = useThreads((state) => {
    const thread = threadId === null ? undefined : state.threads[threadId]
    return thread !== undefined && isReviewing(thread)
  })
  const dismissed = useReview(
    (state) => (threadId === null ? undefined : state.dismissed[threadId]) ?? nothingDismissed,
  )
  const last = useMemo(() => (turns === undefined ? null : lastReviewOf({ turns })), [turns])
  const findings = last?.review.findings
  const files = shown?.view.files

  return useMemo(() => {
    const marks = { annotations: [] as Annotation[], here: [] as Finding[], elsewhere: [] as Finding[], running, root }
    if (threadId === null) return marks
    for (const [place, finding] of (findings ?? []).entries()) {
      const key = findingKey(finding)
      if (dismissed.includes(key)) continue
      const path = pathInFolder(root, finding.path)
      const file = path === null ? undefined : files?.find((one) => one.path === path)
      if (file === undefined) {
        marks.elsewhere.push(finding)
        continue
      }
      marks.here.push(finding)
      const { from, to } = finding
      marks.annotations.push({
        key: `finding:${place}/${key}`,
        fileId: file.id,
        side: 'new',
        line: file.status === 'deleted' ? 0 : to,
        ...(from < to && file.status !== 'deleted' ? { from } : {}),
        node: <FindingNote finding={finding} threadId={threadId} projectId={projectId} root={root} />,
      })
    }
    return marks
  }, [findings, files, dismissed, running, root, threadId, projectId])
}
