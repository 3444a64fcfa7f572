// A view that was read again, laid over the one that is shown: what is the same keeps its identity, so that nothing that didn't
// change is parsed or drawn anew. Pure.
import type { ChangeView, FilePatch, ViewFile } from '../../../preload/contract/changes'
import type { PatchState } from './patch-state'

interface Shown {
  view: ChangeView | null
  patches: ReadonlyMap<string, PatchState>
}

export function mergeView(
  shown: Shown,
  view: ChangeView,
): { view: ChangeView; patches: ReadonlyMap<string, PatchState> } {
  const before = new Map(shown.view?.files.map((file) => [file.id, file]))
  const files = view.files.map((file) => {
    const old = before.get(file.id)
    return old !== undefined && sameFile(old, file) ? old : file
  })
  const came = new Map(view.patches.map((patch) => [patch.fileId, patch]))
  const patches = new Map<string, PatchState>()
  for (const file of files) {
    const patch = came.get(file.id)
    const old = shown.patches.get(file.id)
    // The mark covers the hunks: with the same mark the old entry says the same.
    const isOld = old?.state === 'ready' && before.get(file.id)?.mark === file.mark && !grew(old.patch, patch)
    if (isOld) patches.set(file.id, old)
    else if (patch !== undefined) patches.set(file.id, { state: 'ready', patch })
  }
  const isSame =
    shown.view !== null &&
    files.length === shown.view.files.length &&
    files.every((file, at) => file === shown.view?.files[at])
  return { view: { ...view, files: isSame && shown.view !== null ? shown.view.files : files }, patches }
}

/** A patch that was shown in part and comes whole now. */
const grew = (old: FilePatch, patch: FilePatch | undefined): boolean =>
  patch !== undefined && (old.cut !== patch.cut || old.patch !== patch.patch)

function sameFile(one: ViewFile, other: ViewFile): boolean {
  return (
    one.mark === other.mark &&
    one.path === other.path &&
    one.oldPath === other.oldPath &&
    one.status === other.status &&
    one.form === other.form &&
    one.added === other.added &&
    one.removed === other.removed &&
    one.oldMode === other.oldMode &&
    one.newMode === other.newMode &&
    one.refused === other.refused
  )
}
