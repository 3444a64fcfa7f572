// Whether a folder can bring anything at all: without a `.codex` in it or above it a thread there gets nothing but what the
// person set up, and nothing has to be compared. Reads no file of the folder's.
import { lstatSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { systemErrorCode } from '../codex/errors'
import { readBytes } from '../config/file-bytes'
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
    const folders = [...new Set([...upwards(cwd), ...upwards(realOf(cwd))])]
    const codex = folders.map((folder) => isThere(join(folder, '.codex')))
    if (!codex.includes(true)) return { hasCodex: false, key: '' }
    const git = folders.map((folder) => isThere(join(folder, '.git')))
    const marks = await this.#marks(homeLayout(home).config)
    return { hasCodex: true, key: JSON.stringify([folders, codex, git, marks]) }
  }

  /** The state of a file that may name other marks; each of its changes counts then. It is the person's own: nobody hides in it. */
  async #marks(config: string): Promise<string> {
    const stamp = stampOf(config)
    let known = this.#configs.get(config)
    if (known?.stamp !== stamp) {
      const bytes = stamp === missing ? null : await readBytes(config).catch(() => Buffer.from(markersKey))
      known = { stamp, mayName: bytes?.includes(markersKey) ?? false }
      this.#configs.set(config, known)
    }
    return known.mayName ? stamp : ''
  }
}

function upwards(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [path, ...upwards(parent)]
}

// Looked up synchronously: this stands before each write of a configuration, and a promise for each of these cost 0.5 ms in all,
// the look-ups themselves 0.03 ms.
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    return systemErrorCode(error) !== 'ENOTDIR'
  }
}

function realOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}

/** The time of its last change is the system's own, which nobody can set back. */
function stampOf(path: string): string {
  try {
    const found = statSync(path, { bigint: true })
    return [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(':')
  } catch {
    return missing
  }
}
