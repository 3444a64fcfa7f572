// Looks at the paths that may be different: what is there now, what must be left out. Follows no link, opens no device, reads no
// content. Bounded by number, bytes and time.
import type { Stats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { breathe, inParallel } from '../../sessions/in-parallel'
import { judgePath } from '../path-guard'
import type { Bounds } from './bounds'
import type { Left, LeftReason } from './facts'
import { parentOf, pathBytes, placeOf, type RawPath } from './raw-path'

export interface Found {
  readonly path: RawPath
  readonly kind: 'file' | 'link'
  readonly size: number
  /** Permission bits. */
  readonly mode: number
}

export interface Looked {
  readonly found: readonly Found[]
  /** Not there, or not as a file that can be kept. */
  readonly gone: readonly RawPath[]
  /** Also in `gone`. */
  readonly left: readonly Left[]
  /** So many more could not be looked at: a bound was hit. */
  readonly unlooked: number
}

const atOnce = 16
const gulp = 512

/** Looks at `paths` below `top`, in their order, until a bound is hit or `soon` is aborted. */
export async function lookAt(
  top: string,
  paths: readonly RawPath[],
  { fileBytes, files, bytes }: Pick<Bounds, 'fileBytes' | 'files' | 'bytes'>,
  soon: AbortSignal,
): Promise<Looked> {
  const found: Found[] = []
  const gone: RawPath[] = []
  const left: Left[] = []
  const parents = new PlainFolders(top)
  let taken = 0
  let at = 0
  while (at < paths.length && found.length < files && taken < bytes && !soon.aborted) {
    const part = paths.slice(at, at + Math.min(gulp, files - found.length))
    at += part.length
    const all = await inParallel(part, atOnce, async (path) =>
      (await parents.isPlain(parentOf(path))) ? lstat(placeOf(top, path)).catch(nothingThere) : null,
    )
    for (const [index, path] of part.entries()) {
      const judged = judge(path, all[index] ?? null, fileBytes)
      if (typeof judged === 'object' && taken + judged.size <= bytes) {
        found.push({ path, ...judged })
        taken += judged.size
        continue
      }
      gone.push(path)
      if (typeof judged === 'object') left.push({ path, reason: 'bound' })
      else if (judged !== 'gone') left.push({ path, reason: judged })
    }
    await breathe()
  }
  return { found, gone, left, unlooked: paths.length - at }
}

function judge(
  path: RawPath,
  stats: Stats | 'unreadable' | null,
  fileBytes: number,
): Omit<Found, 'path'> | LeftReason | 'gone' {
  if (stats === null) return 'gone'
  if (judgePath(pathBytes(path), 'own') !== null) return 'name'
  if (stats === 'unreadable') return 'unreadable'
  const mode = stats.mode & 0o7777
  if (stats.isSymbolicLink()) return { kind: 'link', size: 0, mode }
  if (stats.isFile()) return stats.size > fileBytes ? 'size' : { kind: 'file', size: stats.size, mode }
  // A folder stands where a file was.
  return stats.isDirectory() ? 'gone' : 'special'
}

function nothingThere(error: unknown): 'unreadable' | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' ? null : 'unreadable'
}

/** Tells which folders are reached without passing a link. Remembers, so it is for one moment only. */
export class PlainFolders {
  readonly #top: string
  readonly #known = new Map<RawPath, Promise<boolean>>()

  constructor(top: string) {
    this.#top = top
  }

  /** Whether the folder (empty: the root) is there and no part of its path is a link. */
  isPlain(folder: RawPath): Promise<boolean> {
    if (folder === '') return Promise.resolve(true)
    const known = this.#known.get(folder)
    if (known) return known
    const looked = this.isPlain(parentOf(folder)).then(async (above) => {
      if (!above) return false
      const stats = await lstat(placeOf(this.#top, folder)).catch(() => null)
      return stats?.isDirectory() ?? false
    })
    this.#known.set(folder, looked)
    return looked
  }
}
