// Takes files from one known state to another: all of them, or none. What it did comes back as the way back, which is a
// transition like any other; that is what Undo is.
import { foldersAbove, type NewEntry, type Rooted, type RootedEntry, type Stamp } from '../../codex/files/rooted'
import { RootedError } from '../../codex/files/rooted-error'
import { keyOf } from './repository'

/** `mode`: permission bits; null only for what is to be written, then the system's for new files. */
export type FileState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mode: number | null; readonly executable: boolean }
  | { readonly kind: 'link'; readonly target: Buffer }

export interface FileStep {
  readonly path: Buffer
  readonly name: string
  readonly from: FileState
  /** The very entry that `from` was read of; null when there is none. */
  readonly stamp: Stamp | null
  readonly to: FileState
}

export interface FileTransition {
  readonly steps: readonly FileStep[]
  /** Made after the removals and before anything is written, outermost first. */
  readonly makeFolders: readonly { readonly path: Buffer; readonly mode: number }[]
  /** Removed at the end if they are empty, innermost first. `emptied`: those that the steps leave empty, as git does. */
  readonly removeFolders: readonly Buffer[] | 'emptied'
}

/** A step that could not be done. Everything was put back, but for `lost`. */
export class TransitionFailed extends Error {
  readonly step: FileStep
  /** Names of files that could not be put back, because somebody else has changed them meanwhile. */
  readonly lost: readonly string[]

  constructor(step: FileStep, lost: readonly string[], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.step = step
    this.lost = lost
  }
}

/** Carries a transition out; resolves with the way back. Rejects with TransitionFailed after everything was put back. */
export async function carryOut(rooted: Rooted, transition: FileTransition): Promise<FileTransition> {
  const run = new Run(rooted, transition)
  return run.all()
}

/** The names of files that are not in the state that a transition starts from, and the stamps of those that are. */
export async function checkStart(
  rooted: Rooted,
  { steps }: FileTransition,
): Promise<{ changed: string[]; steps: FileStep[] }> {
  const changed: string[] = []
  const checked: FileStep[] = []
  for (const step of steps) {
    const expected = step.from.kind === 'file' ? step.from.bytes.length : 0
    const entry = await rooted.read(step.path, expected).catch((error: unknown) => {
      if (error instanceof RootedError) return null
      throw error
    })
    if (!entry || !(isState(entry, step.from) || isEmptied(entry, step, steps))) changed.push(step.name)
    else checked.push({ ...step, stamp: 'stamp' in entry ? entry.stamp : null })
  }
  return { changed, steps: checked }
}

/** Bytes that a transition and its way back hold. */
export function bytesOf({ steps }: FileTransition): number {
  const of = (state: FileState): number => (state.kind === 'file' ? state.bytes.length : 0)
  return steps.reduce((sum, { from, to }) => sum + of(from) + of(to), 0)
}

function isState(entry: RootedEntry, state: FileState): boolean {
  switch (state.kind) {
    case 'absent':
      return entry.kind === 'absent'
    case 'link':
      return entry.kind === 'link' && entry.target.equals(state.target)
    case 'file':
      return (
        entry.kind === 'file' && (state.mode === null || entry.mode === state.mode) && entry.bytes.equals(state.bytes)
      )
  }
}

/** A folder that the transition itself empties, where a file shall be. */
function isEmptied(entry: RootedEntry, { path, from }: FileStep, steps: readonly FileStep[]): boolean {
  if (entry.kind !== 'other' || entry.what !== 'folder' || from.kind !== 'absent') return false
  const below = `${keyOf(path)}/`
  return steps.some(({ path, to }) => to.kind === 'absent' && keyOf(path).startsWith(below))
}

class Run {
  readonly #rooted: Rooted
  readonly #transition: FileTransition
  readonly #stamps = new Map<string, Stamp | null>()
  readonly #modes = new Map<string, number>()
  /** What puts back what was done, the last first. */
  readonly #back: { readonly name: string; readonly act: () => Promise<unknown> }[] = []
  readonly #made: Buffer[] = []
  readonly #removed: { path: Buffer; mode: number }[] = []

