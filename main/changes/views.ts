// The open views of changes: reads a source into a view, keeps its bytes under an id for those who act, and gives the page what
// it draws. A bounded number is open at once. It changes nothing.
import { randomUUID } from 'node:crypto'
import type { ChangeSource, ChangeView, FilePatch } from '@contract/changes'
import { CallError } from '../app/call-error'
import { actsOf } from './acts-of'
import { drawnPatch } from './drawn-patch'
import type { Git } from './git/run'
import { readSource } from './sources/read-source'
import type { SourceProviders } from './sources/providers'
import type { ReadResult } from './sources/read-result'
import { viewImage } from './view-images'
import { ViewLines } from './view-lines'
import type { Folder, HeldFile, HeldView } from './view-model'

/** A window shows one or two; what is over this was forgotten by its page. */
const maxViews = 12
/** Bytes that all open views hold together; the oldest are closed beyond it. */
const maxHeldBytes = 256 * 1024 * 1024
/** Of the patches that come along with the view. */
const firstPatches = { files: 40, characters: 200_000 }

export interface ViewsParts {
  readonly git: Git
  readonly providers: SourceProviders
  readonly now?: () => number
}

export interface OpenOptions {
  readonly ignoreSpace: boolean
  /** The view that this one takes the place of: closed, and what is still being read for it is ended. */
  readonly replaces?: string | null
  readonly signal?: AbortSignal
}

interface OpenView {
  readonly held: HeldView
  readonly files: Map<string, HeldFile>
  readonly read: ReadResult
  readonly ended: AbortController
  /** Readings of files alone that are under way, by file. */
  readonly reading: Map<string, Promise<HeldFile>>
}

export class Views {
  readonly #git: Git
  readonly #providers: SourceProviders
  readonly #now: () => number
  readonly #lines: ViewLines
  /** Oldest first. */
  readonly #open = new Map<string, OpenView>()
  /** What is being opened, by the view that it will replace. */
  readonly #opening = new Map<string, AbortController>()

  constructor({ git, providers, now = Date.now }: ViewsParts) {
    this.#git = git
    this.#providers = providers
    this.#now = now
    this.#lines = new ViewLines(git)
  }

