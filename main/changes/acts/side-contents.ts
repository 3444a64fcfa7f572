// The contents of a view's sides: by their ids from the store that the view is from, or put together from the other side and
// the hunks. Read at once for all files of an act.
import type { Git } from '../git/run'
import type { HeldView } from '../view-model'
import { blobId, readBlobs, type Blob, type ObjectPlace } from './blobs'
import { submodule, type ChangeSide, type DirectedChange } from './directed'
import { applyExactly, reversedHunk, wholeSide } from './patch-lines'

export class SideContents {
  readonly #view: HeldView
  readonly #blobs: ReadonlyMap<string, Buffer>

  private constructor(view: HeldView, blobs: ReadonlyMap<string, Buffer>) {
    this.#view = view
    this.#blobs = blobs
  }

  /**
   * Reads what the changes need. `repository`: the folder's own, null where there is none; then the hunks are all there is.
   * `byId`: the target takes contents by their ids, so whole files of the repository need not be read.
   */
  static async read(
    git: Git,
    view: HeldView,
    changes: readonly DirectedChange[],
    { repository, byId }: { repository: ObjectPlace | null; byId: boolean },
  ): Promise<SideContents> {
    const place = view.store === null ? repository : { cwd: view.store, env: { GIT_DIR: view.store } }
    if (!place) return new SideContents(view, new Map())
    const ids = changes.flatMap(({ from, to, byLines, isCopy }) => {
      const sides = byLines || isCopy || !byId || !isOfRepository(view) ? [from, to] : []
      // What goes away is compared by its id.
      const needed = byLines || isCopy || view.store !== null ? sides : sides.filter((side) => side === to)
      return needed.flatMap((side) => (side?.id && side.mode !== submodule ? [side.id] : []))
    })
    return new SideContents(view, await readBlobs(git, place, ids))
  }

  /** What the target should have for the change to fit exactly; null when nobody knows it. */
  from(change: DirectedChange): Blob | null {
    return change.from && this.#content(change, change.from, 'old')
  }

  /** What it becomes; null when nobody knows it. */
  to(change: DirectedChange): Blob | null {
    const known = change.to && this.#content(change, change.to, 'new')
    // An id that a patch only claims is no content.
    const isClaimed = change.to?.mode === submodule ? this.#view.new.kind === 'patch' : !isOfRepository(this.#view)
    const isClaim = known?.bytes === null && isClaimed
    return isClaim ? null : known
  }

  #content(change: DirectedChange, side: ChangeSide, which: 'old' | 'new'): Blob | null {
    const { hunks, holdsAll } = change
    if (side.mode === submodule) return submoduleAt(change, side, which)
    const read = side.id === null ? undefined : this.#blobs.get(side.id)
    if (read) return { id: side.id, bytes: read }
    if (hunks && holdsAll) {
      const lines = wholeSide(hunks.all, which)
      // An id that doesn't belong to the lines: the patch says two things.
      if (side.id === null || blobId(lines, side.id) === side.id) return { id: null, bytes: lines }
    }
    const other = which === 'old' ? change.to : change.from
    const otherBytes = other?.id ? this.#blobs.get(other.id) : undefined
    if (hunks && otherBytes) {
      const bytes = applyExactly(otherBytes, which === 'new' ? hunks.all : hunks.all.map(reversedHunk))
      if (bytes) return { id: null, bytes }
    }
    return side.id === null ? null : { id: side.id, bytes: null }
  }
}

/** Ids that the view tells are objects of the folder's own repository. */
function isOfRepository({ store, old, new: after }: HeldView): boolean {
  return store === null && old.kind !== 'patch' && after.kind !== 'patch'
}

/** The commit that a submodule stands at. */
function submoduleAt({ hunks }: DirectedChange, side: ChangeSide, which: 'old' | 'new'): Blob | null {
  if (side.id !== null) return { id: side.id, bytes: null }
  const told = hunks && /^Subproject commit ([0-9a-f]{40,64})\n?$/m.exec(wholeSide(hunks.all, which).toString('latin1'))
  return told?.[1] ? { id: told[1], bytes: null } : null
}
