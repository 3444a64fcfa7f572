// Gives lines of one side of a changed file, to unfold what stands between its hunks. Reads a side once and keeps a few.
import { CallError } from '../app/call-error'
import { readBlob } from './git/blob'
import type { Git } from './git/run'
import { changedContent } from './sources/changed-content'
import type { HeldFile, HeldView } from './view-model'
import { readWorkFile } from './work-file'

const maxLines = 5000
const maxBytes = 32 * 1024 * 1024
/** A line over this is cut: nobody reads on. */
const lineBytes = 100_000
const keptSides = 4

type SideName = 'old' | 'new'

interface LinedSide {
  readonly bytes: Buffer
  /** Where each line starts, and the end of the last. */
  readonly starts: Uint32Array
}

export class ViewLines {
  readonly #git: Git
  /** Last used last. */
  readonly #sides = new Map<string, Promise<LinedSide>>()

  constructor(git: Git) {
    this.#git = git
  }

  /**
   * Lines of a side without their ends, bytes that are no UTF-8 replaced. Rejects with `no-such-side`, `changed-since` (the working
   * tree has another content now), `too-large`, or git's words. `signal` is the view's: a side that is read is shared.
   */
  async read(
    view: HeldView,
    file: HeldFile,
    side: SideName,
    { from, to }: { from: number; to: number },
    signal: AbortSignal,
  ): Promise<{ lines: string[]; end: boolean }> {
    const { bytes, starts } = await this.#side(view, file, side, signal)
    const count = starts.length - 1
    const first = Math.max(1, from)
    const last = Math.min(to, count, first + maxLines - 1)
    const lines: string[] = []
    for (let line = first; line <= last; line += 1) {
      lines.push(lineText(bytes.subarray(starts[line - 1], starts[line])))
    }
    return { lines, end: last >= count }
  }

  forget(viewId: string): void {
    for (const key of this.#sides.keys()) if (key.startsWith(`${viewId} `)) this.#sides.delete(key)
  }

  async #side(view: HeldView, file: HeldFile, side: SideName, signal: AbortSignal): Promise<LinedSide> {
    const key = `${view.viewId} ${file.view.id} ${side}`
    const kept = this.#sides.get(key)
    this.#sides.delete(key)
    const reading = kept ?? contentOf(this.#git, view, file, side, signal).then(lined)
    this.#sides.set(key, reading)
    const oldest = this.#sides.keys().next().value
    if (this.#sides.size > keptSides && oldest !== undefined) this.#sides.delete(oldest)
    try {
      return await reading
    } catch (error) {
      if (this.#sides.get(key) === reading) this.#sides.delete(key)
      throw error
    }
  }
}

async function contentOf(
  git: Git,
  view: HeldView,
  file: HeldFile,
  side: SideName,
  signal: AbortSignal,
): Promise<Buffer> {
  const { status, form } = file.view
  const hasSide = status !== (side === 'old' ? 'added' : 'deleted')
  if (!hasSide || view[side].kind === 'patch' || form === 'submodule' || form === 'binary' || form === 'image')
    throw new CallError('no-such-side', 'No more of this file can be shown here.')
  const place = { folder: view.folder, store: view.store, signal }
  const id = side === 'old' ? file.oldId : file.newId
  if (id !== null) return readBlob(git, place, id, maxBytes)
  if (view[side].kind !== 'worktree') throw new CallError('no-such-side', 'No more of this file can be shown here.')
  // The old side with its hunks applied is what git compared: line ends and filters aside, and whatever was written since.
  if (
    file.oldId !== null &&
    file.hunks !== null &&
    !view.ignoreSpace &&
    status !== 'type-changed' &&
    status !== 'conflicted'
  ) {
    const changed = changedContent(await readBlob(git, place, file.oldId, maxBytes), file.hunks)
    if (changed) return changed
  }
  return workContent(view, file)
}

async function workContent(view: HeldView, file: HeldFile): Promise<Buffer> {
  const found = await readWorkFile(view.folder.path, file.rawPath, maxBytes)
  if (found.kind === 'large') throw new CallError('too-large', 'The file is too large to be shown.')
  if (found.kind === 'symlink') return found.target
  if (found.kind !== 'file' || found.mtimeMs > view.openedAtMs)
    throw new CallError('changed-since', 'The file was changed since. Reload the changes.')
  return found.bytes
}

function lined(bytes: Buffer): LinedSide {
  const starts: number[] = [0]
  for (let place = bytes.indexOf(0x0a); place !== -1; place = bytes.indexOf(0x0a, place + 1)) starts.push(place + 1)
  if (starts.at(-1) !== bytes.length) starts.push(bytes.length)
  return { bytes, starts: Uint32Array.from(starts) }
}

function lineText(line: Buffer): string {
  const end = line.at(-1) === 0x0a ? line.length - 1 : line.length
  if (end <= lineBytes) return line.toString('utf8', 0, end)
  return `${line.toString('utf8', 0, lineBytes)} … ${end - lineBytes} more bytes`
}
