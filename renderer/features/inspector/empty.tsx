// What the timeline says when it has nothing to show, and what to do about it.
import { Activity, FileQuestion, FilterX, MessagesSquare } from 'lucide-react'
import { Button, EmptyState, Spinner } from '../../kit'
import { useInspector } from '../../stores/sessions/inspector'
import { useInspectorFile } from '../../stores/sessions/inspector-file'
import type { ShownSource } from './use-source'

const openFile = () => void useInspectorFile.getState().pick()
const OpenButton = () => <Button onClick={openFile}>Open a file…</Button>

interface EmptyTimelineProps {
  projectId: string | null
  threadId: string | null
  source: ShownSource
}

export function EmptyTimeline({ projectId, threadId, source }: EmptyTimelineProps) {
  const setSource = useInspector((state) => state.setSource)
  const { problem, inspection, reading, atEnd, openThread } = useInspectorFile()
  if (threadId === null && !source.picked) {
    return (
      <EmptyState icon={MessagesSquare} title="No chat to inspect" action={<OpenButton />}>
        {projectId === null
          ? 'Open a folder and a chat to see its events, or open any rollout file.'
          : 'A new chat has no events until its first message. Choose a chat, or open any rollout file.'}
      </EmptyState>
    )
  }
  if (source.kind === 'live') {
    return (
      <EmptyState
        icon={Activity}
        title="Nothing has happened yet"
        action={<Button onClick={() => setSource('file')}>Read the file</Button>}
      >
        Events show here as they reach this window. What happened before it opened is in the chat’s file.
      </EmptyState>
    )
  }
  if (problem !== null) {
    return (
      <EmptyState
        icon={FileQuestion}
        title={inspection === null ? 'No file to read' : 'The file can’t be read'}
        action={
          <div className="flex gap-2">
            {projectId !== null && threadId !== null && !source.picked && (
              <Button onClick={() => void openThread({ projectId, threadId })}>Try again</Button>
            )}
            <OpenButton />
          </div>
        }
      >
        <span role="alert">{problem.message}</span>
        {problem.detail && <span className="mt-1 block text-small break-all text-faint">{problem.detail}</span>}
      </EmptyState>
    )
  }
  if (reading === 'no' && atEnd) {
    return (
      <EmptyState icon={FileQuestion} title="The file is empty" action={<OpenButton />}>
        {inspection?.name} holds no records.
      </EmptyState>
    )
  }
  return <Spinner label="Reading the file…" className="justify-center p-8" />
}

export function NothingMatches({ more, busy, onMore }: { more: boolean; busy: boolean; onMore: () => void }) {
  const { setText } = useInspector()
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <EmptyState
        icon={FilterX}
        title={more ? 'Nothing matches in what was read' : 'Nothing matches the filter'}
        action={
          <div className="flex gap-2">
            <Button onClick={() => setText('')}>Clear the words</Button>
            {more && (
              <Button busy={busy} onClick={onMore}>
                Read on to the end
              </Button>
            )}
          </div>
        }
      >
        Switch kinds on above, or look for other words.
      </EmptyState>
    </div>
  )
}
