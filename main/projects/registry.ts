// The list of projects: added, removed and reordered by the person, kept in projects.json. A removed project's home and
// sessions stay on disk, and adding the folder again finds them.
import { basename } from 'node:path'
import { z } from 'zod'
import { modelSourceSchema, trustSchema, type ModelSource, type Project, type Trust } from '@contract/model'
import { openJsonFile, type JsonFile } from '../app/json-file'
import { branchOf, folderProblem, projectIdOf, realFolder } from './inspect'

const recordSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  path: z.string().min(1),
  trust: trustSchema.catch('unasked'),
  source: modelSourceSchema.catch('unset'),
  /** A file of an earlier version has none. */
  sharedHome: z.string().min(1).nullable().catch(null),
  /** Null: the default account. */
  accountId: z.string().nullable().catch(null),
})
const fileSchema = z.object({
  projects: z.array(recordSchema),
  /** Choices for removed projects, so that Undo and adding again bring them back. */
  removed: z.array(recordSchema).default([]),
})
type Record = z.infer<typeof recordSchema>

/** How many removed projects are remembered. */
const rememberedRemovals = 50

export class ProjectRegistry {
  readonly #file: JsonFile<z.infer<typeof fileSchema>>
  readonly #onChange: (projects: Project[]) => void
  /** What the last look at each folder found. */
  readonly #facts = new Map<string, Pick<Project, 'problem' | 'branch'>>()

  constructor(path: string, onChange: (projects: Project[]) => void) {
    this.#file = openJsonFile(path, fileSchema, { projects: [], removed: [] })
    this.#onChange = onChange
  }

  /** Why the list could not be read from disk; null when it could. */
  get problem(): string | null {
    return this.#file.problem
  }

  list(): Project[] {
    return this.#file.value.projects.map((record) => this.#project(record))
  }

  /** Projects that were taken from the list, the last one first. */
  removed(): { id: string; path: string; name: string }[] {
    return this.#file.value.removed.map(({ id, path }) => ({ id, path, name: basename(path) || path }))
  }

  find(id: string): Project | null {
    const record = this.#file.value.projects.find((candidate) => candidate.id === id)
    return record ? this.#project(record) : null
  }

  /** Adds the folder (at the end) or finds it in the list. Rejects when it is no folder that can be read. */
  async add(path: string): Promise<Project> {
    const real = await realFolder(path)
    const problem = await folderProblem(real)
    if (problem) throw new FolderError(real, problem)
    const id = projectIdOf(real)
    const { projects, removed } = this.#file.value
    if (!projects.some((record) => record.id === id)) {
      const before = removed.find((record) => record.id === id)
      const record: Record = before ?? {
        id,
        path: real,
        trust: 'unasked',
        source: 'unset',
        sharedHome: null,
        accountId: null,
      }
      await this.#write(
        [...projects, record],
        removed.filter((candidate) => candidate.id !== id),
      )
    }
    await this.inspect(id)
    const project = this.find(id)
    if (!project) throw new FolderError(real, 'missing')
    return project
  }

  async remove(id: string): Promise<void> {
    const { projects, removed } = this.#file.value
    const gone = projects.filter((record) => record.id === id)
    await this.#write(
      projects.filter((record) => record.id !== id),
      [...gone, ...removed].slice(0, rememberedRemovals),
    )
  }

  /** Puts the projects in this order; ones not named keep their place behind. */
  async reorder(ids: readonly string[]): Promise<void> {
    const rank = (record: Record): number => {
      const place = ids.indexOf(record.id)
      return place < 0 ? ids.length : place
    }
    await this.#write(this.#file.value.projects.toSorted((a, b) => rank(a) - rank(b)))
  }

  async setTrust(id: string, trust: Trust): Promise<void> {
    await this.#change(id, { trust })
  }

  async setSource(id: string, source: ModelSource): Promise<void> {
    await this.#change(id, { source })
  }

  /** Null chooses the default account. */
  async setAccount(id: string, accountId: string | null): Promise<void> {
    await this.#change(id, { accountId })
  }

  /**
   * Puts the project on a shared home, or back on its own (null). Models then come from what that home's config.toml and
   * login say; back on its own home the person is asked anew. The demo stays the demo.
   */
  async setHome(id: string, sharedHome: string | null): Promise<void> {
    const before = this.#file.value.projects.find((record) => record.id === id)
    if (!before || before.sharedHome === sharedHome) return
    const source = before.source === 'demo' ? 'demo' : sharedHome === null ? 'unset' : 'provider'
    await this.#change(id, { sharedHome, source })
  }

  /** Looks at the folder again and tells when something changed. */
  async inspect(id: string): Promise<void> {
    const record = this.#file.value.projects.find((candidate) => candidate.id === id)
    if (!record) return
    const facts = { problem: await folderProblem(record.path), branch: await branchOf(record.path) }
    const before = this.#facts.get(id)
    this.#facts.set(id, facts)
    if (before?.problem !== facts.problem || before?.branch !== facts.branch) this.#onChange(this.list())
  }

  async inspectAll(): Promise<void> {
    await Promise.all(this.#file.value.projects.map((record) => this.inspect(record.id)))
  }

  #project(record: Record): Project {
    const facts = this.#facts.get(record.id) ?? { problem: null, branch: null }
    return { ...record, name: basename(record.path) || record.path, ...facts }
  }

  async #change(
    id: string,
    change: Partial<Pick<Record, 'trust' | 'source' | 'sharedHome' | 'accountId'>>,
  ): Promise<void> {
    await this.#write(this.#file.value.projects.map((record) => (record.id === id ? { ...record, ...change } : record)))
  }

  async #write(projects: Record[], removed = this.#file.value.removed): Promise<void> {
    const write = this.#file.write({ projects, removed })
    this.#onChange(this.list())
    await write
  }
}

/** A folder that can't be a project. */
export class FolderError extends Error {
  readonly code: string
  constructor(path: string, problem: NonNullable<Project['problem']>) {
    const words = {
      missing: `${path} is not there any more.`,
      unreadable: `${path} can't be read. Check its permissions.`,
      'not-a-folder': `${path} is a file. Choose a folder.`,
    }
    super(words[problem])
    this.code = `folder-${problem}`
  }
}
