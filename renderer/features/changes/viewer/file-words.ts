// A changed file in words and letters. Pure.
import type { FileStatus, ViewFile } from '../../../../preload/contract/changes'
import type { LineEnding, PatchModel } from './patch-model'

/** As git writes them. */
export const statusLetters: Record<FileStatus, string> = {
  added: 'A',
  deleted: 'D',
  modified: 'M',
  renamed: 'R',
  copied: 'C',
  'type-changed': 'T',
  conflicted: '!',
}

export const statusWords: Record<FileStatus, string> = {
  added: 'Added',
  deleted: 'Deleted',
  modified: 'Modified',
  renamed: 'Renamed',
  copied: 'Copied',
  'type-changed': 'Changed to another kind',
  conflicted: 'In conflict',
}

const kinds: Readonly<Record<string, string>> = {
  '100644': 'file',
  '100755': 'executable',
  '120000': 'symbolic link',
  '160000': 'submodule',
}
const kindOf = (mode: string) => kinds[mode] ?? mode

/** What became of the mode, short ("executable", "100755 → 100644"); null when nothing did that is worth a word. */
export function modeWords({ oldMode, newMode }: ViewFile): { short: string; long: string } | null {
  if (newMode === null || oldMode === newMode) return null
  if (oldMode === null) {
    if (newMode === '100644') return null
    return { short: kindOf(newMode), long: `New with mode ${newMode}` }
  }
  return { short: `${kindOf(oldMode)} → ${kindOf(newMode)}`, long: `Mode ${oldMode} → ${newMode}` }
}

const endingNames: Record<LineEnding, string> = { lf: 'LF', crlf: 'CRLF', mixed: 'mixed' }

/** How lines end, where it isn't LF everywhere: "CRLF", "CRLF → LF". Only the shown lines are known. */
export function endingWords({ endings }: PatchModel): { short: string; long: string } | null {
  const { old, new: now } = endings
  if (old !== null && now !== null && old !== now)
    return {
      short: `${endingNames[old]} → ${endingNames[now]}`,
      long: `Line ends: ${endingNames[old]} before, ${endingNames[now]} now`,
    }
  const both = now ?? old
  if (both === null || both === 'lf') return null
  return { short: endingNames[both], long: both === 'mixed' ? 'Lines end in LF and in CRLF' : 'Lines end in CRLF' }
}

/** True when a line's CR should be shown on the line itself: the ends differ within the file or were changed. */
export function marksReturns({ endings }: PatchModel): boolean {
  return (
    endings.old === 'mixed' || endings.new === 'mixed' || (endings.old ?? endings.new) !== (endings.new ?? endings.old)
  )
}

/** "1.2 MB", "640 KB", "12 bytes". */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(bytes < 10_000 ? 1 : 0)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Folder (with its slash) and name of a path. */
export function splitPath(path: string): { folder: string; name: string } {
  const cut = path.lastIndexOf('/') + 1
  return { folder: path.slice(0, cut), name: path.slice(cut) }
}
