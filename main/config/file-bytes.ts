// Reads the bytes of a small file: bounded, regular files only, so that no pipe or device holds the app up. Never writes.
import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readFile, readSync } from 'node:fs'
import { promisify } from 'node:util'
import { CallError } from '../app/call-error'
import { systemErrorCode } from '../codex/errors'

/** Nobody writes a configuration by hand that is longer. */
export const mostFileBytes = 8 * 1024 * 1024
/** Larger files are not waited for by the rest of the app. */
const mostAtOnce = 256 * 1024

export interface FileState {
  bytes: Buffer
  /** Permission bits. */
  mode: number
}

/** The bytes of a file; null where there is none. Throws in words when it is too large, no file or can't be read. */
export async function readBytes(path: string, noLink = false): Promise<Buffer | null> {
  return (await readState(path, noLink))?.bytes ?? null
}

/**
 * The same with its permission bits. A small file is read at once: each write of a configuration begins with this, and four
 * promises for it take ten times as long (0.5 ms).
 */
export async function readState(path: string, noLink = false): Promise<FileState | null> {
  const file = openAt(path, noLink)
  if (file === null) return null
  try {
    const found = fstatSync(file)
    const { size } = found
    if (!found.isFile()) throw notAFile(path)
    if (size > mostFileBytes) throw tooLarge(path, size)
    const mode = found.mode & 0o777
    if (size > mostAtOnce) return { bytes: await readFrom(file, path), mode }
    // One byte more, to see whether it has grown meanwhile.
    const bytes = Buffer.allocUnsafe(size + 1)
    const isWhole = readSync(file, bytes, 0, size + 1, 0) === size
    return { bytes: isWhole ? bytes.subarray(0, size) : await readFrom(file, path), mode }
  } finally {
    closeSync(file)
  }
}

async function readFrom(file: number, path: string): Promise<Buffer> {
  const bytes = await promisify(readFile)(file)
  if (bytes.byteLength > mostFileBytes) throw tooLarge(path, bytes.byteLength)
  return bytes
}

function openAt(path: string, noLink: boolean): number | null {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (noLink ? (constants.O_NOFOLLOW ?? 0) : 0)
  try {
    return openSync(path, flags)
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'ENOENT') return null
    if (code === 'ENOTDIR')
      throw new CallError('not-a-folder', `A file is where a folder should be on the way to ${path}.`)
    if (code === 'EISDIR') throw notAFile(path)
    if (code === 'ELOOP') throw new CallError('is-a-link', `${path} is a link that can't be followed.`)
    throw error
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
