// How much disk a home takes and how many sessions lie in it: one walk, as du does it. Looks at names, sizes and link counts
// and opens no file; links are not followed, other disks not entered. It can be stopped at any time.
import type { BigIntStats, Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { HomeSize } from '@contract/homes'
import { homeLayout } from '../codex/home/layout'
import { breathe, inParallel } from '../sessions/in-parallel'
import { parseRolloutName } from '../sessions/rollout-files'

export type Measured = Omit<HomeSize, 'homeId'>

export interface MeasureOptions {
  readonly signal?: AbortSignal
  /** Told now and then what was found so far, at most every `progressMs`. */
  readonly onProgress?: (soFar: Measured) => void
  readonly progressMs?: number
  /** What is walked at most: more makes the answer `partial`. */
  readonly bounds?: { readonly entries: number; readonly depth: number }
}

const defaultBounds = { entries: 500_000, depth: 40 }
/** How many files are looked at at once, and how many between two breaths. */
const atOnce = 24
const gulp = 480

interface Folder {
  path: string
  depth: number
  /** Below sessions/ or archived_sessions/. */
  sessions: boolean
}

/** Measures the home. Rejects with the signal's reason when stopped. A folder that isn't there is empty. */
export async function measureHome(home: string, options: MeasureOptions = {}): Promise<Measured> {
  const { signal, onProgress, progressMs = 250, bounds = defaultBounds } = options
  const root = await lstat(home, { bigint: true }).catch(() => null)
  const threads = new Set<string>()
  const linked = new Set<string>()
  let bytes = 0n
  let files = 0
  let seen = 0
  let whole = true
  let toldAt = Date.now()
  const soFar = (state: Measured['state']): Measured => ({
    bytes: Number(bytes),
    files,
    sessions: threads.size,
    state,
  })
  if (!root?.isDirectory()) return soFar('whole')

  const { sessions, archivedSessions } = homeLayout(home)
  const count = (stats: BigIntStats): void => {
    if (!stats.isDirectory() && stats.nlink > 1n) {
      const file = `${stats.dev}:${stats.ino}`
      if (linked.has(file)) return
      linked.add(file)
    }
    bytes += onDisk(stats)
  }
  count(root)

  const folders: Folder[] = [{ path: home, depth: 0, sessions: false }]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal?.throwIfAborted()
    const { path, depth, sessions: within } = folder
    const read = await entriesOf(path)
    if (read === null) whole = false
    const entries = read ?? []
    for (let from = 0; from < entries.length; from += gulp) {
      signal?.throwIfAborted()
      const part = entries.slice(from, from + Math.min(gulp, bounds.entries - seen))
      seen += part.length
      await inParallel(part, atOnce, async (entry) => {
        const at = join(path, entry.name)
        // Gone meanwhile: Codex works in there.
        const stats = await lstat(at, { bigint: true }).catch(() => null)
        if (stats === null) return
        if (stats.isDirectory()) {
          if (stats.dev !== root.dev) return
          count(stats)
          if (depth + 1 > bounds.depth) whole = false
          else
            folders.push({ path: at, depth: depth + 1, sessions: within || at === sessions || at === archivedSessions })
          return
        }
        count(stats)
        files++
        const threadId = within && stats.isFile() ? parseRolloutName(entry.name)?.threadId : undefined
        if (threadId !== undefined) threads.add(threadId)
      })
      if (seen >= bounds.entries) {
        whole = false
        folders.length = 0
        break
      }
      await breathe()
    }
    if (onProgress && Date.now() - toldAt >= progressMs) {
      toldAt = Date.now()
      onProgress(soFar('counting'))
    }
  }
  signal?.throwIfAborted()
  return soFar(whole ? 'whole' : 'partial')
}

/** Blocks as the file system counts them, in 512 bytes; Windows has none to tell. */
function onDisk(stats: BigIntStats): bigint {
  return process.platform === 'win32' ? stats.size : stats.blocks * 512n
}

/** Null when the folder can't be read. */
function entriesOf(path: string): Promise<Dirent[] | null> {
  return readdir(path, { withFileTypes: true }).catch((error: unknown) =>
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT' ? [] : null,
  )
}
