// The chats of one project in the sidebar: sections, then headings of time, with further pages as the end comes near.
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { Button, Spinner, useNow } from '../../kit'
import type { ThreadSection } from '../../stores/threads/model'
import { useProjects } from '../../stores/app/projects'
import { useRequests } from '../../stores/app/requests'
import { useServers } from '../../stores/app/servers'
import { useSubAgents } from '../../stores/threads/sub-agents'
import { useWorktrees } from '../../stores/changes/worktrees'
import { markRead, moveToNewSection, renameSection } from '../../stores/lists/thread-rows'
import { useThreads } from '../../stores/threads/threads'
import { useUi } from '../../stores/app/ui'
import { useFolds } from './folded'
import { markOf, rowsOfList } from './groups'
import { NameDialog } from './name-dialog'
import { RowList } from './row-list'
import { SectionRow } from './section-row'
import { ThreadRow } from './thread-row'

interface ThreadListProps {
  projectId: string
  /** False during start-up: reading the list starts the project's server, and the window comes first. */
  ready: boolean
}

/** One object, so that lists without sub-agents are not reckoned anew. */
const none = {}

type Naming = { kind: 'new'; threadId: string } | { kind: 'rename'; section: ThreadSection }

export function ThreadList({ projectId, ready }: ThreadListProps) {
  const list = useThreads((state) => state.lists[projectId])
  const refreshList = useThreads((state) => state.refreshList)
  const loadMoreList = useThreads((state) => state.loadMoreList)
  const activeThread = useProjects((state) =>
    state.activeId === projectId ? (state.activeThreadId[projectId] ?? null) : null,
  )
  const branch = useProjects((state) => state.projects.find(({ id }) => id === projectId)?.branch ?? null)
  const marksDemo = useProjects((state) => state.projects.find(({ id }) => id === projectId)?.source !== 'demo')
  const select = useProjects((state) => state.select)
  const selectThread = useProjects((state) => state.selectThread)
  const showPage = useUi((state) => state.showPage)
  const setImportOpen = useUi((state) => state.setImportOpen)
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
  const { folded, unfolded, toggleSection, toggleParent } = useFolds()
  const children = useSubAgents((state) => state.children[projectId] ?? none)
  const serverState = useServers((state) => state.byProject[projectId]?.state)
  const now = useNow(60_000)
  const [naming, setNaming] = useState<Naming | null>(null)
  const missing = list === undefined

  useEffect(() => {
    if (ready && missing) void refreshList(projectId)
  }, [ready, missing, projectId, refreshList])

  // A list that could not be read for want of a server, or was read from files, is read again once there is one.
  const outdated = list !== undefined && (list.loading === 'failed' || list.source === 'index')
  useEffect(() => {
    if (outdated && serverState === 'ready') void refreshList(projectId)
  }, [outdated, serverState, projectId, refreshList])

  useEffect(() => {
    if (ready) void useWorktrees.getState().load(projectId)
  }, [ready, projectId])

  useMarkRead(projectId, activeThread)
  useEffect(() => {
    if (activeThread !== null && serverState === 'ready') void useSubAgents.getState().load(projectId, activeThread)
  }, [projectId, activeThread, serverState])

  const open = useCallback(
    (threadId: string) => {
      showPage('chat')
      select(projectId)
      selectThread(projectId, threadId)
    },
    [projectId, showPage, select, selectThread],
  )
  const fold = useCallback(
    (threadId: string) => {
      toggleParent(threadId)
      void useSubAgents.getState().load(projectId, threadId)
    },
    [projectId, toggleParent],
  )
  const newSection = useCallback((threadId: string) => setNaming({ kind: 'new', threadId }), [])
  const more = useCallback(() => void loadMoreList(projectId), [projectId, loadMoreList])
  const rows = useMemo(
    () => (list === undefined ? [] : rowsOfList(list, { nowMs: now, folded, children, unfolded })),
    [list, now, folded, children, unfolded],
  )

  if (!list) return ready ? <Spinner label="Reading the chats…" className="py-1 pl-6 text-small" /> : null
  const { summaries, archived, loading, sections } = list
  const draw = (index: number) => {
    const row = rows[index]
    switch (row?.kind) {
      case undefined:
        return <span />
      case 'heading':
        return <div className="pt-1.5 pb-0.5 pl-6 text-small text-faint">{row.text}</div>
      case 'section':
        return (
          <SectionRow
            projectId={projectId}
            section={row.section}
            folded={row.folded}
            count={row.count}
            onFold={() => toggleSection(row.section.id)}
            onRename={() => setNaming({ kind: 'rename', section: row.section })}
          />
        )
      case 'thread': {
        const { summary } = row
        return (
          <ThreadRow
            projectId={projectId}
            summary={summary}
            sections={sections}
            branch={branch}
            marksDemo={marksDemo}
            active={summary.id === activeThread}
            archived={archived}
            child={row.child}
            agents={row.agents}
            unfolded={row.unfolded}
            nowMs={now}
            onOpen={open}
            onFold={fold}
            onNewSection={newSection}
            mark={markOf({
              activity: summary.activity,
              waiting: waiting.includes(summary.id),
              running: running.includes(summary.id),
              unread: summary.id !== activeThread && summary.readState?.unread === true,
            })}
          />
        )
      }
      default:
        return row satisfies never
    }
  }
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
      <RowList
        rows={rows}
        draw={draw}
        kept={rows.findIndex((row) => row.kind === 'thread' && row.summary.id === activeThread)}
        hasMore={list.cursor !== null && loading === 'none'}
        onEnd={more}
      />
      {summaries.length === 0 && loading === 'none' && (
        <div className="flex flex-col items-start py-1 pl-6 text-small text-faint">
          {archived ? 'Nothing is archived.' : 'No chats yet. Ask for something.'}
          {!archived && (
            <button
              type="button"
              className="rounded-sm text-accent hover:underline"
              onClick={() => {
                select(projectId)
                setImportOpen(true)
              }}
            >
              Import sessions…
            </button>
          )}
        </div>
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
      {list.problemCount > 0 && (
        <p
          className="truncate py-0.5 pl-6 text-small text-waiting"
          data-tip={list.problems
            .slice(0, 8)
            .map(({ file, reason }) => `${file}: ${reason}`)
            .join('\n')}
        >
          {list.problemCount} {list.problemCount === 1 ? 'file' : 'files'} can’t be read
        </p>
      )}
      {naming?.kind === 'new' && (
        <NameDialog
          title="New section"
          initial=""
          act="Make it"
          onName={(name) => void moveToNewSection(projectId, naming.threadId, name)}
          onClose={() => setNaming(null)}
        />
      )}
      {naming?.kind === 'rename' && (
        <NameDialog
          title="Rename the section"
          initial={naming.section.name}
          act="Rename"
          onName={(name) => void renameSection(projectId, naming.section.id, name)}
          onClose={() => setNaming(null)}
        />
      )}
    </div>
  )
}

/** What is in view in a focused window is read. */
function useMarkRead(projectId: string, threadId: string | null): void {
  const unread = useThreads((state) =>
    threadId === null
      ? false
      : (state.lists[projectId]?.summaries.find(({ id }) => id === threadId)?.readState?.unread ?? false),
  )
  useEffect(() => {
    if (threadId === null || !unread) return
    const mark = (): void => {
      if (document.hasFocus()) void markRead(projectId, threadId, true)
    }
    mark()
    window.addEventListener('focus', mark)
    return () => window.removeEventListener('focus', mark)
  }, [projectId, threadId, unread])
}
