// Reads the bytes of a small file: bounded, regular files only, so that no pipe or device holds the app up. Never writes.
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { CallError } from '../app/call-error'
import { systemErrorCode } from '../codex/errors'

/** Nobody writes a configuration by hand that is longer. */
export const mostFileBytes = 8 * 1024 * 1024

/** The bytes of a file; null where there is none. Throws in words when it is too large, no file or can't be read. */
export async function readBytes(path: string, noLink = false): Promise<Buffer | null> {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (noLink ? (constants.O_NOFOLLOW ?? 0) : 0)
  let file
  try {
    file = await open(path, flags)
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'ENOENT') return null
    if (code === 'ENOTDIR')
      throw new CallError('not-a-folder', `A file is where a folder should be on the way to ${path}.`)
    if (code === 'EISDIR') throw notAFile(path)
    if (code === 'ELOOP') throw new CallError('is-a-link', `${path} is a link that can't be followed.`)
    throw error
  }
  try {
    const { size, isFile } = await file.stat().then((found) => ({ size: found.size, isFile: found.isFile() }))
    if (!isFile) throw notAFile(path)
    if (size > mostFileBytes) throw tooLarge(path, size)
    const bytes = await file.readFile()
    if (bytes.byteLength > mostFileBytes) throw tooLarge(path, bytes.byteLength)
    return bytes
  } finally {
    await file.close()
  }
}

const notAFile = (path: string): CallError =>
  new CallError('not-a-file', `${path} is no file. Move away what is there, then try again.`)

const tooLarge = (path: string, bytes: number): CallError =>
  new CallError(
    'too-large',
    `${path} has ${Math.ceil(bytes / 1024 / 1024)} MB. The app opens files of up to ${mostFileBytes / 1024 / 1024} MB; use an editor of your own.`,
  )

/** Names the state of a file. */
export function hashOf(bytes: Uint8Array | null): string {
  return bytes === null ? 'absent' : createHash('sha256').update(bytes).digest('hex')
}
