// The wing of session files put together: index, import, deletion, following. Loaded when the window first asks for any of it.
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import type { ProjectUsageReport, ThreadUsageReport } from '@contract/usage'
import { CallError } from '../app/call-error'
import type { Environment } from '../codex/process/environment'
import { changeHome } from '../projects/change-home'
import type { ProjectServers } from '../projects/project-servers'
import type { ProjectRegistry } from '../projects/registry'
import { Deletions } from './deletions'
import { Exports } from './exports'
import { Following } from './following'
import { SessionHomes } from './homes'
import { ImportSources } from './import-sources'
import { Imports } from './imports'
import type { Inspections } from './inspections'
import type { SearchRuns } from './search-runs'
import { SessionIndex } from './session-index'
import type { UsageReports } from './usage'

export interface SessionsParts {
  userData: string
  /** Folder of the index caches. */
  cacheFolder: string
  /** The person's home folder. */
  homeFolder: string
  environment: Environment
  /** The folder with the bundled programs. */
  codexBin: string
  projects: ProjectRegistry
  servers: ProjectServers
  /** Folders besides its own that a project's chats ran in: its worktrees'. */
  sessionFolders?: (projectId: string) => readonly string[]
  push: (event: PushEvent) => void
}

/** Deletions that wait for Undo are carried out within this time, in ms, when the app quits. */
const quitLimitMs = 3000

export class Sessions {
  readonly #parts: SessionsParts
  readonly homes: SessionHomes
  readonly index: SessionIndex
  readonly sources: ImportSources
  readonly imports: Imports
  readonly deletions: Deletions
  readonly following: Following
  readonly exports: Exports
  #inspections: Promise<Inspections> | undefined
  #usage: Promise<UsageReports> | undefined
  #searches: Promise<SearchRuns> | undefined

  constructor(parts: SessionsParts) {
    const { projects, servers, push } = parts
    const find = (id: string): Project | null => projects.find(id)
    const project = (id: string): Project => {
      const found = find(id)
      if (!found) throw new CallError('unknown-project', 'This project is no longer in the list.')
      return found
    }
    const request = (of: Project, method: string, params: unknown): Promise<unknown> =>
      servers.request(of, method, params)
    const runningThreads = (id: string): string[] =>
      servers.running(id)?.runningTurns.map(({ threadId }) => threadId) ?? []

    this.#parts = parts
    this.homes = new SessionHomes({
      userData: parts.userData,
      find,
      list: () => projects.list(),
      ...(parts.sessionFolders ? { folders: parts.sessionFolders } : {}),
    })
    this.index = new SessionIndex({ cacheFolder: parts.cacheFolder })
    this.sources = new ImportSources({ ...parts, homes: this.homes, projectName: (id) => find(id)?.name ?? id })
    this.imports = new Imports({ homes: this.homes, index: this.index, project, request, push })
    this.deletions = new Deletions({ project, runningThreads, request, push })
    const isLoaded = (id: string, threadId: string): boolean =>
      servers.running(id)?.threads.some((thread) => thread.threadId === threadId) === true
    this.exports = new Exports({ homes: this.homes, project, request, isLoaded })
    this.following = new Following({ homes: this.homes, push })
  }

  /** Rollout files open in the inspector. */
  inspections(): Promise<Inspections> {
    return (this.#inspections ??= import('./inspections').then(({ Inspections }) => new Inspections()))
  }

  /** The search over all homes. */
  searches(): Promise<SearchRuns> {
    return (this.#searches ??= this.#openSearches())
  }

  async #openSearches(): Promise<SearchRuns> {
    const [{ SearchRuns }, { locateBundle }, { codexEnvironment }, { readFactsAt }] = await Promise.all([
      import('./search-runs'),
      import('../codex/binary/locate'),
      import('../codex/process/environment'),
      import('./session-facts'),
    ])
    const { codexBin, environment, push } = this.#parts
    let rg: Promise<string> | undefined
    return new SearchRuns({
      homes: this.homes,
      index: this.index,
      facts: readFactsAt,
      rg: () => (rg ??= locateBundle({ root: codexBin }).then((bundle) => bundle.rg)),
      env: () => codexEnvironment({ base: environment }),
      push,
    })
  }

  async threadUsage(projectId: string, threadId: string): Promise<ThreadUsageReport> {
    const { parts } = await this.homes.rollout(projectId, threadId)
    return (await this.#usageReports()).thread(threadId, parts)
  }

  /** Of all sessions of the project, archived ones too. */
  async projectUsage(projectId: string): Promise<ProjectUsageReport> {
    const { home, onlyCwds } = this.homes.of(projectId)
    const { sessions } = await this.index.refresh(home)
    const counted = sessions
      .filter(({ session }) => onlyCwds === null || onlyCwds.includes(session.cwd))
      .map(({ session: { threadId, title, updatedAtMs, archived }, file: { parts } }) => ({
        threadId,
        title,
        updatedAtMs,
        archived,
        parts,
      }))
    return (await this.#usageReports()).project(counted)
  }

  /** What was typed in the terminal with the project's home. */
  async prompts(projectId: string): Promise<string[]> {
    const { readPrompts } = await import('./prompts')
    return readPrompts(this.homes.of(projectId).home)
  }

  #usageReports(): Promise<UsageReports> {
    return (this.#usage ??= import('./usage').then(({ UsageReports }) => new UsageReports()))
  }

  /** Moves a project to the home of a source, as it is, or back to its own (null). */
  async changeHome(project: Project, sourceId: string | null): Promise<void> {
    const { userData, projects: registry, servers, push } = this.#parts
    const leave = (id: string): Promise<void> => this.leave(id)
    const sharedHome = sourceId === null ? null : this.sources.shareable(sourceId).path
    await changeHome({ userData, registry, servers, leave, push }, project, sharedHome)
  }

  /** The project's server is about to end or to change its home: what waits for it is done first. */
  async leave(projectId: string): Promise<void> {
    this.imports.cancel(projectId)
    await this.deletions.flush(quitLimitMs, projectId)
  }

  /** The window's page was loaded anew: what it had asked to be told of is forgotten. */
  pageLoaded(): void {
    this.following.endAll()
    void this.#searches?.then((searches) => searches.cancel())
  }

  /** Within a bounded time; before the servers end, which deletions need. */
  async dispose(): Promise<void> {
    this.following.endAll()
    void this.#searches?.then((searches) => searches.cancel())
    this.imports.dispose()
    await this.deletions.flush(quitLimitMs)
  }
}
