// Makes a folder and what is missing above it, private to its owner.
import { lstat, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemErrorCode } from '../errors'

/**
 * Makes `path` and what is missing above it. Not `mkdir` with `recursive`: that never settles where the system says ENOENT
 * for a folder whose parent exists, as /proc does (seen with Node 20).
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    const code = systemErrorCode(error)
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return
    const parent = dirname(path)
    if (code !== 'ENOENT') throw error
    // A parent that is there may have been made meanwhile by somebody else; where the system says ENOENT again, it means it.
    if (await exists(parent)) return makeIn(path)
    await makeFolder(parent)
    await makeFolder(path)
  }
}

async function makeIn(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error
  }
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
