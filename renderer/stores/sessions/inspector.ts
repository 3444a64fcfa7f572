// How the inspector is set: which view, which source, what is filtered. The choices are kept between starts; what is read
// of a file is in inspector-file.ts, what came live in live-events.ts.
import { create } from 'zustand'
import type { InspectorKind } from '../../../preload/contract/inspection'
import { fields, listIn, numberIn } from '../threads/decode'
import { keep, readKept } from '../app/kept'

export type InspectorTab = 'timeline' | 'usage'
export type InspectorSource = 'live' | 'file'

interface Kept {
  hidden: ReadonlySet<InspectorKind>
  follow: boolean
  /** Height of the raw event's part, in px. */
  rawHeight: number
}

interface InspectorStore extends Kept {
  tab: InspectorTab
  /** What the person chose; null until then: the live stream when it holds a turn, else the file. */
  source: InspectorSource | null
  text: string
  setTab(tab: InspectorTab): void
  setSource(source: InspectorSource | null): void
  setText(text: string): void
  toggleKind(kind: InspectorKind): void
  /** Shows only this kind; when it is the only one already, all but deltas. */
  onlyKind(kind: InspectorKind): void
  setFollow(follow: boolean): void
  setRawHeight(height: number): void
}

/** Every kind, in the order of the filter's switches. Written out here: the contract's own list would bring zod along. */
const places: Record<InspectorKind, number> = {
  turn: 0,
  user: 1,
  agent: 2,
  reasoning: 3,
  command: 4,
  patch: 5,
  tool: 6,
  search: 7,
  approval: 8,
  usage: 9,
  error: 10,
  bad: 11,
  compaction: 12,
  context: 13,
  session: 14,
  other: 15,
  delta: 16,
}
const isKind = (name: string): name is InspectorKind => Object.hasOwn(places, name)
export const kindOrder: readonly InspectorKind[] = Object.keys(places)
  .filter(isKind)
  .toSorted((one, other) => places[one] - places[other])

const usuallyHidden: readonly InspectorKind[] = ['delta']

function accept(value: unknown): Kept {
  const read = fields(value)
  const hidden = Array.isArray(read['hidden']) ? listIn(read, 'hidden') : usuallyHidden
  return {
    hidden: new Set(kindOrder.filter((kind) => hidden.includes(kind))),
    follow: read['follow'] !== false,
    rawHeight: numberIn(read, 'rawHeight') ?? 280,
  }
}

export const useInspector = create<InspectorStore>()((set, get) => {
  const change = (part: Partial<Kept>) => {
    set(part)
    const { hidden, follow, rawHeight } = get()
    keep('inspector', { hidden: [...hidden], follow, rawHeight })
  }
  return {
    ...readKept<Kept>('inspector', accept, accept({})),
    tab: 'timeline',
    source: null,
    text: '',
    setTab: (tab) => set({ tab }),
    setSource: (source) => set({ source }),
    setText: (text) => set({ text }),
    toggleKind: (kind) => {
      const hidden = new Set(get().hidden)
      if (!hidden.delete(kind)) hidden.add(kind)
      change({ hidden })
    },
    onlyKind: (kind) => {
      const only = new Set(kindOrder.filter((other) => other !== kind))
      const already = !get().hidden.has(kind) && get().hidden.size === only.size
      change({ hidden: already ? new Set(usuallyHidden) : only })
    },
    setFollow: (follow) => change({ follow }),
    setRawHeight: (rawHeight) => change({ rawHeight }),
  }
})
