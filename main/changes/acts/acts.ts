// Stage, unstage, revert and apply what a person chose of a view, and take it back. Everything is worked out on copies first; then
// all of it is written, or nothing. It decides nothing about what may be chosen; that is the view's and the path guard's.
import type { ActReport, ChangeAct, Selection } from '@contract/changes'
import { CallError } from '../../app/call-error'
import { actsOf } from '../acts-of'
import type { Git } from '../git/run'
import type { Folder, HeldView } from '../view-model'
import { Rooted } from '../../codex/files/rooted'
import { tooLarge } from './blobs'
import { directedChanges, isRaw, pathsOf, refusedPaths } from './chosen'
import { Refusal, type DirectedChange } from './directed'
import { bytesOf, carryOut, checkStart, TransitionFailed, type FileTransition } from './file-transition'
import { readIndex, sameState, notInIndex, writeIndex, type IndexChange } from './index-entries'
import { IndexTarget } from './index-target'
import { planChanges, type Conflict } from './plan'
import { findRepository, keyOf, type Repository } from './repository'
import { failed, nothingToDo, refused } from './reports'
import { Scratch } from './scratch'
import { SideContents } from './side-contents'
import type { Outcome } from './target'
import { UndoStore, type UndoRecord } from './undo-store'
import { actSummary } from './words'
import { WorktreeTarget } from './worktree-target'

export interface ActsParts {
  readonly git: Git
  /** A folder of the app's own for what is on its way; made when missing. */
  readonly scratch: string
  /** Bytes that one act may read and keep; default 128 MiB. */
  readonly maxActBytes?: number
  /** Bytes that all ways back may hold; default 256 MiB. */
  readonly maxUndoBytes?: number
  /** For tests: between the last look and the first write. */
  readonly beforeWriting?: () => Promise<void>
}

export class Acts {
  readonly #parts: ActsParts
  readonly #maxActBytes: number
  readonly #undos: UndoStore
  /** One act at a time in a folder. */
  readonly #running = new Map<string, Promise<unknown>>()

  constructor(parts: ActsParts) {
    this.#parts = parts
    this.#maxActBytes = parts.maxActBytes ?? 128 * 1024 * 1024
    this.#undos = new UndoStore(parts.maxUndoBytes ?? 256 * 1024 * 1024)
  }

  /**
   * Carries an act out on what was chosen of a view. All or nothing: with conflicts nothing was changed. Rejects with a CallError:
   * `not-trusted`, `act-refused` (not of this source), `no-repository`, `no-such-file`, `index-locked`, `too-large`, `git-failed`.
   */
  run(view: HeldView, act: ChangeAct, what: Selection): Promise<ActReport> {
    return this.#inTurn(view.folder.path, () => this.#run(view, act, what))
  }

  /**
   * Takes an act back: every file and entry that it touched is again exactly what it was. Refuses, with the names, when somebody
   * changed one of them since. Its own `undoId` does the act again. Rejects with `not-trusted` or `undo-gone`.
   */
  undo(folder: Folder, undoId: string): Promise<ActReport> {
    return this.#inTurn(folder.path, () => this.#undo(folder, undoId))
  }

  async #run(view: HeldView, act: ChangeAct, what: Selection): Promise<ActReport> {
    const { git } = this.#parts
    mayAct(view.folder)
    const repository = await findRepository(git, view.folder)
    const ofIndex = act === 'stage' || act === 'unstage'
    if (ofIndex && !repository) throw new CallError('no-repository', 'This folder is in no git repository.')
    if (!actsOf(view, repository !== null).includes(act))
      throw new CallError('act-refused', 'This can’t be done with these changes.')
    const { changes, conflicts } = directedChanges(view, act, what)
    const already = conflicts.length > 0 ? conflicts : refusedPaths(view, changes)
    if (already.length > 0) return refused(already)
    const scratch = new Scratch(this.#parts.scratch)
    try {
      return ofIndex && repository
        ? await this.#onIndex(view, act, changes, repository, scratch)
        : await this.#onFiles(view, act, changes, repository, scratch)
    } catch (error) {
      if (error instanceof Refusal) return refused([{ path: changes[0]?.name ?? '', reason: error.message }])
      throw error
    } finally {
      await scratch.dispose()
    }
  }

