// Which changes a person ticked off. A mark holds for one change of one file: when the file changes, it is unread again.
import { create } from 'zustand'
import type { Place, ViewFile } from '../../../preload/contract/changes'
import { keep, readKept } from '../app/kept'
import { placeKey } from './place'

interface ViewedStore {
  /** Oldest first. */
  marks: ReadonlySet<string>
  mark(place: Place, files: readonly ViewFile[], viewed: boolean): void
}

/** The oldest go beyond this: each is about thirty characters of the page's storage. */
const mostMarks = 8000

/** FNV-1a over UTF-16 units, 32 bits: names a path in few characters. Chance meetings need the same change as well. */
function short(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}

function nameOf(place: Place, file: Pick<ViewFile, 'path' | 'mark'>): string {
  return `${file.mark}.${short(`${placeKey(place)}\n${file.path}`)}`
}

function accept(value: unknown): ReadonlySet<string> | null {
  return Array.isArray(value) ? new Set(value.filter((mark) => typeof mark === 'string').slice(-mostMarks)) : null
}

export const useViewed = create<ViewedStore>()((set, get) => ({
  marks: readKept<ReadonlySet<string>>('viewed', accept, new Set()),
  mark(place, files, viewed) {
    const marks = new Set(get().marks)
    for (const file of files) {
      const name = nameOf(place, file)
      marks.delete(name)
      if (viewed) marks.add(name)
    }
    const bounded = marks.size > mostMarks ? new Set([...marks].slice(-mostMarks)) : marks
    set({ marks: bounded })
    keep('viewed', [...bounded])
  },
}))

/** Ids of the files that were ticked off as they are now. */
export function viewedOf(marks: ReadonlySet<string>, place: Place, files: readonly ViewFile[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => (marks.has(nameOf(place, file)) ? [file.id] : [])))
}
