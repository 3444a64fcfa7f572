// Where a program is on the PATH, as an absolute path. Never in a relative entry and never in the folder that is worked in: a
// repository could bring its own.
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { posix, win32 } from 'node:path'

/** The first program of this name on the PATH of `env`; null when there is none. */
export async function findProgram(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  for (const candidate of candidates(name, env, platform)) if (await isProgram(candidate)) return candidate
  return null
}

/** Every path that the program could be at, in order. Pure. */
export function candidates(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string[] {
  const onWindows = platform === 'win32'
  const { delimiter, isAbsolute, join } = onWindows ? win32 : posix
  const valueOf = (wanted: string): string =>
    Object.entries(env).find(([known]) => (onWindows ? known.toUpperCase() : known) === wanted)?.[1] ?? ''
  // Batch files are left out: the system runs them through a shell, which reads arguments in its own way.
  const endings = onWindows ? ['.exe', '.com'] : ['']
  return valueOf('PATH')
    .split(delimiter)
    .map((entry) => (onWindows ? entry.replace(/^"(.*)"$/, '$1') : entry))
    .filter((entry) => isAbsolute(entry))
    .flatMap((entry) => endings.map((ending) => join(entry, `${name}${ending}`)))
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
