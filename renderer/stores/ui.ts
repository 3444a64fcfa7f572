// What of the window is open. Kept between starts; knows nothing of Codex.
import { create } from 'zustand'
import { fields, numberIn } from './decode'
import { keep, readKept } from './kept'

interface UiKept {
  sidebar: boolean
  inboxOpen: boolean
  /** Panel widths by panel name, in the unit that the panel library uses. */
  widths: Readonly<Record<string, number>>
}

interface UiStore extends UiKept {
  page: 'chat' | 'settings'
  /** The section of the settings page to show, e.g. 'accounts'. */
  settingsSection: string | null
  paletteOpen: boolean
  /** Asks the request card with this key to take the focus; the card clears it. */
  focusRequestKey: string | null
  /** Counts up each time the composer should take the focus. */
  composerFocus: number
  showPage(page: 'chat' | 'settings', section?: string): void
  setSidebar(open: boolean): void
  toggleSidebar(): void
  setInboxOpen(open: boolean): void
  setPaletteOpen(open: boolean): void
  setWidth(panel: string, width: number): void
  focusRequest(key: string | null): void
  focusComposer(): void
}

function accept(value: unknown): UiKept {
  const read = fields(value)
  const widths: Record<string, number> = {}
  const given = fields(read['widths'])
  for (const name of Object.keys(given)) {
    const width = numberIn(given, name)
    if (width !== null && width > 0) widths[name] = width
  }
  return { sidebar: read['sidebar'] !== false, inboxOpen: read['inboxOpen'] === true, widths }
}

export const useUi = create<UiStore>()((set, get) => {
  const change = (part: Partial<UiKept>) => {
    set(part)
    const { sidebar, inboxOpen, widths } = get()
    keep('ui', { sidebar, inboxOpen, widths })
  }
  return {
    ...readKept('ui', accept, { sidebar: true, inboxOpen: false, widths: {} }),
    page: 'chat',
    settingsSection: null,
    paletteOpen: false,
    focusRequestKey: null,
    composerFocus: 0,
    showPage: (page, section) => set({ page, settingsSection: section ?? null }),
    setSidebar: (sidebar) => change({ sidebar }),
    toggleSidebar: () => change({ sidebar: !get().sidebar }),
    setInboxOpen: (inboxOpen) => change({ inboxOpen }),
    setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
    setWidth: (panel, width) => change({ widths: { ...get().widths, [panel]: width } }),
    focusRequest: (focusRequestKey) => set({ focusRequestKey }),
    focusComposer: () => set((state) => ({ composerFocus: state.composerFocus + 1 })),
  }
})
