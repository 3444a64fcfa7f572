// The command palette (Ctrl/Cmd+K). Loaded when it is first opened.
import { Command } from 'cmdk'
import { Kbd } from '../../kit'
import type { PaletteCommand } from './commands'

interface PaletteProps {
  commands: readonly PaletteCommand[]
  onClose: () => void
}

const groups = ['Commands', 'Projects', 'Chats'] as const

export function Palette({ commands, onClose }: PaletteProps) {
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label="Search projects, chats and commands"
      loop
      overlayClassName="animate-appear fixed inset-0 z-40 bg-scrim"
      contentClassName="animate-appear fixed top-[14%] left-1/2 z-40 w-[560px] max-w-[calc(100vw-32px)] -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-float outline-none"
    >
      <div data-testid="palette">
        <Command.Input
          placeholder="Search projects, chats and commands"
          className="h-11 w-full border-b border-line bg-transparent px-4 text-title outline-none"
        />
        <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
          <Command.Empty className="px-3 py-6 text-center text-muted">Nothing matches. Try other words.</Command.Empty>
          {groups.map((group) => (
            <Command.Group
              key={group}
              heading={group}
              className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-faint"
            >
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <Command.Item
                    key={command.id}
                    value={`${command.label} ${command.id}`}
                    keywords={command.keywords}
                    onSelect={() => {
                      onClose()
                      command.run()
                    }}
                    className="flex h-8 items-center gap-3 rounded-sm px-2 data-[selected=true]:bg-selected"
                  >
                    <span className="min-w-0 flex-1 truncate">{command.label}</span>
                    {command.note && <span className="max-w-40 truncate text-small text-faint">{command.note}</span>}
                    {command.shortcut && <Kbd keys={command.shortcut} />}
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </div>
    </Command.Dialog>
  )
}
