// A patch approved is the patch applied: Codex applies an approved patch anew to whatever is on the disk by then. So the files of
// a file change are remembered when Codex asks, looked at again right before the answer goes out, and compared once it is done.
// It answers nothing itself and changes no file. A few milliseconds remain between our look and Codex's write.
import type { PendingRequest } from '@contract/model'
import type { ThreadItem } from '@protocol/v2/ThreadItem'
import { basename, isAbsolute, relative, sep } from 'node:path'
import type { CodexChange } from '../changes/acts/codex-change'
import type { AnswerGuard } from './inbox'
import { lookAt, lookBudget, type Look } from './patch-look'

export interface PatchGuardParts {
  /** Absolute real path of the folder that a thread works in, to name files by; null when unknown. */
  readonly folderOf: (projectId: string, threadId: string | null) => string | null
  /** An applied patch left something else than it said. */
  readonly onDifferent: (projectId: string, message: string) => void
}

interface Watched {
  readonly change: CodexChange
  look: Look
  /** Of the target of a move. */
  target: Look | null
}

interface Waiting {
  readonly folder: string | null
  /** What was there when Codex asked, or when the person was told that it changed. */
  readonly files: Promise<Watched[]>
  /** Words that are said once, at the first accept: what the card doesn't show. */
  warned: boolean
}

/** More files are not watched one by one. */
const maxFiles = 500

export class PatchGuard implements AnswerGuard {
  readonly #parts: PatchGuardParts
  readonly #waiting = new Map<string, Waiting>()
  /** What approved patches said that files would be, until they are applied: by project and item. */
  readonly #approved = new Map<string, { readonly folder: string | null; readonly expected: Map<string, string> }>()

  constructor(parts: PatchGuardParts) {
    this.#parts = parts
  }

  asked({ key, projectId, threadId, method, item }: PendingRequest): void {
    if (method !== 'item/fileChange/requestApproval' || item?.type !== 'fileChange') return
    const folder = this.#parts.folderOf(projectId, threadId)
    const files = remember(item)
    // Asked for only when the person answers.
    files.catch(() => {})
    this.#waiting.set(key, { folder, files, warned: false })
  }

  async problem({ key, projectId, itemId }: PendingRequest, response: unknown): Promise<string | null> {
    const waiting = this.#waiting.get(key)
    if (!waiting || !isAccept(response)) return null
    const files = await waiting.files
    const found = await lookAgain(files, waiting)
    if (found !== null) return found
    if (itemId !== null)
      this.#approved.set(`${projectId}/${itemId}`, { folder: waiting.folder, expected: expectedAfter(files) })
    return null
  }

  forget(key: string): void {
    this.#waiting.delete(key)
  }

  forgetAll(projectId: string): void {
    for (const key of this.#approved.keys()) if (key.startsWith(`${projectId}/`)) this.#approved.delete(key)
  }

  completed(projectId: string, itemId: string, status: unknown): void {
    const approved = this.#approved.get(`${projectId}/${itemId}`)
    this.#approved.delete(`${projectId}/${itemId}`)
    if (!approved || status !== 'completed') return
    void differing(approved.expected).then((paths) => {
      if (paths.length === 0) return
      const names = named(paths, approved.folder)
      const word = paths.length === 1 ? 'is' : 'are'
      this.#parts.onDifferent(projectId, `${names} ${word} not what the approved patch said. Look at the changes.`)
    })
  }
}

function isAccept(response: unknown): boolean {
  if (typeof response !== 'object' || response === null || !('decision' in response)) return false
  return response.decision === 'accept' || response.decision === 'acceptForSession'
}

async function remember(item: Extract<ThreadItem, { type: 'fileChange' }>): Promise<Watched[]> {
  const { readCodexChange } = await import('../changes/acts/codex-change')
  const budget = lookBudget()
  const files: Watched[] = []
  for (const told of item.changes.slice(0, maxFiles)) {
    const change = readCodexChange(told)
    if (!change) continue
    const look = await lookAt(change.path, change, budget)
    files.push({ change, look, target: change.movedTo === null ? null : await lookAt(change.movedTo, null, budget) })
  }
  return files
}

/** Looks at the files again: in words what the person must know first, null when everything is as it was. */
async function lookAgain(files: Watched[], waiting: Waiting): Promise<string | null> {
  const budget = lookBudget()
  const elsewhere: string[] = []
  const changed: Watched[] = []
  const misfits: string[] = []
  for (const file of files) {
    const { change, look, target } = file
    const now = await lookAt(change.path, change, budget)
    const targetNow = change.movedTo === null ? null : await lookAt(change.movedTo, null, budget)
    if (now.parent !== look.parent || targetNow?.parent !== target?.parent) elsewhere.push(change.path)
    else if (now.state !== look.state || targetNow?.state !== target?.state)
      changed.push({ change, look: now, target: targetNow })
    else if (!now.fits && !waiting.warned) misfits.push(change.path)
    // A second accept is about what is there now.
    if (elsewhere.length === 0) Object.assign(file, { look: now, target: targetNow })
  }
  if (elsewhere.length > 0)
    return `A folder of ${named(elsewhere, waiting.folder)} leads somewhere else than when Codex asked. Decline it, and let Codex try again.`
  const outside = waiting.warned ? [] : leadingOut(files, waiting.folder)
  waiting.warned = true
  if (changed.length > 0) return changedWords(changed, waiting.folder)
  if (misfits.length > 0)
    return `${named(misfits, waiting.folder)} isn’t what this patch was made for: it changed, or a part of the patch is in it already. Look at it, then accept again or decline.`
  if (outside.length > 0)
    return `${named(outside, waiting.folder)} lies behind a link, outside of this project. Accept again to have it written there.`
  return null
}

function changedWords(changed: readonly Watched[], folder: string | null): string {
  const names = named(
    changed.map(({ change }) => change.path),
    folder,
  )
  const lost = changed.filter(({ change, look }) => change.kind !== 'update' && look.exists)
  const misfit = changed.filter(({ change, look }) => change.kind === 'update' && !look.fits)
  const what =
    lost.length > 0
      ? ' If you accept it again, what it holds now is lost.'
      : misfit.length > 0
        ? ' If you accept it again, it may fail or be applied to other lines.'
        : ' Accepting again applies the patch to what is there now.'
  return `${names} changed since Codex asked. Look at it again or decline.${what}`
}

/** Files that seem to lie in the project's folder and don't. */
function leadingOut(files: readonly Watched[], folder: string | null): string[] {
  if (folder === null) return []
  return files.flatMap(({ change, look, target }) => {
    const paths: [string, Look][] = [[change.path, look]]
    if (change.movedTo !== null && target) paths.push([change.movedTo, target])
    return paths.flatMap(([path, { parent }]) => (isWithin(folder, path) && !isWithin(folder, parent) ? [path] : []))
  })
}

function expectedAfter(files: readonly Watched[]): Map<string, string> {
  const expected = new Map<string, string>()
  for (const { change, look } of files) {
    if (look.after === null) continue
    if (change.movedTo !== null) expected.set(change.path, 'absent')
    expected.set(change.movedTo ?? change.path, look.after)
  }
  return expected
}

async function differing(expected: ReadonlyMap<string, string>): Promise<string[]> {
  const budget = lookBudget()
  const paths: string[] = []
  for (const [path, wanted] of expected) if ((await lookAt(path, null, budget)).content !== wanted) paths.push(path)
  return paths
}

function named(paths: readonly string[], folder: string | null): string {
  const names = paths.map((path) =>
    folder !== null && isWithin(folder, path) ? relative(folder, path) : basename(path),
  )
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return !isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`)
}
