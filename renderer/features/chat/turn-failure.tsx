// Why a turn failed, in plain words, with the acts that help.
import { useState } from 'react'
import { Button, CollapsibleRow } from '../../kit'
import type { TurnState } from '../../stores/threads/model'
import { tellFailure } from '../../stores/app/notices'
import { useProjects } from '../../stores/app/projects'
import { useThreads } from '../../stores/threads/threads'
import { useUi } from '../../stores/app/ui'
import { CopyButton } from './copy-button'
import { askedIn } from './resend'
import { ResendActs } from './resend-acts'
import { explainError, type ErrorAct } from './turn-errors'

interface TurnFailureProps {
  turn: TurnState
  last: boolean
  projectId: string
  threadId: string
}

export function TurnFailure({ turn, last, projectId, threadId }: TurnFailureProps) {
  const ownProvider = useProjects((state) => state.projects.find(({ id }) => id === projectId)?.source === 'provider')
  const words = explainError(turn.error, ownProvider)
  return (
    <div className="group/copy my-1 rounded-md border border-line bg-failed-soft px-3 py-2">
      <div className="flex items-start gap-2 select-text">
        <p className="min-w-0 flex-1 break-words whitespace-pre-wrap">
          {words.title} {words.advice}
        </p>
        <CopyButton text={() => [words.title, words.details].filter(Boolean).join('\n\n')} label="Copy error" />
      </div>
      {words.details !== '' && (
        <CollapsibleRow summary={<span className="text-small text-muted">Details</span>}>
          <pre className="max-h-60 overflow-auto text-code break-words whitespace-pre-wrap select-text">
            {words.details}
          </pre>
        </CollapsibleRow>
      )}
      {last && (
        <div className="mt-2 flex flex-wrap gap-1">
          <HelpingAct act={words.act} projectId={projectId} threadId={threadId} />
          {askedIn(turn) && <ResendActs turn={turn} projectId={projectId} threadId={threadId} retry={words.retry} />}
        </div>
      )}
    </div>
  )
}

function HelpingAct({ act, projectId, threadId }: { act: ErrorAct; projectId: string; threadId: string }) {
  const [busy, setBusy] = useState(false)
  switch (act) {
    case 'sign-in':
      return (
        <Button size="sm" onClick={() => useUi.getState().showPage('settings', 'account')}>
          Sign in again
        </Button>
      )
    case 'compact': {
      const compact = async (): Promise<void> => {
        setBusy(true)
        const result = await useThreads.getState().compact(threadId)
        setBusy(false)
        if (!result.ok) tellFailure('The conversation was not compacted', result.error, projectId)
      }
      return (
        <Button size="sm" busy={busy} onClick={() => void compact()}>
          Compact
        </Button>
      )
    }
    case 'new-chat':
      return (
        <Button size="sm" onClick={() => useProjects.getState().selectThread(projectId, null)}>
          New chat
        </Button>
      )
    case 'choose-model':
      return (
        <Button size="sm" onClick={() => document.querySelector<HTMLElement>('[data-testid="picker-model"]')?.focus()}>
          Choose a model
        </Button>
      )
    case 'show-config':
      return (
        <Button size="sm" onClick={() => void useProjects.getState().reveal(projectId, 'config')}>
          Show config.toml
        </Button>
      )
    case 'none':
      return null
    default:
      return act satisfies never
  }
}
