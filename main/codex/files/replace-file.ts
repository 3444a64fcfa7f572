// Replaces a file of the person's as they keep it: a symlink stays and what it leads to is replaced, permission bits stay. The
// old content or the new is there at any moment, never half. It doesn't judge where a link may lead.
import { realpathSync } from 'node:fs'
import { chmod, lstat, readlink, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { systemErrorCode } from '../errors'
import { writeFileAtomic } from './atomic-write'

/** The file that `path` leads to, links resolved; a link that leads nowhere gives the place where its file would be. */
export async function leadsTo(path: string): Promise<string> {
  let place = path
  // As many hops as Linux itself takes.
  for (let hop = 0; hop < 40; hop += 1) {
    try {
      // At once: each write begins with this, and by a promise it takes ten times as long (0.3 ms).
      return realpathSync.native(place)
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error
    }
    const found = await lstat(place).catch(() => null)
    if (found === null || !found.isSymbolicLink()) return place
    place = resolve(dirname(place), await readlink(place))
  }
  return place
}

/** Permission bits of the file that `path` leads to, or null where there is none. */
export async function modeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null)
  return found === null ? null : found.mode & 0o777
}

/**
 * Replaces what `path` leads to. A new file gets `newMode` less the umask. Rejects with the system's error; then the old file is
 * untouched. The folder must exist.
 */
export async function replaceFile(path: string, content: string | Uint8Array, newMode = 0o600): Promise<void> {
  const target = await leadsTo(path)
  const mode = await modeOf(target)
  await writeFileAtomic(target, content, mode === null ? { mode: newMode } : { mode, exactMode: true })
}

/** Gives a file the bits that it had before somebody else replaced it. */
export async function restoreMode(path: string, mode: number): Promise<void> {
  if (process.platform !== 'win32' && (await modeOf(path)) !== mode) await chmod(path, mode)
}
