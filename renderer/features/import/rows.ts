// The sessions of a scan as a flat list: a folder, then its sessions. Pure.
import type { ImportCandidate, ImportScan } from '../../../preload/contract/imports'

export type ImportRow =
  | { kind: 'folder'; key: string; cwd: string; isProject: boolean; sessions: readonly ImportCandidate[] }
  | { kind: 'session'; key: string; session: ImportCandidate }

/** Rows with the words of the filter in the title or the folder; the sessions of folded folders are left out. */
export function rowsOf(scan: ImportScan, filter: string, folded: ReadonlySet<string>): ImportRow[] {
  const words = filter.trim().toLowerCase()
  return scan.folders.flatMap(({ cwd, isProject, sessions }): ImportRow[] => {
    const shown =
      words === '' || cwd.toLowerCase().includes(words)
        ? sessions
        : sessions.filter(({ title }) => title.toLowerCase().includes(words))
    if (shown.length === 0) return []
    const folder: ImportRow = { kind: 'folder', key: `folder:${cwd}`, cwd, isProject, sessions: shown }
    if (folded.has(cwd)) return [folder]
    return [folder, ...shown.map((session): ImportRow => ({ kind: 'session', key: session.threadId, session }))]
  })
}

/** The sessions that can still be brought in. */
export function copyable(sessions: readonly ImportCandidate[]): string[] {
  return sessions.flatMap(({ threadId, imported }) => (imported ? [] : [threadId]))
}

/** "512 B", "12 kB", "3.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
