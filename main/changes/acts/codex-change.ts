// A file change as Codex tells it in an item (path, kind, diff) against real contents: does it fit exactly, and what will the file
// be afterwards. Pure. Codex's formats: an update is hunks with one line of context, an addition or removal the whole content.
import type { FileUpdateChange } from '@protocol/v2/FileUpdateChange'
import { hunkAt } from '../sources/hunks'
import { applyExactly, DamagedPatch, parseHunk, type LineHunk } from './patch-lines'

export interface CodexChange {
  /** Absolute. */
  readonly path: string
  readonly movedTo: string | null
  readonly kind: 'add' | 'delete' | 'update'
  readonly diff: string
}

/** A change of an item, read leniently; null when it is none that we know. */
export function readCodexChange(change: FileUpdateChange): CodexChange | null {
  const { path, kind, diff } = change
  if (typeof path !== 'string' || typeof diff !== 'string' || typeof kind !== 'object') return null
  switch (kind.type) {
    case 'add':
    case 'delete':
      return { path, movedTo: null, kind: kind.type, diff }
    case 'update': {
      const movedTo = typeof kind.move_path === 'string' ? kind.move_path : null
      return { path, movedTo, kind: 'update', diff: withoutMove(diff, movedTo) }
    }
    default:
      return null
  }
}

/**
 * The content after the change of a file that has `content` now (null: there is none). `gone`: it is removed. Null when the change
 * doesn't fit that content exactly, at its very lines.
 */
export function contentAfter({ kind, diff }: CodexChange, content: Buffer | null): Buffer | 'gone' | null {
  switch (kind) {
    case 'add':
      return Buffer.from(diff)
    case 'delete':
      return content?.equals(Buffer.from(diff)) ? 'gone' : null
    case 'update': {
      const hunks = content && hunksOf(Buffer.from(diff))
      return hunks && applyExactly(content, hunks)
    }
  }
}

/** Codex ends the diff of a moved file with words about it. */
function withoutMove(diff: string, movedTo: string | null): string {
  if (movedTo === null) return diff
  const words = `Moved to: ${movedTo}`
  return diff.endsWith(words) ? diff.slice(0, -words.length).replace(/\n{1,2}$/, '') : diff
}

function hunksOf(diff: Buffer): LineHunk[] | null {
  const hunks: LineHunk[] = []
  try {
    for (let at = 0; at < diff.length;) {
      const found = hunkAt(diff, at)
      if (!found?.whole) return null
      hunks.push(parseHunk(diff.subarray(found.start, found.end)))
      at = found.end
    }
    return hunks
  } catch (error) {
    if (error instanceof DamagedPatch) return null
    throw error
  }
}
