// Says why nothing can be sent, with the act that helps.
import { Button } from '../../kit'
import { tellFailure } from '../../stores/app/notices'
import { useProjects } from '../../stores/app/projects'
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
      return (
        <Button size="sm" onClick={() => useProjects.getState().selectThread(projectId, null)}>
          New chat
        </Button>
      )
    case 'none':
      return null
    default:
      return blocker.act satisfies never
  }
}
