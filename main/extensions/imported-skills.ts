// Codex puts imported skills into `.agents/skills` beside the home, which it reads only where the home is the usual ~/.codex. For a
// home of the app they are taken from there into the home itself, so that this project's chats have them and no other's do.
import { lstat, realpath, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { copyInto, type CopyReport } from '../homes/copy-tree'

/** Where Codex puts imported skills for this home. */
const besideHome = (home: string): string => join(dirname(home), '.agents', 'skills')

/** Whether Codex itself reads what it imports for this home. */
export async function readsItsImports(home: string, userHome: string): Promise<boolean> {
  const real = (path: string): Promise<string> => realpath(path).catch(() => path)
  return (await real(dirname(home))) === (await real(userHome))
}

/** Those of the names that the home has as skills already. */
export async function skillsInHome(home: string, names: readonly string[]): Promise<string[]> {
  const has = await Promise.all(
    names.map((name) =>
      isPlainName(name)
        ? lstat(join(home, 'skills', name)).then(
            () => true,
            () => false,
          )
        : false,
    ),
  )
  return names.filter((_name, place) => has[place])
}

/** Takes these imported skills into the home. Answers those that are there now, and what could not be taken, in words. */
export async function takeIntoHome(
  home: string,
  names: readonly string[],
): Promise<{ taken: string[]; notes: string[] }> {
  const from = besideHome(home)
  const taken: string[] = []
  const notes: string[] = []
  for (const name of names) {
    if (!isPlainName(name)) {
      notes.push(`The skill “${name}” stays in ${from}: its name is no name of a folder.`)
      continue
    }
    const report: CopyReport = { copied: [], left: [] }
    await copyInto(from, join(home, 'skills'), name, report)
    if (report.copied.length > 0) taken.push(name)
    if (report.left.length === 0) await rm(join(from, name), { recursive: true, force: true })
    else notes.push(...report.left.map((one) => `${one.name} stays in ${from}: ${one.reason}`))
  }
  // Only while they are empty: another project's may lie there.
  await rmdir(from).catch(() => undefined)
  await rmdir(dirname(from)).catch(() => undefined)
  return { taken, notes }
}

const isPlainName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && basename(name) === name && !/[\\/\0]/.test(name)
