// The sidebar: search, inbox and new chat at the top, the projects, adding one, the account. Arrow keys walk its rows.
import { FolderPlus, Inbox, MessageSquarePlus, PanelLeft, Search, Settings, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge, cx, IconButton, Kbd } from '../../kit'
import { newThread } from '../../stores/app/commands'
import { useProjects } from '../../stores/app/projects'
import { useRequests } from '../../stores/app/requests'
import { useUi } from '../../stores/app/ui'
import { walkRows } from './walk-rows'

interface SidebarProps {
  projects: ReactNode
  account: ReactNode
  onToggleProject: (projectId: string, open: boolean) => void
}

export function Sidebar({ projects, account, onToggleProject }: SidebarProps) {
  const waiting = useRequests((state) => state.requests.length)
  const hasProject = useProjects((state) => state.activeId !== null)
  const pick = useProjects((state) => state.pick)
  const { panel, page, setPanel, setSearchOpen, showPage, toggleSidebar } = useUi()
  const inboxOpen = panel === 'inbox'
  return (
    <div className="flex h-full flex-col">
      <div className="flex flex-col gap-px px-2 pt-2 pb-2">
        <div className="flex items-center gap-1">
          <TopRow icon={Search} label="Search" keys="Mod+Shift+F" onPress={() => setSearchOpen(true)} />
          <IconButton label="Hide the sidebar" shortcut="Mod+B" icon={PanelLeft} onClick={toggleSidebar} />
        </div>
        <TopRow icon={MessageSquarePlus} label="New chat" keys="Mod+N" disabled={!hasProject} onPress={newThread} />
        <TopRow
          icon={Inbox}
          label="Inbox"
          pressed={inboxOpen}
          onPress={() => setPanel(inboxOpen ? null : 'inbox')}
          end={
            waiting > 0 ? (
              <Badge tone="waiting" testId="inbox-count">
                {waiting}
              </Badge>
            ) : (
              <Kbd keys="Mod+I" />
            )
          }
        />
      </div>
      <nav
        aria-label="Projects and chats"
        className="@container min-h-0 flex-1 overflow-y-auto border-t border-line px-2 py-2"
        onKeyDown={(event) => walkRows(event, onToggleProject)}
      >
        {projects}
      </nav>
      <div className="flex flex-col gap-px border-t border-line p-2">
        <TopRow icon={FolderPlus} label="Add project" onPress={() => void pick()} />
        <div className="flex items-center gap-1">
          {account}
          <IconButton
            label="Settings"
            shortcut="Mod+,"
            icon={Settings}
            aria-pressed={page === 'settings'}
            onClick={() => showPage(page === 'settings' ? 'chat' : 'settings')}
          />
        </div>
      </div>
    </div>
  )
}

interface TopRowProps {
  icon: LucideIcon
  label: string
  keys?: string
  end?: ReactNode
  pressed?: boolean
  disabled?: boolean
  onPress: () => void
}

function TopRow({ icon: Icon, label, keys, end, pressed, disabled, onPress }: TopRowProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onPress}
      className={cx(
        'flex h-7 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left not-disabled:hover:bg-hover disabled:opacity-45',
        pressed && 'bg-selected',
      )}
    >
      <Icon aria-hidden size={15} className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {end ??
        (keys && (
          <span aria-hidden className="flex">
            {<Kbd keys={keys} />}
          </span>
        ))}
    </button>
  )
}
