// The chats of one project in the sidebar, under headings of time, with more on request.
import { useEffect } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { Button, Spinner, useNow } from '../../kit'
import { useProjects } from '../../stores/projects'
import { useRequests } from '../../stores/requests'
import { useServers } from '../../stores/servers'
import { useThreads } from '../../stores/threads'
import { useUi } from '../../stores/ui'
import { groupByTime, markOf } from './groups'
import { isUnread, useSeen } from './seen'
import { ThreadRow } from './thread-row'

interface ThreadListProps {
  projectId: string
  /** False during start-up: reading the list starts the project's server, and the window comes first. */
  ready: boolean
}

export function ThreadList({ projectId, ready }: ThreadListProps) {
  const list = useThreads((state) => state.lists[projectId])
  const refreshList = useThreads((state) => state.refreshList)
  const loadMoreList = useThreads((state) => state.loadMoreList)
  const activeThread = useProjects((state) =>
    state.activeId === projectId ? (state.activeThreadId[projectId] ?? null) : null,
  )
  const select = useProjects((state) => state.select)
  const selectThread = useProjects((state) => state.selectThread)
  const showPage = useUi((state) => state.showPage)
  const seen = useSeen((state) => state.seen)
  const look = useSeen((state) => state.look)
  const waiting = useRequests(
    useShallow((state) =>
      state.requests.flatMap((request) => (request.projectId === projectId ? (request.threadId ?? []) : [])),
    ),
  )
  const running = useThreads(
    useShallow((state) =>
      Object.values(state.threads).flatMap((thread) =>
        thread.projectId === projectId && thread.runningTurnId !== null ? thread.id : [],
      ),
    ),
  )
  const serverState = useServers((state) => state.byProject[projectId]?.state)
  const now = useNow(60_000)
  const missing = list === undefined

  useEffect(() => {
    if (ready && missing) void refreshList(projectId)
  }, [ready, missing, projectId, refreshList])

  // A list that could not be read for want of a server is read again once there is one.
  const failed = list?.loading === 'failed'
  useEffect(() => {
    if (failed && serverState === 'ready') void refreshList(projectId)
  }, [failed, serverState, projectId, refreshList])

  const activeAt = list?.summaries.find((summary) => summary.id === activeThread)?.updatedAtMs
  useEffect(() => {
    if (activeThread !== null && activeAt !== undefined) look(activeThread, activeAt)
  }, [activeThread, activeAt, look])

  const open = (threadId: string) => {
    showPage('chat')
    select(projectId)
    selectThread(projectId, threadId)
  }

  if (!list) return ready ? <Spinner label="Reading the chats…" className="py-1 pl-6 text-small" /> : null
  const { summaries, archived, loading } = list
  return (
    <div className="flex flex-col pb-1">
      {archived && (
        <div className="flex items-center gap-2 py-0.5 pl-6 text-small text-muted">
          <span className="flex-1">Archived chats</span>
          <Button size="sm" variant="plain" onClick={() => void refreshList(projectId, { archived: false })}>
            Back
          </Button>
        </div>
      )}
      {groupByTime(summaries, now).map((group, index) => (
        <div key={`${group.period}:${index}`} role="group" aria-label={group.period}>
          {(index > 0 || group.period !== 'Today') && (
            <div className="pt-1.5 pb-0.5 pl-6 text-small text-faint">{group.period}</div>
          )}
          {group.threads.map((summary) => (
            <ThreadRow
              key={summary.id}
              projectId={projectId}
              summary={summary}
              active={summary.id === activeThread}
              archived={archived}
              nowMs={now}
              onOpen={open}
              mark={markOf({
                activity: summary.activity,
                waiting: waiting.includes(summary.id),
                running: running.includes(summary.id),
                unread: summary.id !== activeThread && isUnread(seen[summary.id], summary.updatedAtMs),
              })}
            />
          ))}
        </div>
      ))}
      {summaries.length === 0 && loading === 'none' && (
        <p className="py-1 pl-6 text-small text-faint">
          {archived ? 'Nothing is archived.' : 'No chats yet. Ask for something.'}
        </p>
      )}
      {loading === 'failed' && serverState === 'failed' && (
        <p className="py-1 pl-6 text-small text-failed">Codex does not run here.</p>
      )}
      {loading === 'failed' && serverState !== 'failed' && (
        <div className="flex flex-col items-start gap-1 py-1 pr-2 pl-6 text-small text-failed">
          <span className="break-words">
            The chats could not be read: {list.problem?.message ?? 'Codex did not say why.'}
          </span>
          <Button size="sm" onClick={() => void refreshList(projectId)}>
            Try again
          </Button>
        </div>
      )}
      {(loading === 'first' || loading === 'more') && (
        <Spinner label="Reading the chats…" className="py-1 pl-6 text-small" />
      )}
      {list.cursor !== null && loading === 'none' && (
        <Button size="sm" variant="plain" className="ml-5 self-start" onClick={() => void loadMoreList(projectId)}>
          Show more
        </Button>
      )}
    </div>
  )
}
