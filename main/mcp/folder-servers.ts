// The MCP servers that the folders of a project bring: what they would run, what the person decided about it, and so which of
// them must be held back where. It starts and stops nothing; thread-guard.ts does.
import type { FolderServer, McpEvent } from '@contract/mcp'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { sameValue, valueAt } from '../config/key-path'
import { CodexFolders } from './codex-folders'
import type { Decisions } from './decisions'
import { heldPlugins, heldServer, serverKey, type Held } from './held-config'
import { broughtServers, type BroughtServer } from './project-layers'

/** Asks the project's server. */
export type Ask = (method: string, params: unknown) => Promise<unknown>

export interface FolderView {
  /** What must not run there. */
  readonly held: Held
  /** Keys of the servers that it brings (serverKey). */
  readonly names: ReadonlySet<string>
}

const nothing: FolderView = { held: new Map(), names: new Set() }

/** More are never shown, and so stay held back. */
const mostShown = 200

export interface FolderServersParts {
  decisions: Decisions
  /** The CODEX_HOME of a project. */
  homeOf: (project: Project) => string
  /** Folders besides its own that the project's threads work in. */
  workFolders: (projectId: string) => readonly string[]
  push: (event: McpEvent) => void
}

export class FolderServers {
  readonly #parts: FolderServersParts
  readonly #codexFolders = new CodexFolders()
  /** Project → folder → what it brings. */
  readonly #known = new Map<string, Map<string, readonly FolderServer[]>>()
  /** Project and folder → surroundings in which Codex saw no layer of the folder's. */
  readonly #bare = new Map<string, string>()
  /** What the window was told last. */
  readonly #told = new Map<string, string>()

  constructor(parts: FolderServersParts) {
    this.#parts = parts
  }

  /** All folders that the project's threads are meant to work in. */
  foldersOf(project: Project): string[] {
    return [...new Set([project.path, ...this.#parts.workFolders(project.id)])]
  }

  /** Whether the folder may bring anything. Asks nobody. */
  async mayBring(project: Project, cwd: string): Promise<boolean> {
    const { hasCodex, key } = await this.#codexFolders.around(cwd, this.#parts.homeOf(project))
    return hasCodex && this.#bare.get(bareKey(project, cwd)) !== key
  }

  /**
   * What a thread in this folder would get from it, read afresh: the files may have changed a moment ago. Asks nothing where
   * there can be nothing. Rejects with Codex's words when the configuration there is broken; then nothing may be started there.
   */
  async view(project: Project, ask: Ask, cwd: string): Promise<FolderView> {
    const { hasCodex, key } = await this.#codexFolders.around(cwd, this.#parts.homeOf(project))
    if (!hasCodex || this.#bare.get(bareKey(project, cwd)) === key) {
      this.#note(project.id, cwd, [])
      return nothing
    }
    const answer = await ask('config/read', { includeLayers: true, cwd })
    this.#learnBare(project, cwd, key, answer)
    const servers = (await broughtServers(answer)).map((one) => ({ ...one, ...this.#decisionOf(project.id, one) }))
    this.#note(project.id, cwd, servers)
    const held = servers.flatMap(({ name, state, definition: { command, url } }) =>
      state === 'approved' ? [] : [heldServer(name, command === null && url !== null ? 'http' : 'stdio')],
    )
    return {
      held: new Map([...heldPlugins(answer), ...held]),
      names: new Set(servers.map(({ name }) => serverKey(name))),
    }
  }

  /** What the project's folders bring, each definition once; its own folder first. */
  async list(project: Project, ask: Ask): Promise<FolderServer[]> {
    const folders = this.foldersOf(project)
    const views = await Promise.allSettled(folders.map((folder) => this.view(project, ask, folder)))
    const [own] = views
    // A worktree whose configuration is broken says so itself once something is started there.
    if (own?.status === 'rejected') throw own.reason
    return this.#shown(project.id)
  }

  /** Notes down what the person decided about exactly this definition. Rejects when it is no longer what the folder brings. */
  async decide(project: Project, ask: Ask, name: string, hash: string, approved: boolean): Promise<void> {
    const there = (await this.list(project, ask)).find((one) => one.name === name && one.hash === hash)
    if (!there)
      throw new CallError(
        'server-changed',
        `The folder’s configuration of “${name}” has changed since you looked. Look at it again.`,
      )
    await this.#parts.decisions.keep({ projectId: project.id, name, hash, approved, definition: there.definition })
    this.#decided(project.id)
  }

  /** A `.codex` above the project's root, such as the person's own, is none of the folder's. */
  #learnBare(project: Project, cwd: string, key: string, answer: unknown): void {
    const layers = valueAt(answer, ['layers'])
    const isProject = (layer: unknown): boolean => valueAt(layer, ['name', 'type']) === 'project'
    // Disabled ones too: trust may come. Other marks of a root can appear unseen.
    const isBare =
      Array.isArray(layers) &&
      !layers.some(isProject) &&
      sameValue(valueAt(answer, ['config', 'project_root_markers']) ?? ['.git'], ['.git'])
    if (isBare) this.#bare.set(bareKey(project, cwd), key)
    else this.#bare.delete(bareKey(project, cwd))
  }

  #decisionOf(projectId: string, { name, hash, definition }: BroughtServer): Pick<FolderServer, 'state' | 'before'> {
    return this.#parts.decisions.of(projectId, name, hash, definition)
  }

  #note(projectId: string, cwd: string, servers: readonly FolderServer[]): void {
    const folders = this.#known.get(projectId) ?? new Map<string, readonly FolderServer[]>()
    if (servers.length === 0 && !folders.has(cwd)) return
    folders.set(cwd, servers)
    this.#known.set(projectId, folders)
    this.#tell(projectId)
  }

  #decided(projectId: string): void {
    const folders = this.#known.get(projectId)
    for (const [cwd, servers] of folders ?? [])
      folders?.set(
        cwd,
        servers.map((one) => ({ ...one, ...this.#decisionOf(projectId, one) })),
      )
    this.#tell(projectId)
  }

  #tell(projectId: string): void {
    const servers = this.#shown(projectId)
    const text = JSON.stringify(servers)
    if (text === (this.#told.get(projectId) ?? '[]')) return
    this.#told.set(projectId, text)
    this.#parts.push({ type: 'folder-servers', projectId, servers })
  }

  #shown(projectId: string): FolderServer[] {
    const all = [...(this.#known.get(projectId)?.values() ?? [])].flat()
    const once = new Map(all.toReversed().map((one) => [JSON.stringify([one.name, one.hash]), one]))
    return [...once.values()].toReversed().slice(0, mostShown)
  }
}

const bareKey = ({ id }: Project, cwd: string): string => `${id} ${cwd}`