  constructor(rooted: Rooted, transition: FileTransition) {
    this.#rooted = rooted
    this.#transition = transition
  }

  async all(): Promise<FileTransition> {
    const { steps, makeFolders } = this.#transition
    let at: FileStep | undefined = steps[0]
    try {
      for (const step of steps) if (step.to.kind === 'absent') await this.#remove((at = step))
      for (const { path, mode } of makeFolders) await this.#makeFolder(path, mode)
      for (const step of steps) if (step.to.kind !== 'absent') await this.#write((at = step))
      await this.#tidy()
    } catch (error) {
      const lost = await this.#putBack()
      if (at) throw new TransitionFailed(at, lost, error)
      throw error
    }
    return {
      steps: steps.map(({ path, name, from, to }) => ({
        path,
        name,
        from: to.kind === 'file' ? { ...to, mode: this.#modes.get(keyOf(path)) ?? to.mode } : to,
        stamp: this.#stamps.get(keyOf(path)) ?? null,
        to: from,
      })),
      makeFolders: this.#removed.toReversed(),
      removeFolders: this.#made.toReversed(),
    }
  }

  async #remove({ path, name, from, stamp }: FileStep): Promise<void> {
    if (from.kind === 'absent' || stamp === null) return
    await this.#rooted.remove(path, stamp)
    this.#back.push({
      name,
      act: async () => {
        await this.#rooted.makeFoldersAbove(path)
        await this.#rooted.write(path, entryOf(from), null)
      },
    })
  }

  async #write({ path, name, from, stamp, to }: FileStep): Promise<void> {
    if (to.kind === 'absent') return
    if (from.kind === 'absent') {
      await this.#clearFolder(path)
      for (const folder of foldersAbove(path)) await this.#makeFolder(folder, null)
    }
    const written = await this.#rooted.write(path, entryOf(to), from.kind === 'absent' ? null : stamp)
    this.#stamps.set(keyOf(path), written.stamp)
    if (to.kind === 'file') this.#modes.set(keyOf(path), written.mode)
    this.#back.push({
      name,
      act: () =>
        from.kind === 'absent'
          ? this.#rooted.remove(path, written.stamp)
          : this.#rooted.write(path, entryOf(from), written.stamp),
    })
  }

  async #makeFolder(path: Buffer, mode: number | null): Promise<void> {
    if (!(await this.#rooted.makeFolder(path, mode))) return
    this.#made.push(path)
    this.#back.push({ name: path.toString(), act: () => this.#rooted.removeEmptyFolder(path) })
  }

  /** A file takes the name of a folder that the removals have emptied. */
  async #clearFolder(path: Buffer): Promise<void> {
    const key = keyOf(path)
    for (const folder of this.#emptied()) {
      const other = keyOf(folder)
      if (other === key || other.startsWith(`${key}/`)) await this.#removeFolder(folder)
    }
  }

  async #tidy(): Promise<void> {
    const { removeFolders } = this.#transition
    for (const folder of removeFolders === 'emptied' ? this.#emptied() : removeFolders) await this.#removeFolder(folder)
  }

  /** The folders above what was removed, innermost first. */
  #emptied(): Buffer[] {
    const removed = this.#transition.steps.filter(({ from, to }) => from.kind !== 'absent' && to.kind === 'absent')
    const folders = new Map(removed.flatMap(({ path }) => foldersAbove(path)).map((path) => [keyOf(path), path]))
    return [...folders.values()].toSorted((left, right) => right.length - left.length)
  }

  async #removeFolder(path: Buffer): Promise<void> {
    const mode = await this.#rooted.removeEmptyFolder(path).catch((error: unknown) => {
      if (error instanceof RootedError) return null
      throw error
    })
    if (mode === null) return
    this.#removed.push({ path, mode })
    this.#back.push({ name: path.toString(), act: () => this.#rooted.makeFolder(path, mode) })
  }

  async #putBack(): Promise<string[]> {
    const lost: string[] = []
    for (const { name, act } of this.#back.toReversed()) {
      try {
        await act()
      } catch {
        lost.push(name)
      }
    }
    return lost
  }
}

function entryOf(state: Exclude<FileState, { kind: 'absent' }>): NewEntry {
  return state
}
