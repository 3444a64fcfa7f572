// Decides, file by file, what a target will have after an act: nothing is written here. Either every chosen file has an outcome,
// or there are conflicts by name and nothing is done.
import type { ActReport } from '@contract/changes'
import type { Git } from '../git/run'
import { blobId, sameBlob, type Blob } from './blobs'
import { isPlain, Refusal, submodule, type DirectedChange } from './directed'
import { applyByContext, mergeThreeWay } from './merge-text'
import { applyExactly, DamagedPatch, reversedHunk } from './patch-lines'
import { keyOf } from './repository'
import type { Scratch } from './scratch'
import type { SideContents } from './side-contents'
import type { Outcome, Target, TargetEntry } from './target'

export interface Plan {
  readonly outcomes: readonly Outcome[]
  readonly conflicts: readonly Conflict[]
}

/** As an ActReport has them. */
export type Conflict = ActReport['conflicts'][number]

export interface PlanParts {
  readonly git: Git
  readonly scratch: Scratch
  readonly target: Target
  readonly contents: SideContents
}

/** The outcomes of all changes, or their conflicts. What is already as it shall be has no outcome. */
export async function planChanges(parts: PlanParts, changes: readonly DirectedChange[]): Promise<Plan> {
  const planner = new Planner(parts, changes)
  const outcomes = new Map<string, Outcome>()
  const conflicts: Conflict[] = []
  for (const change of changes) {
    try {
      for (const outcome of await planner.outcomes(change)) {
        const key = keyOf(outcome.path)
        const other = outcomes.get(key)
        // A place that one file leaves may be taken by another; two contents for one place are a contradiction.
        if (other?.after && outcome.after) throw new Refusal('is changed twice by this patch.')
        if (!other || outcome.after) outcomes.set(key, outcome)
      }
    } catch (error) {
      if (error instanceof DamagedPatch)
        conflicts.push({ path: change.name, reason: `has a damaged patch: ${error.message}.` })
      else if (error instanceof Refusal) conflicts.push({ path: change.name, reason: error.message })
      else throw error
    }
  }
  conflicts.push(...belowEachOther(outcomes))
  return { outcomes: conflicts.length > 0 ? [] : [...outcomes.values()], conflicts }
}

