// What a fileChange item did, as counts and unified patches. Pure.
import type { FileUpdateChange } from '@protocol/v2/FileUpdateChange'
import { isItem, type Item } from '../../stores/threads/model'
import { diffCounts } from '../../text/diff-parse'
import { withoutMoveNote } from '../../text/moved'

export interface LineCounts {
  added: number
  removed: number
}

export type ChangeKind = 'added' | 'deleted' | 'edited' | 'moved'

/** What happened to the file. `moved` when an update also names another path. */
export function kindOf(change: FileUpdateChange): ChangeKind {
  const kind = change.kind
  switch (kind?.type) {
    case 'add':
      return 'added'
    case 'delete':
      return 'deleted'
    case 'update':
      return kind.move_path ? 'moved' : 'edited'
    default:
      return 'edited'
  }
}

const isPatch = (text: string): boolean => /^@@ /m.test(text)

function rawLines(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** The diff without Codex's words about where the file was moved. */
function diffOf({ kind, diff }: FileUpdateChange): string {
  return withoutMoveNote(diff ?? '', kind?.type === 'update' ? (kind.move_path ?? null) : null)
}

/** Added and removed lines. An `add` or `delete` carries the file's raw content, an `update` a hunk diff (measured). */
export function countLines(change: FileUpdateChange): LineCounts {
  return diffCounts(diffOf(change), change.kind.type)
}

/** A unified patch of the change; raw content of an `add` or `delete` becomes one hunk. */
export function patchOf(change: FileUpdateChange): string {
  const text = diffOf(change)
  const kind = kindOf(change)
  if (isPatch(text) || (kind !== 'added' && kind !== 'deleted')) return text
  const lines = rawLines(text)
  if (lines.length === 0) return ''
  const [head, sign] =
    kind === 'added' ? [`@@ -0,0 +1,${lines.length} @@`, '+'] : [`@@ -1,${lines.length} +0,0 @@`, '-']
  return [head, ...lines.map((line) => sign + line)].join('\n')
}

export interface ChangedFile extends LineCounts {
  path: string
}

/** The files that a turn's applied changes touched, with their counts added up, in order of first touch. */
export function changedFiles(items: readonly Item[]): ChangedFile[] {
  const files = new Map<string, ChangedFile>()
  for (const item of items) {
    if (!isItem(item, 'fileChange') || item.status !== 'completed') continue
    for (const change of item.changes) {
      const path = (change.kind.type === 'update' && change.kind.move_path) || change.path
      const counts = countLines(change)
      const sum = files.get(path) ?? { path, added: 0, removed: 0 }
      files.set(path, { path, added: sum.added + counts.added, removed: sum.removed + counts.removed })
    }
  }
  return [...files.values()]
}

/** The path as seen from the project: relative when inside `root`, unchanged otherwise. */
export function pathWithin(root: string | null, path: string): string {
  if (!root) return path
  const base = root.replace(/[\\/]+$/, '')
  return path.startsWith(`${base}/`) || path.startsWith(`${base}\\`) ? path.slice(base.length + 1) : path
}
