// Says why nothing can be sent, with the act that helps.
import { useState } from 'react'
import { Button } from '../../kit'
import { tellFailure } from '../../stores/app/notices'
import { useProjects } from '../../stores/app/projects'
import { useComposer } from '../../stores/composer/composer'
import { useThreads } from '../../stores/threads/threads'
import { useUi } from '../../stores/app/ui'
import type { Blocker } from './blocker'

interface BlockerLineProps {
  id: string
  blocker: Blocker
  projectId: string
  threadId: string | null
}

export function BlockerLine({ id, blocker, projectId, threadId }: BlockerLineProps) {
  return (
    <div id={id} data-testid="blocker" className="flex flex-wrap items-center gap-2 text-small text-waiting">
      <span className="min-w-0 break-words select-text">{blocker.message}</span>
      <HelpingAct blocker={blocker} projectId={projectId} threadId={threadId} />
    </div>
  )
}

function HelpingAct({ blocker, projectId, threadId }: Omit<BlockerLineProps, 'id'>) {
  switch (blocker.act) {
    case 'sign-in':
      return (
        <Button size="sm" onClick={() => useUi.getState().showPage('settings', 'account')}>
          Sign in
        </Button>
      )
    case 'unarchive': {
      const unarchive = async (): Promise<void> => {
        if (threadId === null) return
        const result = await useThreads.getState().unarchive(projectId, threadId)
        if (!result.ok) tellFailure('The chat was not taken out of the archive', result.error, projectId)
      }
      return (
        <Button size="sm" onClick={() => void unarchive()}>
          Unarchive
        </Button>
      )
    }
    case 'new-chat':
      return <NewChat projectId={projectId} />
    case 'copy':
      return (
        <span className="flex gap-2">
          {threadId !== null && <CopyChat projectId={projectId} threadId={threadId} />}
          <NewChat projectId={projectId} />
        </span>
      )
    case 'none':
      return null
    default:
      return blocker.act satisfies never
  }
}

function NewChat({ projectId }: { projectId: string }) {
  return (
    <Button size="sm" onClick={() => useProjects.getState().selectThread(projectId, null)}>
      New chat
    </Button>
  )
}

/**
 * The copy goes to the model provider that is in use now, with the words that wait, and to one of its models: the chosen one belongs
 * to the old provider.
 */
function CopyChat({ projectId, threadId }: { projectId: string; threadId: string }) {
  const [busy, setBusy] = useState(false)
  const copy = async (): Promise<void> => {
    setBusy(true)
    const result = await useThreads.getState().fork(projectId, threadId, null)
    setBusy(false)
    if (!result.ok) return tellFailure('The chat was not copied', result.error, projectId)
    const { take, restore, edit } = useComposer.getState()
    restore(result.value.threadId, take(threadId))
    edit(result.value.threadId, { model: null, effort: null })
  }
  return (
    <Button size="sm" busy={busy} onClick={() => void copy()}>
      Go on in a copy
    </Button>
  )
}
