// The places that sessions can be imported from, or whose home can be shared. Each stands behind an id; only what was listed
// here or picked in the native dialog can be named, so the page never names a path to read.
import { createHash } from 'node:crypto'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ImportSource } from '@contract/imports'
import { CallError } from '../app/call-error'
import type { Environment } from '../codex/process/environment'
import { isBelow, type SessionHomes } from './homes'

export interface ImportSourcesParts {
  homes: SessionHomes
  userData: string
  /** The person's home folder. */
  homeFolder: string
  environment: Environment
  /** Name of a project, for the label of its home. */
  projectName: (projectId: string) => string
}

export class ImportSources {
  readonly #parts: ImportSourcesParts
  readonly #known = new Map<string, ImportSource>()

  constructor(parts: ImportSourcesParts) {
    this.#parts = parts
  }

  /** Homes known without asking, but the project's own: the person's own first, then those of other projects. */
  async list(projectId: string): Promise<ImportSource[]> {
    const { homes, projectName } = this.#parts
    const own = await real(homes.of(projectId).home)
    const sources: ImportSource[] = []
    const add = async (path: string, label: string): Promise<void> => {
      const source = await this.#register(path, label)
      if (source && source.path !== own && !sources.some(({ id }) => id === source.id)) sources.push(source)
    }
    for (const { path, label } of this.#userHomes()) await add(path, label)
    for (const other of homes.all())
      if (other.projectId !== projectId && !other.shared) await add(other.home, projectName(other.projectId))
    return sources.filter(({ kind }) => kind === 'home')
  }

  /** Makes a folder that the person picked natively a source. Throws a CallError when it can't be read. */
  async pick(path: string): Promise<ImportSource> {
    const source = await this.#register(path, null)
    if (!source) throw new CallError('source-gone', `${path} can't be opened.`)
    return source
  }

  /** Throws a CallError for an id that was never given out. */
  find(sourceId: string): ImportSource {
    const source = this.#known.get(sourceId)
    if (!source) throw new CallError('unknown-source', 'Choose the folder again: this place is no longer known.')
    return source
  }

  /** A source whose home a project can share. Throws a CallError when it is a folder with no home in it. */
  shareable(sourceId: string): ImportSource {
    const source = this.find(sourceId)
    if (source.kind !== 'home')
      throw new CallError(
        'no-home',
        `${source.path} is no Codex home: it has no sessions and no settings of Codex in it.`,
      )
    return source
  }

  /** `~/.codex`, and CODEX_HOME when the app was started with one that isn't the app's own. */
  #userHomes(): { path: string; label: string }[] {
    const { environment, homeFolder, userData } = this.#parts
    const set = environment['CODEX_HOME']
    const label = 'Codex in the terminal'
    const usual = { path: join(homeFolder, '.codex'), label }
    if (!set || set === userData || isBelow(userData, set) || set === usual.path) return [usual]
    return [{ path: set, label: `${label} (CODEX_HOME)` }, usual]
  }

  async #register(path: string, label: string | null): Promise<ImportSource | null> {
    const folder = await real(path)
    if (folder === null) return null
    const kind = (await isHome(folder)) ? 'home' : 'folder'
    const id = createHash('sha256').update(folder).digest('hex').slice(0, 16)
    const known = this.#known.get(id)
    const source: ImportSource = {
      id,
      path: folder,
      kind,
      label: label ?? known?.label ?? (basename(folder) || folder),
    }
    this.#known.set(id, source)
    return source
  }
}

/** Whether Codex has been at home there: a look at the names that it leaves. */
async function isHome(folder: string): Promise<boolean> {
  const names: string[] = await readdir(folder).catch(() => [])
  return ['sessions', 'archived_sessions', 'config.toml', 'auth.json'].some((name) => names.includes(name))
}

async function real(path: string): Promise<string | null> {
  const folder = await realpath(path).catch(() => null)
  return folder !== null && (await isFolder(folder)) ? folder : null
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