  /**
   * Reads a source into a new view. Rejects with a CallError in words: `no-repository`, `no-such-revision`, `git-failed` (git's
   * own words), or what the provider of the source says. An opening that replaces the same view ends this one with `replaced`.
   */
  async open(folder: Folder, source: ChangeSource, options: OpenOptions): Promise<ChangeView> {
    const { ignoreSpace, replaces = null, signal } = options
    const ended = new AbortController()
    const stop = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal
    if (replaces !== null) {
      this.#opening.get(replaces)?.abort(new CallError('replaced', 'Another view was opened instead.'))
      this.#opening.set(replaces, ended)
    }
    try {
      const openedAtMs = this.#now()
      const read = await readSource(this.#git, this.#providers, folder, source, { ignoreSpace, signal: stop })
      stop.throwIfAborted()
      if (replaces !== null) this.close(replaces)
      return this.#keep(folder, source, ignoreSpace, openedAtMs, read)
    } finally {
      if (replaces !== null && this.#opening.get(replaces) === ended) this.#opening.delete(replaces)
    }
  }

  /** What main keeps of a view. Throws `view-closed`. */
  held(viewId: string): HeldView {
    return this.#view(viewId).held
  }

  /** A file of a view, with its hunks read if that is possible at all. Throws `view-closed`, `no-such-file`. */
  async file(viewId: string, fileId: string): Promise<HeldFile> {
    const view = this.#view(viewId)
    const file = fileOf(view, fileId)
    if (file.hunks !== null) return file
    // Shared by those who ask meanwhile: it ends with the view alone.
    const reading =
      view.reading.get(fileId) ??
      view.read.alone(file, view.ended.signal).finally(() => {
        view.reading.delete(fileId)
      })
    view.reading.set(fileId, reading)
    const whole = await reading
    view.files.set(fileId, whole)
    return whole
  }

  /** The patches of some files, in the order asked for. */
  async patches(viewId: string, fileIds: readonly string[], signal?: AbortSignal): Promise<FilePatch[]> {
    const patches: FilePatch[] = []
    for (const fileId of fileIds) {
      signal?.throwIfAborted()
      patches.push(drawnPatch(await this.file(viewId, fileId)))
    }
    return patches
  }

  /** Lines `from` to `to` (1-based, both included, at most 5,000) of one side of a file; `end`: the last one is the file's last. */
  lines(
    viewId: string,
    fileId: string,
    side: 'old' | 'new',
    range: { from: number; to: number },
  ): Promise<{ lines: string[]; end: boolean }> {
    const view = this.#view(viewId)
    return this.#lines.read(view.held, fileOf(view, fileId), side, range, view.ended.signal)
  }

  /** One side of an image as a data URL; null where there is none, it is no image that a page draws, or it is over 16 MB. */
  image(viewId: string, fileId: string, side: 'old' | 'new', signal?: AbortSignal): Promise<string | null> {
    const view = this.#view(viewId)
    return viewImage(this.#git, view.held, fileOf(view, fileId), side, signal)
  }

  /** Forgets a view. Safe to call for one that is gone. */
  close(viewId: string): void {
    this.#open.get(viewId)?.ended.abort(closed())
    this.#open.delete(viewId)
    this.#lines.forget(viewId)
  }

  /** Ends what is being read and forgets all views. */
  dispose(): void {
    for (const opening of this.#opening.values()) opening.abort(closed())
    for (const viewId of this.#open.keys()) this.close(viewId)
  }

  #keep(folder: Folder, source: ChangeSource, ignoreSpace: boolean, openedAtMs: number, read: ReadResult): ChangeView {
    const viewId = randomUUID()
    const files = new Map(read.files.map((file) => [file.view.id, file]))
    const held: HeldView = {
      viewId,
      folder,
      source,
      files,
      old: read.old,
      new: read.new,
      store: read.store,
      ignoreSpace,
      openedAtMs,
    }
    this.#open.set(viewId, { held, files, read, ended: new AbortController(), reading: new Map() })
    this.#keepBounded(viewId)
    const sum = (count: (file: HeldFile) => number): number =>
      read.files.reduce((total, file) => total + count(file), 0)
    return {
      viewId,
      files: read.files.map(({ view }) => view),
      fileCount: read.fileCount,
      added: sum(({ view }) => view.added),
      removed: sum(({ view }) => view.removed),
      patches: firstOf(read.files),
      acts: actsOf(held, read.inRepository),
      label: read.label,
      note: read.note,
    }
  }

  #keepBounded(newest: string): void {
    let bytes = 0
    for (const [viewId, { held }] of [...this.#open].toReversed()) {
      bytes += bytesOf(held)
      const place = [...this.#open.keys()].toReversed().indexOf(viewId)
      if (viewId !== newest && (place >= maxViews || bytes > maxHeldBytes)) this.close(viewId)
    }
  }

  #view(viewId: string): OpenView {
    const view = this.#open.get(viewId)
    if (!view) throw closed()
    return view
  }
}

function closed(): CallError {
  return new CallError('view-closed', 'This view of changes is closed. Open it again.')
}

function fileOf({ files }: OpenView, fileId: string): HeldFile {
  const file = files.get(fileId)
  if (!file) throw new CallError('no-such-file', 'This file is not in the view any more. Reload the changes.')
  return file
}

function bytesOf({ files }: HeldView): number {
  let bytes = 0
  for (const { hunks } of files.values()) for (const hunk of hunks ?? []) bytes += hunk.bytes.byteLength
  return bytes
}

/** The patches for the first paint: files that are read and small enough to go along. */
function firstOf(files: readonly HeldFile[]): FilePatch[] {
  const patches: FilePatch[] = []
  let characters = 0
  for (const file of files) {
    if (patches.length >= firstPatches.files || characters >= firstPatches.characters) break
    if (file.hunks === null) continue
    const size = file.hunks.reduce((total, { bytes }) => total + bytes.byteLength, 0)
    if (size > firstPatches.characters) continue
    const patch = drawnPatch(file)
    characters += patch.patch.length
    patches.push(patch)
  }
  return patches
}
