// Names of keyboard shortcuts as each system writes them. Knows no handler.

const mac = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent)

const macSigns: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩', Escape: 'Esc' }
const otherNames: Record<string, string> = { Mod: 'Ctrl', Enter: 'Enter', Escape: 'Esc' }

/** `Mod+Shift+K` as ['Ctrl', 'Shift', 'K'], or ['⌘', '⇧', 'K'] on a Mac. */
export function keyNames(shortcut: string, onMac = mac): string[] {
  const names = onMac ? macSigns : otherNames
  return shortcut.split('+').map((key) => names[key] ?? key)
}

/** The same in one piece: `Ctrl+Shift+K`, on a Mac `⌘⇧K`. */
export function shortcutText(shortcut: string, onMac = mac): string {
  return keyNames(shortcut, onMac).join(onMac ? '' : '+')
}

/** True while the platform's main modifier (Cmd on a Mac, Ctrl elsewhere) is held. */
export function hasMod(event: { ctrlKey: boolean; metaKey: boolean }, onMac = mac): boolean {
  return onMac ? event.metaKey : event.ctrlKey
}
