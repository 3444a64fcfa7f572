// What a menu command or a notification of main does in the window.
import type { MenuCommand } from '../../../preload/contract/events'
import { tellFailure } from './notices'
import { useProjects } from './projects'
import { useRequests } from './requests'
import { useThreads } from '../threads/threads'
import { useUi } from './ui'

/** Opens the composer of a new chat in the project in view. */
export function newThread(): void {
  const { activeId, selectThread } = useProjects.getState()
  if (activeId === null) return
  selectThread(activeId, null)
  useUi.getState().showPage('chat')
  useUi.getState().focusComposer()
}

/** Stops the turn that runs in the thread in view, if one does. */
export async function stopActiveTurn(): Promise<void> {
  const { activeId, activeThreadId } = useProjects.getState()
  const threadId = activeId === null ? null : (activeThreadId[activeId] ?? null)
  if (threadId === null) return
  const result = await useThreads.getState().interrupt(threadId)
  if (!result.ok) tellFailure('The turn was not stopped', result.error, activeId)
}

/** Brings the project and thread of a waiting request into view and asks its card to take the focus. */
export function showRequest(key: string): void {
  const request = useRequests.getState().requests.find((waiting) => waiting.key === key)
  const ui = useUi.getState()
  ui.showPage('chat')
  if (request === undefined) return ui.setPanel('inbox')
  const projects = useProjects.getState()
  projects.select(request.projectId)
  if (request.threadId !== null) projects.selectThread(request.projectId, request.threadId)
  else ui.setPanel('inbox')
  ui.focusRequest(key)
}

export function runCommand(command: MenuCommand): void {
  const ui = useUi.getState()
  switch (command.name) {
    case 'new-thread':
      return newThread()
    case 'add-project':
      return void useProjects.getState().pick()
    case 'palette':
      return ui.setPaletteOpen(!ui.paletteOpen)
    case 'settings':
      return ui.showPage('settings')
    case 'inbox':
      return ui.setPanel(ui.panel === 'inbox' ? null : 'inbox')
    case 'stop-turn':
      return void stopActiveTurn()
    case 'toggle-sidebar':
      return ui.toggleSidebar()
    case 'search':
      return ui.setSearchOpen(!ui.searchOpen)
    case 'find':
      return ui.askFind()
    case 'outline':
      return ui.setOutlineOpen(!ui.outlineOpen)
    case 'inspector':
      return ui.setPanel(ui.panel === 'inspector' ? null : 'inspector')
    case 'changes':
      return ui.setPanel(ui.panel === 'changes' ? null : 'changes')
    case 'import':
      return ui.setImportOpen(true)
    case 'show-request':
      return showRequest(command.key)
    default:
      // A newer main may know more commands; an unknown one does nothing.
      return command satisfies never
  }
}
