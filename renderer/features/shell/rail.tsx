// What stays of the sidebar while it is closed: its most used buttons.
import { Inbox, MessageSquarePlus, PanelLeft, Search, Settings } from 'lucide-react'
import { IconButton } from '../../kit'
import { newThread } from '../../stores/app/commands'
import { useProjects } from '../../stores/app/projects'
import { useRequests } from '../../stores/app/requests'
import { useUi } from '../../stores/app/ui'

export function Rail() {
  const waiting = useRequests((state) => state.requests.length)
  const hasProject = useProjects((state) => state.activeId !== null)
  const { panel, page, setPanel, setSearchOpen, showPage, setSidebar } = useUi()
  const inboxOpen = panel === 'inbox'
  return (
    <nav
      aria-label="Shortcuts"
      className="flex h-full w-10 shrink-0 flex-col items-center gap-1 border-r border-line bg-panel py-1.5"
    >
      <IconButton label="Show the sidebar" shortcut="Mod+B" icon={PanelLeft} onClick={() => setSidebar(true)} />
      <IconButton label="Search" shortcut="Mod+Shift+F" icon={Search} onClick={() => setSearchOpen(true)} />
      <IconButton
        label="New chat"
        shortcut="Mod+N"
        icon={MessageSquarePlus}
        disabled={!hasProject}
        onClick={newThread}
      />
      <span className="relative">
        <IconButton
          label="Inbox"
          shortcut="Mod+I"
          icon={Inbox}
          aria-pressed={inboxOpen}
          onClick={() => setPanel(inboxOpen ? null : 'inbox')}
        />
        {waiting > 0 && (
          <span
            data-testid="inbox-count"
            className="pointer-events-none absolute -top-0.5 -right-1 min-w-4 rounded-sm bg-waiting-soft px-1 text-center text-small leading-4 text-waiting"
          >
            {waiting}
          </span>
        )}
      </span>
      <span className="flex-1" />
      <IconButton
        label="Settings"
        shortcut="Mod+,"
        icon={Settings}
        aria-pressed={page === 'settings'}
        onClick={() => showPage(page === 'settings' ? 'chat' : 'settings')}
      />
    </nav>
  )
}
