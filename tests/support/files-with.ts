// Looks through what programs that run have written, for what must not be there.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Paths below the folder of files that hold one of the texts, in the order of the alphabet. */
export function filesWith(folder: string, texts: readonly string[]): string[] {
  return filesBelow(folder)
    .filter((path) => {
      const content = unlessGone(() => readFileSync(path, 'latin1'), '')
      return texts.some((text) => content.includes(text))
    })
    .map((path) => path.slice(folder.length + 1))
    .toSorted()
}

function filesBelow(folder: string): string[] {
  return unlessGone(() => readdirSync(folder, { withFileTypes: true }), []).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })
}

/** What is looked through belongs to programs that run: a file of theirs may go between being listed and being read. */
function unlessGone<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return otherwise
    throw error
  }
}
