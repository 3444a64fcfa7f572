// What the Changes panel is asked to show, per chat, and how. Small, for the chat sets it; what main answers is in open-view.ts.
import { create } from 'zustand'
import type { ChangeSource } from '../../../preload/contract/changes'
import { keep, readKept } from '../app/kept'
import { useProjects } from '../app/projects'
import { useUi } from '../app/ui'
import { fields, numberIn } from '../threads/decode'
import { newThreadKey } from '../threads/model'

type Of<Kind extends ChangeSource['kind']> = Extract<ChangeSource, { kind: Kind }>

/** A source as a person chooses it: which chat, and what the window knows of its patch, is added when it is opened. */
export type Choice =
  | { kind: 'turn'; turnId: string | null }
  | { kind: 'session' }
  | Of<'unstaged'>
  | Of<'staged'>
  | Of<'commit'>
  | Of<'branch'>
  | Of<'task'>

/** A file of the changes (its path relative to the folder), and in it a line. */
export interface ChangesPlace {
  path: string
  line?: number
  side?: 'old' | 'new'
}

export type DiffLayout = 'unified' | 'split'

interface Looks {
  layout: DiffLayout
  wrap: boolean
  /** Lines that differ in spaces alone are taken for the same. */
  ignoreSpace: boolean
  tree: boolean
  /** Every file with its whole path instead of folders. */
  flat: boolean
  /** Width of the tree beside the list, height of it above, in px. */
  treeWidth: number
  treeHeight: number
}

interface ChosenStore extends Looks {
  /** By chat (newThreadKey for a chat to be). Absent: what suits best. */
  choices: Readonly<Record<string, Choice>>
  /** A file to bring into view once it is there; the panel clears it. */
  goTo: ChangesPlace | null
  /** Counts up each time the commit message should take the focus. */
  commitFocus: number
  choose(scope: string, choice: Choice): void
  setGoTo(goTo: ChangesPlace | null): void
  askCommit(): void
  set(looks: Partial<Looks>): void
}

/** The key of a chat's choice. */
export function scopeOf(projectId: string, threadId: string | null): string {
  return threadId ?? newThreadKey(projectId)
}

/** Choices of this many chats are remembered. */
const mostChoices = 200

const usual: Looks = {
  layout: 'unified',
  wrap: false,
  ignoreSpace: false,
  tree: false,
  flat: false,
  treeWidth: 220,
  treeHeight: 180,
}

function accept(value: unknown): Looks {
  const read = fields(value)
  const px = (name: 'treeWidth' | 'treeHeight') => Math.min(900, Math.max(80, numberIn(read, name) ?? usual[name]))
  return {
    layout: read['layout'] === 'split' ? 'split' : 'unified',
    wrap: read['wrap'] === true,
    // Not kept: acts are off meanwhile, which would puzzle at the next start.
    ignoreSpace: false,
    tree: read['tree'] === true,
    flat: read['flat'] === true,
    treeWidth: px('treeWidth'),
    treeHeight: px('treeHeight'),
  }
}

export const useChosen = create<ChosenStore>()((set, get) => ({
  ...readKept('changes', accept, usual),
  choices: {},
  goTo: null,
  commitFocus: 0,
  choose(scope, choice) {
    const { [scope]: _old, ...others } = get().choices
    set({ choices: Object.fromEntries([...Object.entries(others), [scope, choice] as const].slice(-mostChoices)) })
  },
  setGoTo: (goTo) => set({ goTo }),
  askCommit: () => set((state) => ({ commitFocus: state.commitFocus + 1 })),
  set(looks) {
    set(looks)
    const { layout, wrap, tree, flat, treeWidth, treeHeight } = get()
    keep('changes', { layout, wrap, tree, flat, treeWidth, treeHeight })
  },
}))

/** Opens the Changes panel at a source of a chat, and at one of its files or lines where `at` names one. */
export function showChanges(
  projectId: string,
  threadId: string | null,
  choice: Choice,
  at: string | ChangesPlace | null = null,
): void {
  const { choose, setGoTo } = useChosen.getState()
  choose(scopeOf(projectId, threadId), choice)
  setGoTo(typeof at === 'string' ? { path: at } : at)
  const ui = useUi.getState()
  if (ui.page !== 'chat') ui.showPage('chat')
  ui.setPanel('changes')
}

/** The same for the chat in view; does nothing where no project is open. */
export function showChangesHere(choice: Choice): void {
  const { activeId, activeThreadId } = useProjects.getState()
  if (activeId !== null) showChanges(activeId, activeThreadId[activeId] ?? null, choice)
}
