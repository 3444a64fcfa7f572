// Copies a file so that nothing is ever overwritten and no half file is ever seen: to a temporary neighbour first, which then
// takes its name only if that is free. The source is opened for reading and nothing else. It doesn't create folders.
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, link, lstat, open, rename, rm, stat, utimes } from 'node:fs/promises'
import { systemErrorCode } from '../errors'

/**
 * Copies `source` to `target` with the source's modification time (never one ahead of now) and, by default, for its owner only. Shares the blocks
 * with the source where the file system can (reflink). False, and nothing done, if something is at `target` already.
 * Rejects with the system's error; then nothing is left behind.
 */
export async function copyFileExclusive(source: string, target: string, mode = 0o600): Promise<boolean> {
  if (await exists(target)) return false
  const temporary = `${target}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`
  try {
    const { atimeMs, mtimeMs } = await stat(source)
    await copyFile(source, temporary, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    await chmod(temporary, mode)
    await flush(temporary)
    // A time ahead of now would keep it at the top of every list: Codex takes it as the time of the last change.
    await utimes(temporary, atimeMs / 1000, Math.min(mtimeMs, Date.now()) / 1000)
    return await takeName(temporary, target)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Gives `temporary` the name `target` if it is free. A hard link is the one way to say "only if" that every system has. */
async function takeName(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target)
    return true
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'EEXIST') return false
    // exFAT and some network disks know no hard links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error
  }
  if (await exists(target)) return false
  await rename(temporary, target)
  return true
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
