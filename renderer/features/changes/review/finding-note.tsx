// A finding of the last review between the lines that it is about.
import { useState } from 'react'
import { Button, CopyButton } from '../../../kit'
import { tellFailure } from '../../../stores/app/notices'
import { findingWords, whereOf } from '../../../stores/changes/review-findings'
import { useReview } from '../../../stores/changes/review'
import { findingKey, type Finding } from '../../../stores/changes/review-text'
import { FindingView } from '../../../text/finding-view'

interface FindingNoteProps {
  finding: Finding
  threadId: string
  projectId: string
  root: string | null
}

export function FindingNote({ finding, threadId, projectId, root }: FindingNoteProps) {
  const [busy, setBusy] = useState(false)
  const fix = async (): Promise<void> => {
    setBusy(true)
    const result = await useReview.getState().fix(threadId, [finding], root)
    setBusy(false)
    if (!result.ok) tellFailure('Codex was not asked to mend it', result.error, projectId)
  }
  return (
    <FindingView
      finding={finding}
      where={whereOf(finding, root)}
      acts={
        <>
          <Button size="sm" disabled={busy} onClick={() => void fix()}>
            Fix this
          </Button>
          <Button
            size="sm"
            variant="plain"
            onClick={() => useReview.getState().dismiss(threadId, findingKey(finding), true)}
          >
            Dismiss
          </Button>
          <CopyButton text={() => findingWords(finding, root)} label="Copy finding" />
        </>
      }
    />
  )
}
