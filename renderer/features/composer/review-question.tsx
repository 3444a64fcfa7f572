// The chooser of `/review`, open while the chat in view is asked about; anything in the window may ask (stores/changes/review.ts).
import { lazy, Suspense, useEffect, useState } from 'react'
import type { ReviewTarget } from '@protocol/v2/ReviewTarget'
import { useUi } from '../../stores/app/ui'
import { scopeOf } from '../../stores/changes/chosen'
import { useReview } from '../../stores/changes/review'

const ReviewDialog = lazy(() => import('./review-dialog').then((module) => ({ default: module.ReviewDialog })))

interface ReviewQuestionProps {
  projectId: string
  threadId: string | null
}

export function ReviewQuestion({ projectId, threadId }: ReviewQuestionProps) {
  const asking = useReview(
    (state) => state.asking !== null && state.asking.projectId === projectId && state.asking.threadId === threadId,
  )
  const busy = useReview((state) => state.starting.has(scopeOf(projectId, threadId)))
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => setProblem(null), [asking])
  if (!asking) return null
  const close = (): void => {
    useReview.getState().stopAsking()
    useUi.getState().focusComposer()
  }
  const start = async (target: ReviewTarget): Promise<void> => {
    setProblem(null)
    const result = await useReview.getState().start(projectId, threadId, target)
    if (result.ok) close()
    else setProblem(result.error.message)
  }
  return (
    <Suspense>
      <ReviewDialog
        projectId={projectId}
        threadId={threadId}
        problem={problem}
        busy={busy}
        onClose={close}
        onStart={(target) => void start(target)}
      />
    </Suspense>
  )
}
