// What a person chose of a view, as changes with a direction, and which of it is refused before anything is looked at. Pure.
import type { ChangeAct, Selection } from '@contract/changes'
import { CallError } from '../../app/call-error'
import { judgePath } from '../path-guard'
import type { HeldView } from '../view-model'
import { directedChange, Refusal, type DirectedChange } from './directed'
import type { Conflict } from './plan'
import { keyOf } from './repository'

/** The chosen files as changes; those that can never be done as conflicts. Throws `no-such-file`. */
export function directedChanges(
  view: HeldView,
  act: ChangeAct,
  what: Selection,
): { changes: DirectedChange[]; conflicts: Conflict[] } {
  const chosen = new Map<string, readonly string[] | null>()
  for (const { fileId, hunks } of what) {
    const other = chosen.get(fileId)
    // Named twice: the whole file wins, hunks add up.
    chosen.set(fileId, hunks === null || other === null ? null : [...(other ?? []), ...hunks])
  }
  const changes: DirectedChange[] = []
  const conflicts: Conflict[] = []
  for (const [fileId, hunks] of chosen) {
    const file = view.files.get(fileId)
    if (!file) throw new CallError('no-such-file', 'This file is not in the view any more. Reload the changes.')
    if (hunks?.length === 0) continue
    try {
      changes.push(directedChange(view, file, hunks, act))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      conflicts.push({ path: file.view.path, reason: error.message })
    }
  }
  return { changes, conflicts }
}

/**
 * The path guard's word on the name of every path. What stands there on the disk is looked at where it is read and written,
 * without ever following a link (main/codex/files/rooted).
 */
export function refusedPaths(view: HeldView, changes: readonly DirectedChange[]): Conflict[] {
  const use = isOwn(view) ? 'own' : 'foreign'
  return changes.flatMap(({ file }) => {
    const paths = file.rawOldPath ? [file.rawPath, file.rawOldPath] : [file.rawPath]
    const words = paths.flatMap((path) => judgePath(path, use) ?? [])
    return words.slice(0, 1).map((word) => ({ path: file.view.path, reason: `is refused: ${word}` }))
  })
}

/** Told by git of the person's own folder, not by somebody's patch. */
function isOwn({ source }: HeldView): boolean {
  return source.kind === 'unstaged' || source.kind === 'staged' || source.kind === 'branch'
}

/** Sides that are the bytes of working files: from the app's own snapshots, and patches that Codex made of them. */
export function isRaw({ store, source }: HeldView): boolean {
  return store !== null || source.kind === 'turn' || source.kind === 'session'
}

/** Every path that the changes come from or go to, once. */
export function pathsOf(changes: readonly DirectedChange[]): Buffer[] {
  const paths = changes.flatMap(({ from, to }) => [from, to].flatMap((side) => (side ? [side.path] : [])))
  return [...new Map(paths.map((path) => [keyOf(path), path])).values()]
}
