// What stands between the lines of the open view: comments that wait to be sent, findings of a review. Puts together what comments/
// and review/ give.
import { useMemo } from 'react'
import type { ShownChanges } from './shown-changes'
import { useCommentMarks } from './comments/use-comment-marks'
import type { Marks } from './marks'
import { ReviewBar } from './review/review-bar'
import { useFindingMarks } from './review/use-finding-marks'

/** `shown`: null while nothing is. */
export function useMarks(shown: ShownChanges | null): Marks {
  const comments = useCommentMarks(shown)
  const findings = useFindingMarks(shown)
  const annotations = useMemo(
    () => [...findings.annotations, ...comments.annotations],
    [findings.annotations, comments.annotations],
  )
  if (shown === null) return { annotations }
  const { here, elsewhere, running, root } = findings
  return {
    annotations,
    onComment: comments.onComment,
    bar: (
      <ReviewBar
        projectId={shown.projectId}
        threadId={shown.threadId}
        here={here}
        elsewhere={elsewhere}
        running={running}
        root={root}
      />
    ),
  }
}
