// The Codex of each project: its home, its app-server, its trust and its login, and the way of its events to the window.
// Starts nothing before the window has painted (begin).
import type { PushEvent } from '@contract/events'
import type { Notice, Project, ServerStatus, Trust } from '@contract/model'
import type { AuthHome } from '../accounts/auth-home'
import type { AuthServer } from '../accounts/auth-server'
import { answerRefresh, signIn } from '../accounts/broker'
import type { Log } from '../app/log'
import type { AppPaths } from '../app/paths'
import { locateBundle, type CodexBundle } from '../codex/binary/locate'
import { verifyBundle } from '../codex/binary/verify'
import { CodexError } from '../codex/errors'
import { createAuthHome, createProjectHome } from '../codex/home/create'
import { authHomePath, homeLayout, projectHomePath } from '../codex/home/layout'
import { reapOrphans } from '../codex/process/orphans'
import type { CodexConnection } from '../codex/server/connection'
import { HomePool } from '../codex/server/pool'
import type { HomeSupervisor, SupervisorOptions } from '../codex/server/supervisor'
import { DemoProvider } from '../demo/provider'
import { toDeckError } from '../app/failure'
import type { RequestInbox } from '../requests/inbox'
import { forwardEvents } from './forward'
import type { ProjectRegistry } from './registry'
import { ThreadSource } from './thread-source'
import { writeTrust } from './trust'

export interface ProjectServersOptions {
  userData: string
  codexBin: string
  paths: AppPaths
  clientVersion: string
  registry: ProjectRegistry
  inbox: RequestInbox
  account: () => AuthHome
  push: (event: PushEvent) => void
  notice: (level: Notice['level'], message: string, detail?: string | null, projectId?: string | null) => void
  log: Log
}

interface Entry {
  readonly source: ThreadSource
  /** Set once the home exists and the pool knows it. */
  supervisor: HomeSupervisor | undefined
  status: ServerStatus
}

export class ProjectServers {
  readonly #options: ProjectServersOptions
  readonly #entries = new Map<string, Entry>()
  /** Home → project, for servers that are started by the pool. */
  readonly #projectOf = new Map<string, string>()
  readonly #demo = new DemoProvider()
  readonly #begun: Promise<void>
  #begin: () => void = () => {}
  #pool: Promise<HomePool> | undefined

  constructor(options: ProjectServersOptions) {
    this.#options = options
    this.#begun = new Promise((resolve) => (this.#begin = resolve))
  }

