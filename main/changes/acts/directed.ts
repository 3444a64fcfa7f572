// A chosen file of a view as what an act shall do: from which state to which, in the direction of the act, by which lines. Pure;
// it knows nothing of what the target has now.
import type { ChangeAct } from '@contract/changes'
import type { HeldFile, HeldView, Side } from '../view-model'
import { DamagedPatch, parseHunk, reversedHunk, type LineHunk } from './patch-lines'

/** Why a file can't be acted on, in words that go on after its name: "is in the middle of a merge". */
export class Refusal extends Error {}

/** One state of a file. */
export interface ChangeSide {
  readonly path: Buffer
  /** Null: a plain file, whether executable isn't said. */
  readonly mode: string | null
  readonly id: string | null
  /** What the folder has right now; nothing else knows. */
  readonly isNow: boolean
}

export interface DirectedChange {
  readonly file: HeldFile
  /** As the person reads it. */
  readonly name: string
  /** The state that the target should be in; null: not there. */
  readonly from: ChangeSide | null
  readonly to: ChangeSide | null
  /** All hunks of the file in the direction of the act, and those that were chosen. Null: the content isn't known as lines. */
  readonly hunks: { readonly all: readonly LineHunk[]; readonly chosen: readonly LineHunk[] } | null
  /** The lines are put onto whatever the target has; else the file is replaced by a known content. */
  readonly byLines: boolean
  /** The hunks hold all there is of each side. */
  readonly holdsAll: boolean
  /** The content is the same on both sides: only its name or mode differs. */
  readonly sameContent: boolean
  /** False: only lines were chosen; name and mode stay what they are. */
  readonly whole: boolean
  /** Taken from where it also stays. */
  readonly isCopy: boolean
}

export function isReverse(act: ChangeAct): boolean {
  return act === 'unstage' || act === 'revert'
}

export const submodule = '160000'
export const symlink = '120000'

/** Throws a Refusal for what can never be done. `hunkIds` null: the whole file. */
export function directedChange(
  view: HeldView,
  file: HeldFile,
  hunkIds: readonly string[] | null,
  act: ChangeAct,
): DirectedChange {
  const { status, path: name, oldMode, newMode, refused } = file.view
  if (refused !== null) throw new Refusal(`is refused: ${refused}`)
  if (status === 'conflicted' && (act !== 'stage' || hunkIds !== null))
    throw new Refusal('is in conflict. Settle the conflict in the file first, then stage it whole.')
  const hasOld = status !== 'added' && status !== 'conflicted'
  const before: ChangeSide | null = hasOld
    ? sideOf(view.old, file.rawOldPath ?? file.rawPath, oldMode, file.oldId)
    : null
  const after = status === 'deleted' ? null : sideOf(view.new, file.rawPath, newMode, file.newId)
  const reverse = isReverse(act)
  const hunks = readHunks(file, hunkIds, reverse)
  const arePlain = isPlain(oldMode) && isPlain(newMode)
  const byLines = (status === 'modified' || status === 'renamed') && arePlain && hunks !== null && hunks.all.length > 0
  if (!byLines && hunks && hunks.chosen.length < hunks.all.length)
    throw new Refusal('can only be taken whole: it is new, gone or of another kind.')
  return {
    file,
    name,
    from: reverse ? after : before,
    to: reverse ? before : after,
    hunks,
    byLines,
    holdsAll: hunks !== null && (status === 'added' || status === 'deleted' || (status === 'modified' && !arePlain)),
    sameContent: hasNoLines(file) && before !== null && after !== null && arePlain,
    whole: hunkIds === null || !byLines,
    isCopy: status === 'copied',
  }
}

/** A regular file, as far as its mode is known. */
export function isPlain(mode: string | null): boolean {
  return mode === null || mode.startsWith('100')
}

function sideOf({ kind }: Side, path: Buffer, mode: string | null, id: string | null): ChangeSide {
  return { path, mode, id, isNow: kind === 'worktree' }
}

function hasNoLines({ hunks, view }: HeldFile): boolean {
  return hunks?.length === 0 && view.form === 'text'
}

function readHunks(file: HeldFile, hunkIds: readonly string[] | null, reverse: boolean): DirectedChange['hunks'] {
  const { hunks, view } = file
  if (hunks === null) {
    if (hunkIds !== null) throw new Refusal('was not read as lines, so it can only be taken whole.')
    return null
  }
  // Neither is told as lines.
  if (hunks.length === 0 && (view.form === 'binary' || view.form === 'image')) return null
  try {
    const lines = new Map(hunks.map(({ id, bytes }) => [id, directed(parseHunk(bytes), reverse)]))
    const chosen = hunkIds === null ? [...lines.keys()] : [...new Set(hunkIds)]
    const all = [...lines.values()]
    return {
      all,
      chosen: chosen.map((id) => {
        const hunk = lines.get(id)
        if (!hunk) throw new Refusal('changed since it was shown. Reload the changes and choose again.')
        return hunk
      }),
    }
  } catch (error) {
    if (error instanceof DamagedPatch) throw new Refusal(`has a damaged patch: ${error.message}.`)
    throw error
  }
}

function directed(hunk: LineHunk, reverse: boolean): LineHunk {
  return reverse ? reversedHunk(hunk) : hunk
}
