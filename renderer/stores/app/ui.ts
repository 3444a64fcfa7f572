// What of the window is open. Kept between starts; knows nothing of Codex.
import { create } from 'zustand'
import { fields, numberIn } from '../threads/decode'
import { keep, readKept } from './kept'

/** What stands in the right column. */
export type Panel = 'inbox' | 'inspector' | 'changes'

const panels: readonly Panel[] = ['inbox', 'inspector', 'changes']

interface UiKept {
  sidebar: boolean
  /** The right column; null while it is closed. */
  panel: Panel | null
  /** Panel widths by panel name, in the unit that the panel library uses. */
  widths: Readonly<Record<string, number>>
  /** The Changes panel lies over the chat. */
  wideChanges: boolean
}

/** A place in a thread: a turn, in it an item, in that a text; each narrows the one before, null where not known. */
export interface GoTo {
  threadId: string
  turnId: string | null
  itemId: string | null
  /** Words to mark and bring into view: what was searched for. */
  text: string | null
  /** Which of the places of the text within the item, from 0. */
  nth?: number
}

interface UiStore extends UiKept {
  page: 'chat' | 'settings'
  /** The section of the settings page to show, e.g. 'accounts'. */
  settingsSection: string | null
  paletteOpen: boolean
  /** The search over all sessions. */
  searchOpen: boolean
  importOpen: boolean
  /** The list of turns of the thread in view. */
  outlineOpen: boolean
  /** Counts up each time the find bar of the chat should open and take the focus. */
  findAsked: number
  /** The place in a thread to bring into view once it is read; the transcript clears it. */
  goTo: GoTo | null
  /** Asks the request card with this key to take the focus; the card clears it. */
  focusRequestKey: string | null
  /** Counts up each time the composer should take the focus. */
  composerFocus: number
  showPage(page: 'chat' | 'settings', section?: string): void
  setSidebar(open: boolean): void
  toggleSidebar(): void
  setPanel(panel: Panel | null): void
  setWideChanges(wide: boolean): void
  setPaletteOpen(open: boolean): void
  setSearchOpen(open: boolean): void
  setImportOpen(open: boolean): void
  setOutlineOpen(open: boolean): void
  askFind(): void
  setGoTo(place: GoTo | null): void
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
  const panel = read['panel']
  return {
    sidebar: read['sidebar'] !== false,
    panel: panels.find((name) => name === panel) ?? null,
    widths,
    wideChanges: read['wideChanges'] === true,
  }
}

export const useUi = create<UiStore>()((set, get) => {
  const change = (part: Partial<UiKept>) => {
    set(part)
    const { sidebar, panel, widths, wideChanges } = get()
    keep('ui', { sidebar, panel, widths, wideChanges })
  }
  return {
    ...readKept('ui', accept, { sidebar: true, panel: null, widths: {}, wideChanges: false }),
    page: 'chat',
    settingsSection: null,
    paletteOpen: false,
    searchOpen: false,
    importOpen: false,
    outlineOpen: false,
    findAsked: 0,
    goTo: null,
    focusRequestKey: null,
    composerFocus: 0,
    showPage: (page, section) => set({ page, settingsSection: section ?? null }),
    setSidebar: (sidebar) => change({ sidebar }),
    toggleSidebar: () => change({ sidebar: !get().sidebar }),
    setPanel: (panel) => change({ panel }),
    setWideChanges: (wideChanges) => change({ wideChanges }),
    setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
    setSearchOpen: (searchOpen) => set({ searchOpen }),
    setImportOpen: (importOpen) => set({ importOpen }),
    setOutlineOpen: (outlineOpen) => set({ outlineOpen }),
    askFind: () => set((state) => ({ findAsked: state.findAsked + 1 })),
    setGoTo: (goTo) => set({ goTo }),
    setWidth: (panel, width) => change({ widths: { ...get().widths, [panel]: width } }),
    focusRequest: (focusRequestKey) => set({ focusRequestKey }),
    focusComposer: () => set((state) => ({ composerFocus: state.composerFocus + 1 })),
  }
})