/** Files of the same act of which one would have to be the folder of the other. */
function belowEachOther(outcomes: ReadonlyMap<string, Outcome>): Conflict[] {
  return [...outcomes].flatMap(([key, { name, after }]) => {
    if (!after) return []
    const above = [...key.matchAll(/\//g)].map(({ index }) => key.slice(0, index))
    return above.some((path) => outcomes.get(path)?.after)
      ? [{ path: name, reason: 'is below a file of the same patch.' }]
      : []
  })
}

class Planner {
  readonly #parts: PlanParts
  /** Places that the act itself clears. */
  readonly #vacated: Set<string>
  readonly #sources = new Set<string>()

  constructor(parts: PlanParts, changes: readonly DirectedChange[]) {
    this.#parts = parts
    this.#vacated = new Set(
      changes.flatMap(({ from, to, whole, isCopy }) =>
        from && whole && !isCopy && !to?.path.equals(from.path) ? [keyOf(from.path)] : [],
      ),
    )
  }

  outcomes(change: DirectedChange): Promise<Outcome[]> {
    const { from, to, isCopy, byLines } = change
    this.#takeSource(change)
    if (from?.mode === submodule || to?.mode === submodule) return this.#submodule(change)
    if (byLines || change.sameContent) return isCopy ? this.#replaced(change) : this.#lines(change)
    return this.#replaced(change)
  }

  /** Two changes of one file contradict each other: each was made for the file without the other. */
  #takeSource({ from, to, isCopy }: DirectedChange): void {
    const path = isCopy ? to?.path : (from ?? to)?.path
    if (!path) return
    const key = `${from ? '-' : '+'}${keyOf(path)}`
    if (this.#sources.has(key)) throw new Refusal('is changed twice by this patch.')
    this.#sources.add(key)
  }

  // ---- a known content in place of a known content -----------------------------------------------------------------------

  async #replaced(change: DirectedChange): Promise<Outcome[]> {
    const { from, to, isCopy, name } = change
    const source = isCopy ? null : from
    if (!source) {
      if (to) return this.#added(change, await this.#becomes(change))
      // A copy that is taken back.
      return from ? this.#removed(change) : []
    }
    if (!to) return this.#removed(change)
    const after = await this.#becomes(change)
    const state = this.#entry(source.path)
    if (!state) {
      if (this.#has(to.path, after)) return []
      throw new Refusal('is not there.')
    }
    const moves = !source.path.equals(to.path)
    if (!moves && isSame(state, after)) return []
    await this.#mustBe(change, state, 'It is no text, so the two can’t be put together.')
    if (moves) this.#mustBeFree(to.path, source.path)
    const outcome = { path: to.path, name, after, source: source.path }
    return moves ? [{ path: source.path, name, after: null }, outcome] : [outcome]
  }

  async #added({ to, name, isCopy, from }: DirectedChange, after: TargetEntry): Promise<Outcome[]> {
    if (!to) return []
    if (isCopy && from === null) throw new Refusal('is a copy of nothing.')
    if (!this.#vacated.has(keyOf(to.path)) && this.#has(to.path, after)) return []
    this.#mustBeFree(to.path, null)
    return [{ path: to.path, name, after }]
  }

  async #removed(change: DirectedChange): Promise<Outcome[]> {
    const { from, name } = change
    if (!from) return []
    const state = this.#entry(from.path)
    if (!state) return []
    await this.#mustBe(change, state, 'It would be lost.')
    return [{ path: from.path, name, after: null }]
  }

  async #becomes(change: DirectedChange): Promise<TargetEntry> {
    const { target, contents } = this.#parts
    const { to, from, file } = change
    if (!to) throw new Refusal('has no state to go to.')
    const known = contents.to(change)
    if (known === null) {
      if (to.isNow) return target.now(file)
      throw new Refusal('is not in the patch with all its content, so it can’t be written.')
    }
    const mode = target.mode(to.mode ?? (from?.mode && isPlain(from.mode) ? from.mode : '100644'))
    return { mode, blob: isPlain(mode) ? await target.fit(to.path, known) : known }
  }

  /** The target has what the change was made for; else its own words would be lost. */
  async #mustBe(change: DirectedChange, state: TargetEntry, because: string): Promise<void> {
    const { target, contents } = this.#parts
    const { from } = change
    if (!from) return
    const known = contents.from(change)
    if (known === null) {
      // Right what the folder has: the act takes this very state back.
      if (from.isNow && isPlain(state.mode) === isPlain(from.mode)) {
        await target.now(change.file)
        return
      }
      throw new Refusal(`can’t be compared with what the patch was made for. ${because}`)
    }
    if (isPlain(state.mode) !== isPlain(from.mode)) throw new Refusal('is of another kind now.')
    const expected = isPlain(from.mode) ? await target.fit(from.path, known) : known
    if (!sameBlob(state.blob, expected)) throw new Refusal(`has other changes. ${because}`)
  }

  // ---- lines put onto what is there -----------------------------------------------------------------------------------------

  async #lines(change: DirectedChange): Promise<Outcome[]> {
    const { from, to, whole, name } = change
    if (!from || !to) throw new Refusal('has lines of a file that isn’t there.')
    const moves = !from.path.equals(to.path)
    // Lines alone go to wherever the file is now.
    const path = !whole && moves && !this.#entry(from.path) ? to.path : from.path
    const state = this.#entry(path)
    if (!state) {
      const there = whole && moves ? this.#entry(to.path) : null
      const known = there && this.#parts.contents.to(change)
      if (there && known && sameBlob(there.blob, await this.#parts.target.fit(to.path, known))) return []
      throw new Refusal(this.#absent())
    }
    if (!isPlain(state.mode)) throw new Refusal('is no plain file now.')
    const blob = change.sameContent ? state.blob : await this.#changed(change, path, state.blob)
    const mode = whole ? this.#parts.target.mode(modeAfter(state.mode, from.mode, to.mode)) : state.mode
    const after = { mode, blob }
    if (!whole || !moves) return isSame(state, after) ? [] : [{ path, name, after }]
    this.#mustBeFree(to.path, from.path)
    return [
      { path: from.path, name, after: null },
      { path: to.path, name, after, source: from.path },
    ]
  }

  async #changed(change: DirectedChange, path: Buffer, has: Blob): Promise<Blob> {
    const { git, scratch, target, contents } = this.#parts
    const { hunks, from } = change
    const ours = target.bytes(has)
    if (!ours || !hunks) throw new Refusal('is too large to be changed by lines.')
    const known = contents.from(change)
    if (!known?.bytes) {
      const isExact = known?.id && blobId(ours, known.id) === known.id
      const applied = isExact
        ? applyExactly(ours, hunks.chosen)
        : await applyByContext(git, scratch, ours, hunks.chosen)
      if (applied) return { id: null, bytes: applied }
      const already = await applyByContext(git, scratch, ours, hunks.chosen.map(reversedHunk))
      if (already) return has
      throw new Refusal('has other lines where this change belongs.')
    }
    const goal = applyExactly(known.bytes, hunks.chosen)
    if (!goal) throw new DamagedPatch('its lines are not those of the file that it was made for')
    const fitted = await target.fit(from?.path ?? path, known)
    const theirs = await target.fit(from?.path ?? path, { id: null, bytes: goal })
    const base = fitted.bytes
    if (!base || !theirs.bytes) throw new Refusal('is too large to be changed by lines.')
    if (ours.equals(base)) return theirs
    if (ours.equals(theirs.bytes)) return has
    const merged = await mergeThreeWay(git, scratch, { ours, base, theirs: theirs.bytes })
    if (!merged) throw new Refusal('was changed at the same lines since. Nothing of it was touched.')
    return merged.equals(ours) ? has : { id: null, bytes: merged }
  }

  #absent(): string {
    return this.#parts.target.kind === 'index'
      ? 'is not in the index: git doesn’t track it yet. Stage it whole from the unstaged changes.'
      : 'is not there.'
  }

  // ---- submodules -------------------------------------------------------------------------------------------------------------

  async #submodule(change: DirectedChange): Promise<Outcome[]> {
    const { target, contents } = this.#parts
    const { from, to, name, file } = change
    if (target.kind === 'worktree')
      throw new Refusal('is a submodule: it has a repository of its own. Check out the commit that you want in it.')
    const path = (to ?? from)?.path
    if (!path) return []
    const state = this.#entry(path)
    if (from) {
      const expected = contents.from(change)
      const isThat = state?.mode === from.mode && (!expected || sameBlob(state.blob, expected))
      if (!isThat) throw new Refusal('is at another commit in the index now. Reload the changes.')
    } else this.#mustBeFree(path, null)
    if (!to) return [{ path, name, after: null }]
    const known = contents.to(change)
    const after: TargetEntry = known && to.mode !== null ? { mode: to.mode, blob: known } : await target.now(file)
    if (state && isSame(state, after))
      throw new Refusal('has changes inside that are not committed there. Commit them in the submodule first.')
    return [{ path, name, after }]
  }

  // ---- what is there ----------------------------------------------------------------------------------------------------------

  #entry(path: Buffer): TargetEntry | null {
    const state = this.#parts.target.state(path)
    switch (state.kind) {
      case 'entry':
        return state.entry
      case 'absent':
        return null
      case 'folder':
        throw new Refusal('is a folder now.')
      case 'refused':
        throw new Refusal(state.reason)
    }
  }

  #has(path: Buffer, wanted: TargetEntry): boolean {
    const state = this.#parts.target.state(path)
    return state.kind === 'entry' && isSame(state.entry, wanted)
  }

  /** Nothing is at the path, or it goes away by the same act. `source`: where a file that moves comes from. */
  #mustBeFree(path: Buffer, source: Buffer | null): void {
    if (this.#vacated.has(keyOf(path))) return
    const state = this.#parts.target.state(path)
    switch (state.kind) {
      case 'absent':
        if (state.under !== null && !this.#vacated.has(state.under))
          throw new Refusal(`can’t be there: ${Buffer.from(state.under, 'latin1').toString()} is no folder.`)
        return
      case 'entry':
        // Where case is ignored, a new case of the same name is the same file.
        if (source && this.#parts.target.isSameFile(path, source)) return
        throw new Refusal('is there already, with another content.')
      case 'folder':
        if ([...this.#vacated].some((key) => key.startsWith(`${keyOf(path)}/`))) return
        throw new Refusal('can’t be there: a folder has its name.')
      case 'refused':
        throw new Refusal(state.reason)
    }
  }
}

function isSame(left: TargetEntry, right: TargetEntry): boolean {
  return left.mode === right.mode && sameBlob(left.blob, right.blob)
}

/** The mode of a plain file after a change from one mode to another: only what the change says is changed. */
function modeAfter(has: string, from: string | null, to: string | null): string {
  return from === null || to === null || from === to ? has : to
}