  async #onIndex(
    view: HeldView,
    act: ChangeAct,
    changes: readonly DirectedChange[],
    repository: Repository,
    scratch: Scratch,
  ): Promise<ActReport> {
    const { git } = this.#parts
    const target = new IndexTarget({ git, repository, view, scratch, rawView: isRaw(view) })
    const contents = await SideContents.read(git, view, changes, { repository, byId: true })
    await target.look({
      files: changes.map(({ file }) => file),
      paths: pathsOf(changes),
      lines: pathsOf(changes.filter(({ byLines }) => byLines)),
      now: changes.flatMap((change) => (change.to?.isNow && contents.to(change) === null ? [change.file] : [])),
    })
    const { outcomes, conflicts } = await planChanges({ git, scratch, target, contents }, changes)
    if (conflicts.length > 0) return refused(conflicts)
    const entries = await target.entries(outcomes)
    await this.#parts.beforeWriting?.()
    const moved = await movedEntries(git, repository, entries)
    if (moved.length > 0) return refused(moved)
    return this.#changeIndex(view.folder, repository, entries, actSummary(act, changes), namesOf(outcomes))
  }

  async #changeIndex(
    folder: Folder,
    repository: Repository,
    changes: readonly IndexChange[],
    summary: string,
    names: readonly string[],
  ): Promise<ActReport> {
    const { git } = this.#parts
    if (changes.length === 0) return nothingToDo()
    try {
      await writeIndex(git, repository, changes)
    } catch (error) {
      // Announcing comes after the entries: only then is there something to put back.
      const moved = await movedEntries(git, repository, changes)
      if (moved.length > 0) await writeIndex(git, repository, turned(changes)).catch(() => {})
      throw error
    }
    return this.#done({
      folder: folder.path,
      way: { kind: 'index', changes: turned(changes) },
      summary,
      names,
      bytes: 0,
    })
  }

  async #onFiles(
    view: HeldView,
    act: ChangeAct,
    changes: readonly DirectedChange[],
    repository: Repository | null,
    scratch: Scratch,
  ): Promise<ActReport> {
    const { git } = this.#parts
    const maxBytes = this.#maxActBytes
    const target = new WorktreeTarget({ git, repository, view, scratch, rawView: isRaw(view), maxBytes })
    const contents = await SideContents.read(git, view, changes, { repository, byId: false })
    await target.look(pathsOf(changes))
    const { outcomes, conflicts } = await planChanges({ git, scratch, target, contents }, changes)
    if (conflicts.length > 0) return refused(conflicts)
    const transition: FileTransition = {
      steps: await target.steps(outcomes),
      makeFolders: [],
      removeFolders: 'emptied',
    }
    if (bytesOf(transition) > this.#maxActBytes) throw tooLarge()
    return this.#changeFiles(target.rooted, view.folder, transition, actSummary(act, changes), namesOf(outcomes))
  }

  async #changeFiles(
    rooted: Rooted,
    folder: Folder,
    transition: FileTransition,
    summary: string,
    names: readonly string[],
  ): Promise<ActReport> {
    if (transition.steps.length === 0) return nothingToDo()
    await this.#parts.beforeWriting?.()
    try {
      const back = await carryOut(rooted, transition)
      const way = { kind: 'files', transition: back } as const
      return this.#done({ folder: folder.path, way, summary, names, bytes: bytesOf(back) })
    } catch (error) {
      if (!(error instanceof TransitionFailed)) throw error
      return failed(error)
    }
  }

  async #undo(folder: Folder, undoId: string): Promise<ActReport> {
    mayAct(folder)
    const record = this.#undos.find(folder.path, undoId)
    if (!record)
      throw new CallError(
        'undo-gone',
        'This can no longer be taken back: too much was done since, or the app was restarted.',
      )
    const { way, names } = record
    const summary = record.summary.startsWith(undone)
      ? record.summary.slice(undone.length)
      : `${undone}${record.summary}`
    const report =
      way.kind === 'files'
        ? await this.#undoFiles(folder, way.transition, summary, names)
        : await this.#undoIndex(folder, way.changes, summary, names)
    if (report.done) this.#undos.forget(undoId)
    return report
  }

  async #undoFiles(
    folder: Folder,
    transition: FileTransition,
    summary: string,
    names: readonly string[],
  ): Promise<ActReport> {
    const rooted = new Rooted(folder.path)
    const { changed, steps } = await checkStart(rooted, transition)
    if (changed.length > 0) return refused(changed.map((path) => ({ path, reason: 'changed since.' })))
    return this.#changeFiles(rooted, folder, { ...transition, steps }, summary, names)
  }

  async #undoIndex(
    folder: Folder,
    changes: readonly IndexChange[],
    summary: string,
    names: readonly string[],
  ): Promise<ActReport> {
    const repository = await findRepository(this.#parts.git, folder)
    if (!repository) throw new CallError('no-repository', 'This folder is in no git repository any more.')
    await this.#parts.beforeWriting?.()
    const moved = await movedEntries(this.#parts.git, repository, changes)
    if (moved.length > 0) return refused(moved)
    return this.#changeIndex(folder, repository, changes, summary, names)
  }

  #done(record: UndoRecord): ActReport {
    const { summary, names } = record
    return { done: true, changed: [...names], conflicts: [], undoId: this.#undos.keep(record), summary }
  }

  async #inTurn(folder: string, act: () => Promise<ActReport>): Promise<ActReport> {
    const before = this.#running.get(folder)
    const mine = (async () => {
      await before?.catch(() => {})
      return act()
    })()
    this.#running.set(folder, mine)
    try {
      return await mine
    } finally {
      if (this.#running.get(folder) === mine) this.#running.delete(folder)
    }
  }
}

const undone = 'Undone: '

function mayAct({ trusted }: Folder): void {
  if (!trusted) throw new CallError('not-trusted', 'Files of a folder are changed only when you trust it.')
}

/** Index entries that are not what a change starts from. */
async function movedEntries(git: Git, repository: Repository, changes: readonly IndexChange[]): Promise<Conflict[]> {
  if (changes.length === 0) return []
  const index = await readIndex(git, repository)
  return changes
    .filter(({ path, before }) => !sameState(index.get(keyOf(path)) ?? notInIndex, before))
    .map(({ path }) => ({ path: path.toString(), reason: 'changed in the index since.' }))
}

function turned(changes: readonly IndexChange[]): IndexChange[] {
  return changes.map(({ path, before, after }) => ({ path, before: after, after: before }))
}

function namesOf(outcomes: readonly Outcome[]): string[] {
  return [...new Set(outcomes.map(({ name }) => name))]
}
