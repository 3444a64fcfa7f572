// How many files lie in a folder, and how much they take. Bounded; links are counted as what they are and never followed.
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Enough to say "many"; a folder of memories has a few hundred. */
const mostFiles = 20_000

/** Null where there is no such folder. */
export async function folderSize(path: string): Promise<{ files: number; bytes: number } | null> {
  const found = await lstat(path).catch(() => null)
  if (found === null || !found.isDirectory()) return null
  let files = 0
  let bytes = 0
  const waiting = [path]
  for (let folder = waiting.pop(); folder !== undefined && files < mostFiles; folder = waiting.pop()) {
    const at = folder
    for (const entry of await readdir(at, { withFileTypes: true }).catch(() => [])) {
      if (entry.isDirectory()) {
        waiting.push(join(at, entry.name))
        continue
      }
      files += 1
      bytes += await lstat(join(at, entry.name)).then(
        ({ size }) => size,
        () => 0,
      )
    }
  }
  return { files, bytes }
}
