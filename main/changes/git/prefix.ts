// Where a folder is within its repository.
import type { Folder } from '../view-model'
import type { Git } from './run'

/** The folder's path from the top of its working tree, "" or ending with a slash; null when it is in none. */
export async function folderPrefix(git: Git, folder: Folder, signal?: AbortSignal): Promise<Buffer | null> {
  const options = { cwd: folder.path, trusted: folder.trusted, signal }
  const ended = await git
    .run(['rev-parse', '--is-inside-work-tree', '--show-prefix'], options)
    .catch((error: unknown) => {
      // Without a git program, a folder is in no repository.
      if (error instanceof Error && 'code' in error && error.code === 'no-git') return null
      throw error
    })
  const inside = Buffer.from('true\n')
  if (ended?.code !== 0 || !ended.stdout.subarray(0, inside.length).equals(inside)) return null
  return ended.stdout.subarray(inside.length, -1)
}
