// Whether a folder can bring anything at all: without a `.codex` in it or above it a thread there gets nothing but what the
// person set up, and nothing has to be compared. Reads no file of the folder's.
import { lstat, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { systemErrorCode } from '../codex/errors'
import { homeLayout } from '../codex/home/layout'

export interface Surroundings {
  /** A `.codex` lies in the folder or anywhere above it; further up than Codex looks, as a person's own `~/.codex` does. */
  readonly hasCodex: boolean
  /**
   * All that decides which of them Codex looks at: where a `.codex` or a `.git` lies, and the home's config.toml if it may name
   * other marks of a project's root. As long as it stays the same, so does the choice.
   */
  readonly key: string
}

const markersKey = 'project_root_markers'
const missing = 'none'

export class CodexFolders {
  /** config.toml → its state, and whether other marks may stand in it. */
  readonly #configs = new Map<string, { stamp: string; mayName: boolean }>()

  /** Looks up to the root of the disk. What can't be looked at counts as there. Takes some tenths of a millisecond. */
  async around(cwd: string, home: string): Promise<Surroundings> {
    const real = await realpath(cwd).catch(() => cwd)
    const folders = [...new Set([...upwards(cwd), ...upwards(real)])]
    const codex = await Promise.all(folders.map((folder) => isThere(join(folder, '.codex'))))
    if (!codex.includes(true)) return { hasCodex: false, key: '' }
    const [git, marks] = await Promise.all([
      Promise.all(folders.map((folder) => isThere(join(folder, '.git')))),
      this.#marks(homeLayout(home).config),
    ])
    return { hasCodex: true, key: JSON.stringify([folders, codex, git, marks]) }
  }

  /** The state of a file that may name other marks; each of its changes counts then. It is the person's own: nobody hides in it. */
  async #marks(config: string): Promise<string> {
    const stamp = await stampOf(config)
    let known = this.#configs.get(config)
    if (known?.stamp !== stamp) {
      const text = stamp === missing ? '' : await readFile(config, 'utf8').catch(() => markersKey)
      known = { stamp, mayName: text.includes(markersKey) }
      this.#configs.set(config, known)
    }
    return known.mayName ? stamp : ''
  }
}

function upwards(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [path, ...upwards(parent)]
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    const code = systemErrorCode(error)
    return code !== 'ENOENT' && code !== 'ENOTDIR'
  }
}

/** The time of its last change is the system's own, which nobody can set back. */
async function stampOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => null)
  return found === null ? missing : [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(':')
}
