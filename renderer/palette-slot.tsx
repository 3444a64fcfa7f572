// Puts the palette together: the state that its commands are made from, and the acts that they do.
import { Palette, paletteCommands, type PaletteActs } from './features/palette'
import { goToRequest } from './features/shell'
import { newThread, runCommand } from './stores/commands'
import { useProjects } from './stores/projects'
import { useRequests } from './stores/requests'
import { useServers } from './stores/servers'
import { useSettings } from './stores/settings'
import { useActiveThread, useThreads } from './stores/threads'
import { useUi } from './stores/ui'

export function PaletteSlot({ onTrust }: { onTrust: (projectId: string) => void }) {
  const { projects, activeId, select, selectThread, reveal } = useProjects()
  const lists = useThreads((state) => state.lists)
  const running = useActiveThread()?.runningTurnId != null
  const waiting = useRequests((state) => state.requests.length)
  const { settings, change } = useSettings()
  const setPaletteOpen = useUi((state) => state.setPaletteOpen)
  const showPage = useUi((state) => state.showPage)
  const restart = useServers((state) => state.restart)

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
  }
  const commands = paletteCommands({ projects, activeId, lists, running, waiting, theme: settings.theme }, acts)
  return <Palette commands={commands} onClose={() => setPaletteOpen(false)} />
}
