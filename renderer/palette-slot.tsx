// Puts the palette together: the state that its commands are made from, and the acts that they do.
import { Palette, paletteCommands, type PaletteActs } from './features/palette'
import { askRewind } from './features/chat'
import { goToRequest } from './features/shell'
import { newThread, runCommand } from './stores/app/commands'
import type { Result } from '../preload/contract/result'
import { showChangesHere, useChosen } from './stores/changes/chosen'
import { exportSession } from './stores/sessions/export'
import { tellFailure } from './stores/app/notices'
import { useTurnActs } from './stores/threads/turn-acts'
import { useProjects } from './stores/app/projects'
import { useRequests } from './stores/app/requests'
import { useServers } from './stores/app/servers'
import { useSettings } from './stores/app/settings'
import { useActiveThread, useThreads } from './stores/threads/threads'
import { useUi } from './stores/app/ui'

const aside = (projectId: string, threadId: string): Promise<void> =>
  useTurnActs.getState().openSide(projectId, threadId)

export function PaletteSlot({ onTrust }: { onTrust: (projectId: string) => void }) {
  const { projects, activeId, activeThreadId, select, selectThread, reveal } = useProjects()
  const lists = useThreads((state) => state.lists)
  const thread = useActiveThread()
  const running = thread?.runningTurnId != null
  const waiting = useRequests((state) => state.requests.length)
  const { settings, change } = useSettings()
  const setPaletteOpen = useUi((state) => state.setPaletteOpen)
  const showPage = useUi((state) => state.showPage)
  const restart = useServers((state) => state.restart)
  const fork = useThreads((state) => state.fork)
  const archive = useThreads((state) => state.archive)
  const threadId = activeId === null ? null : (activeThreadId[activeId] ?? null)
  /** Does something with the chat in view, and tells when it failed. */
  const onChat = async (
    failure: string,
    act: (projectId: string, threadId: string) => Promise<Result<unknown> | void>,
  ): Promise<void> => {
    if (activeId === null || threadId === null) return
    const result = await act(activeId, threadId)
    if (result && !result.ok) tellFailure(failure, result.error, activeId)
  }

  const acts: PaletteActs = {
    newChat: newThread,
    addProject: () => runCommand({ name: 'add-project' }),
    openProject: (projectId) => {
      showPage('chat')
      select(projectId)
    },
    openThread: (projectId, threadId) => {
      showPage('chat')
      select(projectId)
      selectThread(projectId, threadId)
    },
    settings: () => showPage('settings'),
    toggleSidebar: () => runCommand({ name: 'toggle-sidebar' }),
    inbox: () => runCommand({ name: 'inbox' }),
    goToRequest,
    stopTurn: () => runCommand({ name: 'stop-turn' }),
    setTheme: (theme) => void change({ theme }),
    reveal: (projectId, what) => void reveal(projectId, what),
    restart: (projectId) => void restart(projectId),
    trust: onTrust,
    search: () => runCommand({ name: 'search' }),
    importSessions: () => runCommand({ name: 'import' }),
    inspector: () => runCommand({ name: 'inspector' }),
    changes: () => runCommand({ name: 'changes' }),
    showChanges: showChangesHere,
    commit: () => {
      showChangesHere({ kind: 'staged' })
      useChosen.getState().askCommit()
    },
    rewind: () => {
      const turnId = thread?.turns.findLast((turn) => turn.local !== true)?.id
      if (activeId !== null && threadId !== null && turnId !== undefined) askRewind(activeId, threadId, turnId)
    },
    usage: () => showPage('settings', 'usage'),
    find: () => runCommand({ name: 'find' }),
    outline: () => runCommand({ name: 'outline' }),
    fork: () => void onChat('The chat was not forked', (project, thread) => fork(project, thread, null)),
    aside: () => void onChat('The question was not begun', aside),
    archive: () => void onChat('The chat was not archived', archive),
    exportAs: (format) => void onChat('', (project, thread) => exportSession(project, thread, format)),
  }
  const commands = paletteCommands(
    { projects, activeId, threadId, lists, running, waiting, theme: settings.theme },
    acts,
  )
  return <Palette commands={commands} onClose={() => setPaletteOpen(false)} />
}
