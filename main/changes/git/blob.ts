// Reads objects of a repository by their id: the bytes of one file, the sizes of many.
import { CallError } from '../../app/call-error'
import type { Folder } from '../view-model'
import type { Git } from './run'

export interface ObjectPlace {
  readonly folder: Folder
  /** The git dir of a store of our own; null: the folder's repository. */
  readonly store: string | null
  readonly signal?: AbortSignal
}

const isId = (id: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(id)

/** The bytes of a blob. Rejects with `too-large` over `maxBytes`, `git-failed` where it can't be read. */
export async function readBlob(git: Git, place: ObjectPlace, id: string, maxBytes: number): Promise<Buffer> {
  if (!isId(id)) throw new CallError('git-failed', 'There is no such object.')
  const ended = await git.run([...storeArgs(place), 'cat-file', 'blob', id], { ...runIn(place), maxBytes })
  if (ended.cut) throw new CallError('too-large', 'The file is too large to be shown.')
  if (ended.code !== 0) throw new CallError('git-failed', 'This version of the file could not be read.', ended.stderr)
  return ended.stdout
}

/** The sizes of objects in bytes, as far as they are there. */
export async function blobSizes(git: Git, place: ObjectPlace, ids: readonly string[]): Promise<Map<string, number>> {
  const asked = [...new Set(ids.filter(isId))]
  if (asked.length === 0) return new Map()
  const { stdout } = await git.run(
    [...storeArgs(place), 'cat-file', '--buffer', '--batch-check=%(objectname) %(objectsize)'],
    { ...runIn(place), stdin: `${asked.join('\n')}\n` },
  )
  const pairs = stdout.toString('latin1').matchAll(/^([0-9a-f]{40,64}) (\d+)$/gm)
  return new Map([...pairs].map(([, id = '', size]) => [id, Number(size)]))
}

function storeArgs({ store }: ObjectPlace): string[] {
  return store === null ? [] : [`--git-dir=${store}`]
}

/** A store is ours, as is its config; objects are read without any program of the folder's. */
function runIn({ folder, store, signal }: ObjectPlace): { cwd: string; signal?: AbortSignal; trusted: boolean } {
  return { cwd: store ?? folder.path, trusted: store !== null || folder.trusted, ...(signal ? { signal } : {}) }
}
