// Makes the folder from one snapshot into another: only the paths that differ, all of them or none. Git writes, with our index: it
// goes through no link, writes over nothing that changed since, and leaves no empty folders. What it leaves half done is put back.
import { constants } from 'node:fs'
import { lstat, open, rmdir, unlink } from 'node:fs/promises'
import { findCandidates } from './candidates'
import { joinZ, parentOf, placeOf, type RawPath } from './raw-path'
import { obstacles, type Obstacle } from './restore-check'
import type { Store } from './store'
import type { TreeChange } from './tree-changes'

export type Restored =
  | { readonly done: true }
  | {
      readonly done: false
      readonly obstacles: readonly Obstacle[]
      /** Why it could not be done though nothing seemed in the way, in git's words. */
      readonly problem: string | null
      /** Paths that could not be put back as they were; empty when the folder is untouched. */
      readonly spoiled: readonly RawPath[]
    }

export interface RestoreOptions {
  /** The tree that the folder is in just now, and the one it is to be in. */
  readonly from: string
  readonly to: string
  /** What is different between them. */
  readonly changes: readonly TreeChange[]
  /** Permission bits of the files that will be written over or removed, as `modesNow` gives them. */
  readonly modes: ReadonlyMap<RawPath, number>
  /** Those that a file is to get. */
  readonly modeOf: (path: RawPath, program: boolean) => number
}

/** Checks, then writes. Rejects only when the store itself fails before anything is written. */
export async function restore(store: Store, options: RestoreOptions): Promise<Restored> {
  const { from, to, changes, modeOf } = options
  const found = await obstacles(store, changes)
  if (found.length > 0) return { done: false, obstacles: found, problem: null, spoiled: [] }
  await store.read(['read-tree', '--reset', from])
  await store.run(['update-index', '-q', '--refresh'])
  // It compares every path with the index before it writes the first one.
  const { code, stderr } = await store.run(['read-tree', '-m', '-u', from, to], { timeoutMs: 10 * 60_000 })
  if (code !== 0) {
    const problem = stderr.replaceAll(/^(?:fatal|error): /gm, '').trim()
    return { done: false, obstacles: [], problem, spoiled: await putBack(store, options) }
  }
  for (const { path, new: after } of changes) {
    if (after === null || after.mode === '120000') continue
    await setMode(store.tree.top, path, modeOf(path, after.mode === '100755'))
  }
  return { done: true }
}

/** Permission bits that the plain files have which these changes write over or remove. */
export async function modesNow(top: string, changes: readonly TreeChange[]): Promise<Map<RawPath, number>> {
  const modes = new Map<RawPath, number>()
  for (const { path, old } of changes) {
    if (old === null || old.mode === '120000') continue
    const stats = await lstat(placeOf(top, path)).catch(() => null)
    if (stats?.isFile()) modes.set(path, stats.mode & 0o7777)
  }
  return modes
}

async function putBack(store: Store, { from, changes, modes }: RestoreOptions): Promise<RawPath[]> {
  const { top } = store.tree
  await store.clearLocks()
  await store.read(['read-tree', '--reset', from])
  const paths = new Set(changes.map(({ path }) => path))
  const different = async (): Promise<RawPath[]> => {
    const { gone, there } = await findCandidates(store, new AbortController().signal)
    return [...gone, ...there].filter((path) => paths.has(path))
  }
  const touched = new Set(await different())
  for (const { path, old } of changes) if (old === null && touched.has(path)) await removeFile(top, path)
  const again = changes.flatMap(({ path, old }) => (old !== null && touched.has(path) ? [path] : []))
  await store.run(['checkout-index', '-f', '-q', '-z', '--stdin'], { stdin: joinZ(again) })
  for (const path of again) {
    const mode = modes.get(path)
    if (mode !== undefined) await setMode(top, path, mode)
  }
  return different()
}

/** A file that was just written, and the folders that were made for it. */
async function removeFile(top: string, path: RawPath): Promise<void> {
  try {
    await unlink(placeOf(top, path))
    for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) await rmdir(placeOf(top, folder))
  } catch {
    // Not there, or the folder isn't empty.
  }
}

/** Through the open file, so that a link that was put there meanwhile is not followed. */
async function setMode(top: string, path: RawPath, mode: number): Promise<void> {
  if (process.platform === 'win32') return
  const file = await open(placeOf(top, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => null,
  )
  try {
    const stats = await file?.stat()
    if (stats?.isFile() && (stats.mode & 0o7777) !== mode) await file?.chmod(mode)
  } catch {
    // A disk without permission bits.
  } finally {
    await file?.close()
  }
}
