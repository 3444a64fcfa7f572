// `codex cloud apply` appends to error.log in the folder it runs in: account id, git's words, the whole patch of a failure.
// That is nobody's file there, so it is taken out again; a file of that name that was there before stays as it was.
import { lstat, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomic } from '../../codex/files/atomic-write'

/** What is read of what the run wrote. */
const maxRead = 1024 * 1024

export interface ErrorLog {
  /** Puts the folder's error.log back to what it was; answers what the run had added. */
  putBack(): Promise<string>
}

/** Remembers the folder's error.log. A link or folder of that name is left alone, as Codex can't append to it usefully. */
export async function setAsideErrorLog(folder: string): Promise<ErrorLog> {
  const path = join(folder, 'error.log')
  const before = await lstat(path).catch(() => null)
  if (before !== null && !before.isFile()) return { putBack: () => Promise.resolve('') }
  const bytes = before === null ? null : await readFile(path)
  return {
    async putBack() {
      const now = await readFile(path).catch(() => null)
      if (now === null || (bytes !== null && now.length === bytes.length)) return ''
      const added = now.subarray(bytes?.length ?? 0, (bytes?.length ?? 0) + maxRead).toString('utf8')
      if (bytes === null) await rm(path, { force: true })
      else await writeFileAtomic(path, bytes, { mode: before?.mode })
      return added
    },
  }
}
