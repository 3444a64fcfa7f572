// When each thread was last looked at, to mark those with something new. Kept between starts; comfort, not data.
import { create } from 'zustand'
import { fields } from '../../stores/decode'
import { keep, readKept } from '../../stores/kept'

interface SeenStore {
  /** Unix ms by thread id. A thread that was never looked at here counts as read. */
  seen: Readonly<Record<string, number>>
  look(threadId: string, atMs: number): void
}

const mostKept = 500

function accept(value: unknown): Record<string, number> {
  return Object.fromEntries(
    Object.entries(fields(value)).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}

export const useSeen = create<SeenStore>()((set, get) => ({
  seen: readKept('seen', accept, {}),
  look(threadId, atMs) {
    if ((get().seen[threadId] ?? 0) >= atMs) return
    const { [threadId]: _old, ...others } = get().seen
    const seen = Object.fromEntries([...Object.entries(others), [threadId, atMs] as const].slice(-mostKept))
    set({ seen })
    keep('seen', seen)
  },
}))

/** True when something happened in a thread since it was last looked at. */
export function isUnread(seenAtMs: number | undefined, updatedAtMs: number): boolean {
  return seenAtMs !== undefined && updatedAtMs > seenAtMs
}
