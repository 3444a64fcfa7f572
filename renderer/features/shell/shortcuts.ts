// The window's own shortcuts. The menu has the same ones; which of the two a key press reaches first differs by system, so
// a press is taken here and kept from the menu.
import { useEffect } from 'react'
import type { MenuCommand } from '../../../preload/contract/events'
import { hasMod } from '../../kit'
import { runCommand, showRequest } from '../../stores/app/commands'
import { useProjects } from '../../stores/app/projects'
import { useRequests } from '../../stores/app/requests'

type Name = Exclude<MenuCommand['name'], 'show-request'>

const keys: Record<string, Name> = {
  n: 'new-thread',
  o: 'add-project',
  k: 'palette',
  ',': 'settings',
  i: 'inbox',
  '.': 'stop-turn',
  b: 'toggle-sidebar',
  f: 'find',
}

const shiftKeys: Record<string, Name> = {
  f: 'search',
  o: 'outline',
  d: 'inspector',
  g: 'changes',
}

/** Every shortcut with its words, for the palette and the settings. */
export const shortcuts: readonly { keys: string; words: string }[] = [
  { keys: 'Mod+K', words: 'Projects, chats and commands' },
  { keys: 'Mod+Shift+F', words: 'Search everything ever said or run' },
  { keys: 'Mod+F', words: 'Find in this chat' },
  { keys: 'Mod+Shift+O', words: 'Outline: jump to a turn' },
  { keys: 'Mod+Shift+G', words: 'Show or hide the changes' },
  { keys: 'Mod+Shift+D', words: 'Show or hide the inspector' },
  { keys: 'Mod+N', words: 'New chat' },
  { keys: 'Mod+O', words: 'Add a project' },
  { keys: 'Mod+B', words: 'Show or hide the sidebar' },
  { keys: 'Mod+I', words: 'Show or hide the inbox' },
  { keys: 'F6', words: 'Go to the request that waits' },
  { keys: 'Mod+.', words: 'Stop the running turn' },
  { keys: 'Mod+,', words: 'Settings' },
  { keys: 'Enter', words: 'Send, or steer the running turn' },
  { keys: 'Shift+Enter', words: 'New line' },
  { keys: 'Mod+Shift+Enter', words: 'Queue for after the running turn' },
]

/** The command of a key press; null when it is none of ours. */
export function commandOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): Name | null {
  if (!hasMod(event) || event.altKey) return null
  return (event.shiftKey ? shiftKeys : keys)[event.key.toLowerCase()] ?? null
}

/** Moves the focus to the oldest request: of the thread in view, else of any. The card gets it, never a button. */
export function goToRequest(): void {
  const { requests } = useRequests.getState()
  const { activeId, activeThreadId } = useProjects.getState()
  const threadId = activeId === null ? null : (activeThreadId[activeId] ?? null)
  const request = requests.find((waiting) => waiting.threadId !== null && waiting.threadId === threadId) ?? requests[0]
  if (request) showRequest(request.key)
}

export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      if (event.key === 'F6') {
        event.preventDefault()
        return goToRequest()
      }
      const name = commandOf(event)
      if (name === null) return
      event.preventDefault()
      if (!event.repeat) runCommand({ name })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