  statuses(): ServerStatus[] {
    return [...this.#entries.values()].map(({ status }) => status)
  }

  get runningTurns(): number {
    return [...this.#entries.values()].reduce((sum, { supervisor }) => sum + (supervisor?.runningTurns.length ?? 0), 0)
  }

  /** The window has painted: processes may start, the active project's first. */
  begin(projectId: string | null): void {
    this.#begin()
    const project = projectId === null ? null : this.#options.registry.find(projectId)
    if (project && project.problem === null) void this.#ready(project).catch(() => undefined)
  }

  /** Sends a confined call to the project's server, starting it if need be. Rejects with a CodexError. */
  async request(project: Project, method: string, params: unknown): Promise<unknown> {
    const supervisor = await this.#ready(project)
    const { source } = this.#entry(project.id)
    const adapted = await source.adapt(project.source, method, params)
    const answer = await supervisor.requestRaw(method, adapted)
    source.learn(answer)
    return answer
  }

  /** The auth home's server. Its home is made at the first login. */
  async authServer(): Promise<AuthServer> {
    const pool = await this.#openPool()
    const { home } = await createAuthHome(this.#options.userData, 'auto')
    return pool.get(home)
  }

  /** Starts the project's server anew after it gave up or something was mended. */
  async restart(project: Project): Promise<void> {
    // A missing bundle may have been put back.
    if (this.#entry(project.id).supervisor === undefined) this.#pool = undefined
    const known = this.#entry(project.id).supervisor
    if (known) await this.#createHome(project).then(() => known.restart())
    else await this.#ready(project)
  }

  /** Ends the project's server: it was removed from the list. Its home stays. */
  async stop(projectId: string): Promise<void> {
    const entry = this.#entries.get(projectId)
    this.#entries.delete(projectId)
    this.#options.inbox.withdrawAll(projectId)
    if (!entry?.supervisor || !this.#pool) return
    await (await this.#pool).remove(entry.supervisor.home)
    entry.source.release()
  }

  /**
   * Tells Codex of a new choice. When trust is taken back the server ends, with all that the folder's `.codex/` had
   * started, and its threads are let go: taken up again as they were, they would keep the rights they had.
   */
  async trustChanged(project: Project, before: Trust): Promise<void> {
    const { supervisor } = this.#entry(project.id)
    const revoked = before === 'trusted' && project.trust !== 'trusted'
    try {
      if (supervisor?.status.state === 'ready')
        await writeTrust(await supervisor.connection(), project.path, project.trust)
    } finally {
      if (revoked) {
        await this.stop(project.id)
        this.#setStatus(this.#entry(project.id).status)
      }
    }
  }

  /** A new source needs a new login on the server, or none. */
  async sourceChanged(projectId: string): Promise<void> {
    const entry = this.#entries.get(projectId)
    const project = this.#options.registry.find(projectId)
    if (entry?.supervisor?.status.state !== 'ready' || project === null) return
    if (project.source === 'account') await this.#signIn(await entry.supervisor.connection(), project)
  }

  /** Somebody signed in or out: servers that use the account follow. */
  async accountChanged(): Promise<void> {
    const signedIn = this.#options.account().status.state === 'signed-in'
    for (const [id, { supervisor }] of this.#entries) {
      const project = this.#options.registry.find(id)
      if (project?.source !== 'account' || supervisor?.status.state !== 'ready') continue
      const connection = await supervisor.connection()
      if (signedIn) await this.#signIn(connection, project)
      // Its store is ephemeral: this clears memory and nothing else.
      else await connection.request('account/logout', undefined).catch(() => undefined)
    }
  }

  /** The project's CODEX_HOME or the config.toml in it. */
  async homePath(projectId: string, what: 'home' | 'config'): Promise<string> {
    const project = this.#options.registry.find(projectId)
    if (!project) throw new CodexError('stopped', 'This project is no longer in the list.')
    const home = projectHomePath(this.#options.userData, project.path)
    return what === 'home' ? home : homeLayout(home).config
  }

  /** Ends all servers and the demo within a bounded time: the app is quitting. */
  async dispose(): Promise<void> {
    const pool = await this.#pool?.catch(() => undefined)
    await pool?.dispose()
    await this.#demo.close()
  }

  #entry(projectId: string): Entry {
    let entry = this.#entries.get(projectId)
    if (!entry) {
      const read = async (threadId: string): Promise<unknown> =>
        this.#entry(projectId).supervisor?.request('thread/read', { threadId, includeTurns: false })
      const status: ServerStatus = {
        projectId,
        state: 'idle',
        code: null,
        reason: null,
        detail: null,
        attempt: 0,
        retryAtMs: null,
      }
      entry = { source: new ThreadSource({ demo: this.#demo, read }), supervisor: undefined, status }
      this.#entries.set(projectId, entry)
    }
    return entry
  }

  /** The project's supervisor with a server that answers. Its failure is shown as the project's status. */
  async #ready(project: Project): Promise<HomeSupervisor> {
    await this.#begun
    const entry = this.#entry(project.id)
    if (entry.supervisor) {
      await entry.supervisor.connection()
      return entry.supervisor
    }
    try {
      const pool = await this.#openPool()
      const home = await this.#createHome(project)
      this.#projectOf.set(home, project.id)
      // Two calls may have come this far together; the pool gives both the same one.
      const supervisor = pool.get(home)
      if (entry.supervisor !== supervisor) {
        entry.supervisor = supervisor
        this.#watch(project.id, supervisor)
      }
    } catch (error) {
      const { code, message, detail } = toDeckError(error)
      this.#setStatus({ ...entry.status, state: 'failed', code, reason: message, detail: detail ?? null })
      throw error
    }
    await entry.supervisor.connection()
    return entry.supervisor
  }

  async #createHome(project: Project): Promise<string> {
    const { home } = await createProjectHome({ userData: this.#options.userData, projectPath: project.path })
    return home
  }

  #openPool(): Promise<HomePool> {
    this.#pool ??= this.#makePool().catch((error: unknown) => {
      this.#pool = undefined
      throw error
    })
    return this.#pool
  }

  async #makePool(): Promise<HomePool> {
    await this.#begun
    const { codexBin, paths, log } = this.#options
    const bundle = await locateBundle({ root: codexBin })
    await verifyBundle(bundle, { cacheFile: paths.bundleCheck })
    // Before any server of ours: an orphan of a crashed run may still write to the same home.
    const report = await reapOrphans(paths.ledger)
    if (report.ended.length > 0) log.info('ended servers that a crashed run left behind:', report.ended)
    return new HomePool({ optionsFor: (home) => this.#supervisorOptions(home, bundle) })
  }

  #supervisorOptions(home: string, bundle: CodexBundle): SupervisorOptions {
    const { userData, clientVersion, paths } = this.#options
    const connection = { home, bundle, clientVersion, ledgerDir: paths.ledger }
    if (home === authHomePath(userData)) return { connection }
    const projectId = this.#projectOf.get(home) ?? ''
    return {
      connection: {
        ...connection,
        interceptRequest: (request) => answerRefresh(request, (refresh) => this.#options.account().credential(refresh)),
      },
      prepare: (server) => this.#prepare(projectId, server),
      resumeOverrides: ({ threadId }) => ({ ...this.#entries.get(projectId)?.source.resumeOverrides(threadId) }),
    }
  }

  /** What a new server must know before anything else is asked of it. */
  async #prepare(projectId: string, server: CodexConnection): Promise<void> {
    const project = this.#options.registry.find(projectId)
    if (!project) throw new CodexError('stopped', 'This project was removed.')
    await writeTrust(server, project.path, project.trust)
    const { source, supervisor } = this.#entry(projectId)
    await source.prepare(supervisor?.threads.map(({ threadId }) => threadId) ?? [])
    if (project.source === 'account') await this.#signIn(server, project)
  }

  /** A login that can't be had must not keep the project from opening: reading old chats needs none. */
  async #signIn(server: CodexConnection, project: Project): Promise<void> {
    const account = this.#options.account()
    if (account.status.state !== 'signed-in') return
    await signIn(server, (refresh) => account.credential(refresh)).catch((error: unknown) => {
      const { message, detail } = toDeckError(error)
      this.#options.notice('error', `The login could not be used for ${project.name}: ${message}`, detail, project.id)
    })
  }

  #watch(projectId: string, supervisor: HomeSupervisor): void {
    const { inbox, push, log } = this.#options
    forwardEvents({
      projectId,
      supervisor,
      inbox,
      push,
      log,
      onStatus: (status) => {
        this.#setStatus(status)
        if (status.state === 'idle' || status.state === 'failed') this.#entries.get(projectId)?.source.release()
      },
    })
  }

  #setStatus(status: ServerStatus): void {
    const entry = this.#entries.get(status.projectId)
    if (!entry) return
    entry.status = status
    this.#options.push({ type: 'server', status })
  }
}
