// Which sections are folded and which parents show their sub-agents. Sections are kept between starts.
import { create } from 'zustand'
import { keep, readKept } from '../../stores/app/kept'

interface FoldStore {
  folded: ReadonlySet<string>
  unfolded: ReadonlySet<string>
  toggleSection(sectionId: string): void
  toggleParent(threadId: string): void
}

const accept = (value: unknown): Set<string> =>
  new Set(Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [])

function toggled(set: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}

export const useFolds = create<FoldStore>()((set, get) => ({
  folded: readKept('folded-sections', accept, new Set()),
  unfolded: new Set(),
  toggleSection(sectionId) {
    const folded = toggled(get().folded, sectionId)
    set({ folded })
    keep('folded-sections', [...folded])
  },
  toggleParent: (threadId) => set({ unfolded: toggled(get().unfolded, threadId) }),
}))
