// Profiles of a home: the files `<name>.config.toml`, what is in them, and the command that runs headless with one. Their text is
// edited through config-files.ts; which one new chats are begun with is kept by main/projects/thread-profiles.ts.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Project } from '@contract/model'
import type { Profile } from '@contract/workings'
import { CallError } from '../app/call-error'
import { systemErrorCode } from '../codex/errors'
import { profileName } from '../projects/thread-profiles'
import { inParallel } from '../sessions/in-parallel'
import type { ConfigFiles } from './config-files'
import { isTable } from './key-path'
import { headlessCommand } from './profiles-command'

export interface ProfilesParts {
  find: (projectId: string) => Project | null
  /** The CODEX_HOME of a project. */
  homeOf: (project: Project) => string
  files: Pick<ConfigFiles, 'text'>
  /** Which one new chats are begun with, and which one a thread was begun with. */
  choice: {
    used: (projectId: string) => string | null
    use: (project: Project, name: string | null) => Promise<void>
    of: (threadId: string) => string | null
  }
  platform?: NodeJS.Platform
}

const ending = '.config.toml'
const mostProfiles = 200

export class Profiles {
  readonly #parts: ProfilesParts

  constructor(parts: ProfilesParts) {
    this.#parts = parts
  }

  /** The profiles of the project's home by name, those with names that Codex refuses among them. */
  async list(projectId: string): Promise<Profile[]> {
    const project = this.#project(projectId)
    const home = this.#parts.homeOf(project)
    const names = (await filesIn(home))
      .filter((file) => file.endsWith(ending) && file !== ending)
      .map((file) => file.slice(0, -ending.length))
      .toSorted()
      .slice(0, mostProfiles)
    return inParallel(names, 4, (name) => this.#look(projectId, home, name))
  }

  async use(projectId: string, name: string | null): Promise<null> {
    await this.#parts.choice.use(this.#project(projectId), name)
    return null
  }

  used(projectId: string): string | null {
    return this.#parts.choice.used(this.#project(projectId).id)
  }

  /** The profile that a chat of the project was begun with; null with none. */
  of(projectId: string, threadId: string): string | null {
    this.#project(projectId)
    return this.#parts.choice.of(threadId)
  }

  async #look(projectId: string, home: string, name: string): Promise<Profile> {
    const path = join(home, `${name}${ending}`)
    if (!profileName.test(name))
      return {
        name,
        path,
        ...nothingSaid,
        problem: 'Codex takes only letters, digits, _ and - in the name of a profile. Rename the file to use it.',
        command: '',
      }
    const command = headlessCommand(home, name, this.#parts.platform)
    try {
      const { text, problems, exists } = await this.#parts.files.text(projectId, { kind: 'profile', name })
      if (!exists) return { name, path, ...nothingSaid, problem: 'The file is not there any more.', command }
      const error = problems.find(({ level }) => level === 'error')
      const where = error?.line === null || error === undefined ? '' : `Line ${error.line}: `
      return { name, path, ...(await saidIn(text)), problem: error ? `${where}${error.message}` : null, command }
    } catch (error) {
      return { name, path, ...nothingSaid, problem: error instanceof Error ? error.message : String(error), command }
    }
  }

  #project(projectId: string): Project {
    const project = this.#parts.find(projectId)
    if (project === null) throw new CallError('unknown-project', 'This project is no longer in the list.')
    return project
  }
}

type Said = Pick<Profile, 'keys' | 'features' | 'model' | 'effort'>
const nothingSaid: Said = { keys: [], features: {}, model: null, effort: null }
const mostKeys = 200
/** Codex knows some 200 features. */
const mostFeatures = 1000

async function saidIn(text: string): Promise<Said> {
  const { parse } = await import('smol-toml')
  let settings: unknown
  try {
    settings = parse(text, { integersAsBigInt: 'asNeeded' })
  } catch {
    return nothingSaid
  }
  if (!isTable(settings)) return nothingSaid
  const { model, model_reasoning_effort: effort, features } = settings
  return {
    keys: Object.keys(settings).slice(0, mostKeys),
    features: Object.fromEntries(
      Object.entries(isTable(features) ? features : {})
        .flatMap(([name, value]): [string, boolean][] => {
          const said = isTable(value) ? value['enabled'] : value
          return typeof said === 'boolean' ? [[name, said]] : []
        })
        .slice(0, mostFeatures),
    ),
    model: typeof model === 'string' ? model : null,
    effort: typeof effort === 'string' ? effort : null,
  }
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return []
    throw error
  }
}
