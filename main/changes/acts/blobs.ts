// Contents by bytes or by git's id of them, and reading many objects of a store with one process.
import { createHash } from 'node:crypto'
import { CallError } from '../../app/call-error'
import type { Git } from '../git/run'

/** A content. At least one of the two is known. */
export interface Blob {
  readonly id: string | null
  readonly bytes: Buffer | null
}

/** Git's id of a content, in the hash that `like` is an id of (SHA-1 when null). */
export function blobId(bytes: Buffer, like: string | null = null): string {
  const hash = createHash(like?.length === 64 ? 'sha256' : 'sha1')
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** Whether two contents are the same. */
export function sameBlob(left: Blob, right: Blob): boolean {
  if (left.bytes && right.bytes) return left.bytes.equals(right.bytes)
  if (left.id && right.id && left.id.length === right.id.length) return left.id === right.id
  if (left.bytes && right.id) return blobId(left.bytes, right.id) === right.id
  if (right.bytes && left.id) return blobId(right.bytes, left.id) === left.id
  return false
}

/** All that an act reads at once; more can't be held, compared and kept for Undo. */
export const maxReadBytes = 256 * 1024 * 1024

export interface ObjectPlace {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/**
 * The blobs with these ids that the repository has. Ids that it doesn't have, or that are no blobs, are left out. Rejects with
 * `too-large` when they are more than can be held.
 */
export async function readBlobs(git: Git, place: ObjectPlace, ids: Iterable<string>): Promise<Map<string, Buffer>> {
  const wanted = [...new Set(ids)].filter((id) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(id) && !/^0+$/.test(id))
  const found = new Map<string, Buffer>()
  if (wanted.length === 0) return found
  const options = { ...place, stdin: `${wanted.join('\n')}\n`, trusted: true, maxBytes: maxReadBytes }
  const ended = await git.run(['cat-file', '--batch'], options)
  if (ended.cut) throw tooLarge()
  const { stdout } = ended
  for (let at = 0; at < stdout.length;) {
    const end = stdout.indexOf(0x0a, at)
    if (end < 0) break
    const [id = '', type, size] = stdout.subarray(at, end).toString('latin1').split(' ')
    at = end + 1
    if (size === undefined) continue
    if (type === 'blob') found.set(id, stdout.subarray(at, at + Number(size)))
    at += Number(size) + 1
  }
  return found
}

/** The refusal of an act that is too large to be taken back again. */
export function tooLarge(): CallError {
  return new CallError(
    'too-large',
    'This is too much at once to be able to take it back. Choose fewer files, or do it with git in a terminal.',
  )
}
