// Looks before files are written: is everything there that will be needed, and is nothing in the way that is in no snapshot?
// What it finds is told by name. It changes nothing.
import type { Stats } from 'node:fs'
import { constants } from 'node:fs'
import { access, lstat, readdir } from 'node:fs/promises'
import { inParallel } from '../../sessions/in-parallel'
import { parentOf, pathBytes, placeOf, rawPath, type RawPath } from './raw-path'
import type { Store } from './store'
import type { TreeChange } from './tree-changes'

export interface Obstacle {
  readonly path: RawPath
  readonly reason: string
}

const atOnce = 16
/** What is looked through of a folder that must make room for a file. */
const mostInFolder = 20_000

/** What keeps these changes from being made to the folder; empty when nothing does. */
export async function obstacles(store: Store, changes: readonly TreeChange[]): Promise<Obstacle[]> {
  const missing = await missingObjects(store, changes)
  if (missing.length > 0) return missing
  const { top } = store.tree
  const goes = new Set(changes.flatMap(({ path, new: after }) => (after === null ? [path] : [])))
  const found = await inParallel(changes, atOnce, async (change) => {
    const reason = (await inTheWay(top, change, goes)) ?? (await notWritable(top, change.path))
    return reason === null ? [] : [{ path: change.path, reason }]
  })
  return found.flat()
}

async function missingObjects(store: Store, changes: readonly TreeChange[]): Promise<Obstacle[]> {
  const needed = changes.flatMap(({ path, new: after }) => (after === null ? [] : [{ path, id: after.id }]))
  if (needed.length === 0) return []
  const stdin = needed.map(({ id }) => `${id}\n`).join('')
  const lines = (await store.read(['cat-file', '--batch-check'], { stdin })).toString('latin1').split('\n')
  return needed.flatMap(({ path }, at) =>
    / blob \d+$/.test(lines[at] ?? '')
      ? []
      : [{ path, reason: 'What was in it then is no longer in the store of snapshots.' }],
  )
}

/** Only for what comes anew: everything else is as the snapshot has it. */
async function inTheWay(top: string, change: TreeChange, goes: ReadonlySet<RawPath>): Promise<string | null> {
  if (change.old !== null) return null
  for (const folder of foldersOf(change.path)) {
    const stats = await lookAtPlace(top, folder)
    if (stats === null) return null
    if (stats.isDirectory()) continue
    // It makes room, with whatever it leads to.
    if (goes.has(folder)) return null
    return stats.isSymbolicLink()
      ? 'A folder on the way there is a link now.'
      : 'A file that no snapshot has stands on the way there.'
  }
  const stats = await lookAtPlace(top, change.path)
  if (stats === null) return null
  if (stats.isDirectory()) {
    const kept = await firstThatStays(top, change.path, goes)
    return kept === null ? null : `A folder stands there with something in it that no snapshot has: ${kept}`
  }
  const folded = change.path.toLowerCase()
  // The same file under another spelling, where the disk doesn't tell them apart.
  if ([...goes].some((path) => path.toLowerCase() === folded)) return null
  return 'A file that no snapshot has stands there. It may be ignored by git.'
}

async function firstThatStays(top: string, folder: RawPath, goes: ReadonlySet<RawPath>): Promise<string | null> {
  const waiting = [folder]
  let seen = 0
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const entries = await readdir(placeOf(top, at), { withFileTypes: true, encoding: 'buffer' }).catch(() => null)
    if (entries === null) return pathBytes(at).toString('utf8')
    for (const entry of entries) {
      const path = `${at}/${rawPath(entry.name)}`
      if (++seen > mostInFolder) return pathBytes(path).toString('utf8')
      if (entry.isDirectory()) waiting.push(path)
      else if (!goes.has(path)) return pathBytes(path).toString('utf8')
    }
  }
  return null
}

async function notWritable(top: string, path: RawPath): Promise<string | null> {
  for (const folder of [...foldersOf(path)].toReversed().concat('')) {
    const stats = folder === '' ? null : await lookAtPlace(top, folder)
    if (folder !== '' && !stats?.isDirectory()) continue
    return access(folder === '' ? top : placeOf(top, folder), constants.W_OK | constants.X_OK).then(
      () => null,
      () => 'Its folder can’t be written to.',
    )
  }
  return null
}

/** The folders above a path, the outermost first. */
function foldersOf(path: RawPath): RawPath[] {
  const folders: RawPath[] = []
  for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) folders.unshift(folder)
  return folders
}

function lookAtPlace(top: string, path: RawPath): Promise<Stats | null> {
  return lstat(placeOf(top, path)).catch(() => null)
}
