// The Codex of each project: its home, its app-server, its trust and its login, and the way of its events to the window.
// Starts nothing before the window has painted (begin).
import type { Project, ServerStatus, Trust } from '@contract/model'
import { AccountServers } from '../accounts/account-servers'
import { guardedServer, type GuardedServer } from './call-guard'
import { CodexError } from '../codex/errors'
import { locateBundle } from '../codex/binary/locate'
import { homeLayout } from '../codex/home/layout'
import type { CodexConnection } from '../codex/server/connection'
import type { HomePool } from '../codex/server/pool'
import type { HomeSupervisor } from '../codex/server/supervisor'
import { within } from '../codex/within'
import { DemoProvider } from '../demo/provider'
import { toDeckError } from '../app/failure'
import { FolderTrust } from './folder-trust'
import { PoolOnce } from './pool-once'
import { ProjectLogins } from './project-logins'
import type { ProjectServersOptions } from './project-servers-options'
import { homeOf } from '../sessions/homes'
import { openProjectHome, type OpenedHome } from './project-home'
import { ServerEntries } from './server-entries'
import { ServerEntry } from './server-entry'
import { openServerPool } from './server-pool'
import { confinedToFolders } from './shared-home'
import { ThreadProfiles } from './thread-profiles'
import { ThreadSource } from './thread-source'
import { watchServer } from './watch-server'

/** A token that is being renewed as the app quits is waited for so long, in ms. */
const settleMs = 3000

export class ProjectServers {
  readonly #options: ProjectServersOptions
  readonly #entries: ServerEntries
  /** What the pool knows a project's server by → the project and its home. */
  readonly #homes = new Map<string, OpenedHome>()
  readonly logins: ProjectLogins
  /** The servers of the accounts run in the same pool. */
  readonly accountServers: AccountServers
  /** What chats are begun with besides the home's own settings. */
  readonly profiles: ThreadProfiles
  readonly #demo = new DemoProvider()
  readonly #trust: FolderTrust
  readonly #pool = new PoolOnce(() => this.#openPool())

  constructor(options: ProjectServersOptions) {
    this.#options = options
    this.#entries = new ServerEntries((id) => this.#newEntry(id), options.push)
    this.#trust = new FolderTrust(options.workFolders ?? (() => []))
    this.profiles = new ThreadProfiles({
      file: options.paths.profiles,
      homeOf: (project) => homeOf(options.userData, project).home,
      notice: options.notice,
    })
    this.accountServers = new AccountServers({
      userData: options.userData,
      pool: () => this.#pool.get(),
      bundle: () => locateBundle({ root: options.codexBin }),
      keys: options.accountKeys,
    })
    this.logins = new ProjectLogins({
      registry: options.registry,
      accounts: options.accounts,
      environmentFor: (accountId, kind) => this.accountServers.environmentFor(accountId, kind),
      running: (projectId) => this.running(projectId)?.connection() ?? null,
      onStale: (projectId) => this.#entries.of(projectId).outdate(),
      onRevoked: async (projectId) =>
        this.#entries.of(projectId).supervisor?.rest(new CodexError('stopped', 'The account was signed out')),
      notice: options.notice,
    })
  }

  statuses(): ServerStatus[] {
    return this.#entries.statuses()
  }

  get runningTurns(): number {
    return this.#entries.runningTurns
  }

  /** The window has painted: processes may start, the active project's first. */
  begin(projectId: string | null): void {
    this.#pool.begin()
    const project = projectId === null ? null : this.#options.registry.find(projectId)
    if (project && project.problem === null) void this.#ready(project).catch(() => undefined)
  }

  /** Sends a confined call to the project's server, starting it if need be. Rejects with a CodexError. */
  async request(project: Project, method: string, params: unknown): Promise<unknown> {
    const supervisor = await this.#ready(project)
    const entry = this.#entries.of(project.id)
    const { source } = entry
    await this.logins.settled(project.id)
    const current = this.#options.registry.find(project.id) ?? project
    this.logins.requirePayer(current, method)
    await this.#trust.before(
      current,
      params,
      () => supervisor.connection(),
      () => this.#startAnew(current),
    )
    const folders = [project.path, ...(this.#options.sessionFolders?.(project.id) ?? [])]
    const confined = project.sharedHome === null ? params : confinedToFolders(folders, method, params)
    const profiled = await this.profiles.adapt(current, method, confined)
    const adapted = await source.adapt(project.source, method, profiled)
    const send = (last: unknown): Promise<unknown> => entry.call(supervisor, method, last)
    const { guard } = this.#options
    const answer = await (guard?.around(this.#guarded(project.id, supervisor), method, adapted, send) ?? send(adapted))
    source.learn(answer)
    this.profiles.learn(current, method, confined, answer)
    return answer
  }

  /** Starts the project's server anew after it gave up or something was mended. */
  async restart(project: Project): Promise<void> {
    const known = this.#entries.of(project.id).supervisor
    if (known) await openProjectHome(this.#options.userData, project).then(() => known.restart())
    else await this.#ready(project)
  }

  /** The project's supervisor if its server answers; starts nothing. */
  running(projectId: string): HomeSupervisor | null {
    const supervisor = this.#entries.known(projectId)?.supervisor
    return supervisor?.status.state === 'ready' ? supervisor : null
  }

  /** The same as one that a guard works with. */
  guarded(projectId: string): GuardedServer | null {
    const supervisor = this.running(projectId)
    return supervisor ? this.#guarded(projectId, supervisor) : null
  }

  /** The project moved to another home: the server on the old one ends, the next call starts one on the new. */
  async homeChanged(projectId: string): Promise<void> {
    await this.stop(projectId)
    this.#entries.setStatus(this.#entries.of(projectId).status)
  }

  /** Ends the project's server: it was removed from the list. Its home stays. */
  async stop(projectId: string): Promise<void> {
    this.#options.inbox.withdrawAll(projectId)
    await this.#entries.remove(projectId, async ({ source, key }) => {
      if (key !== undefined) await this.#pool.opened?.remove(key)
      source.release()
    })
  }

  /**
   * Tells Codex of a new choice. When trust is taken back the server ends, with all that the folder's `.codex/` had
   * started, and its threads are let go: taken up again as they were, they would keep the rights they had.
   */
  async trustChanged(project: Project, before: Trust): Promise<void> {
    const entry = this.#entries.of(project.id)
    const { supervisor } = entry
    const revoked = before === 'trusted' && project.trust !== 'trusted'
    try {
      if (project.sharedHome !== null) entry.outdate()
      else if (supervisor?.status.state === 'ready') {
        await this.#trust.tell(await supervisor.connection(), project)
        // Loaded chats get what the folder brings now, but for what the person must see first.
        const reload = { edits: [], reloadUserConfig: true }
        if (!revoked) await this.request(project, 'config/batchWrite', reload)
      }
    } finally {
      if (revoked) {
        await this.stop(project.id)
        this.#entries.setStatus(this.#entries.of(project.id).status)
      }
    }
  }

  /** What a project's server (null: each one) is started with is another environment now: it gets it once it rests. */
  environmentChanged(projectId: string | null): void {
    this.#entries.outdate(projectId)
  }

  /** The project's CODEX_HOME or the config.toml in it. */
  async homePath(projectId: string, what: 'home' | 'config'): Promise<string> {
    const project = this.#options.registry.find(projectId)
    if (!project) throw new CodexError('stopped', 'This project is no longer in the list.')
    const { home } = homeOf(this.#options.userData, project)
    return what === 'home' ? home : homeLayout(home).config
  }

  /** Settings that another Codex in the project's home must get as its own server does, where they stand in no file. */
  settingsFor(project: Project): string[] {
    return project.sharedHome === null ? [] : [this.#trust.setting(project)]
  }

  /** The pool if it was opened: what runs, and in which homes. Opens nothing. */
  openedPool(): HomePool | null {
    return this.#pool.opened
  }

  /** Ends all servers and the demo within a bounded time: the app is quitting. */
  async dispose(): Promise<void> {
    await within(settleMs, this.#options.accounts().settled())
    await this.#pool.dispose()
    await this.#demo.close()
  }

  #guarded(projectId: string, supervisor: HomeSupervisor): GuardedServer {
    return guardedServer(projectId, supervisor, {
      find: (id) => this.#options.registry.find(id),
      adapt: async (project, method, params) => {
        const profiled = await this.profiles.adapt(project, method, params)
        return this.#entries.of(projectId).source.adapt(project.source, method, profiled)
      },
    })
  }

  #newEntry(projectId: string): ServerEntry {
    const read = async (threadId: string): Promise<unknown> =>
      this.#entries.of(projectId).supervisor?.request('thread/read', { threadId, includeTurns: false })
    return new ServerEntry(projectId, new ThreadSource({ demo: this.#demo, read }))
  }

  /** The project's supervisor with a server that answers. Its failure is shown as the project's status. */
  async #ready(project: Project): Promise<HomeSupervisor> {
    await this.#pool.begun
    await this.#entries.gone(project.id)
    const entry = this.#entries.of(project.id)
    const supervisor = entry.supervisor ?? (await this.#supervise(project, entry))
    await entry.ready(supervisor)
    return supervisor
  }

  /** Starts the project's server again with the settings of now, unless something runs on it. */
  async #startAnew(project: Project): Promise<void> {
    this.#entries.of(project.id).outdate()
    await this.#ready(project)
  }

  /** Opens the project's home and gives it a place in the pool. Starts no server. */
  async #supervise(project: Project, entry: ServerEntry): Promise<HomeSupervisor> {
    try {
      const pool = await this.#pool.get()
      const opened = await openProjectHome(this.#options.userData, project)
      if (this.#entries.known(project.id) !== entry)
        throw new CodexError('stopped', 'The project was removed or moved to another home meanwhile.')
      this.#homes.set(opened.key, opened)
      // Two calls may have come this far together; the pool gives both the same one.
      const supervisor = pool.get(opened.key)
      if (entry.take(opened.key, supervisor)) this.#watch(project.id, supervisor)
      return supervisor
    } catch (error) {
      const { code, message, detail } = toDeckError(error)
      this.#entries.setStatus({ ...entry.status, state: 'failed', code, reason: message, detail: detail ?? null })
      throw error
    }
  }

  #openPool(): Promise<HomePool> {
    const { codexBin, clientVersion, paths, log, registry } = this.#options
    return openServerPool({
      codexBin,
      clientVersion,
      paths,
      log,
      home: (key) => this.#homes.get(key),
      project: (id) => registry.find(id),
      isAccountHome: (key) => this.accountServers.owns(key),
      secrets: this.#options.secrets,
      logins: this.logins,
      trust: this.#trust,
      prepare: (projectId, server) => this.#prepare(projectId, server),
      resumeOverrides: (projectId, thread) => {
        const source = this.#entries.known(projectId)?.source.resumeOverrides(thread.threadId)
        const fresh = { ...this.profiles.resumeOverrides(thread.threadId), ...source }
        const given = this.#options.guard?.resumeOverrides(projectId, thread, fresh) ?? fresh
        return this.profiles.withoutDropped(thread.threadId, given)
      },
    })
  }

  /** What a new server must know before anything else is asked of it. */
  async #prepare(projectId: string, server: CodexConnection): Promise<void> {
    const project = this.#options.registry.find(projectId)
    if (!project) throw new CodexError('stopped', 'This project was removed.')
    const { source, supervisor } = this.#entries.of(projectId)
    const threads = supervisor?.threads ?? []
    const ids = threads.map(({ threadId }) => threadId)
    await Promise.all([
      project.sharedHome === null ? this.#trust.tell(server, project) : null,
      source.prepare(ids),
      this.profiles.prepare(project, ids),
      this.logins.prepare(project, server),
    ])
    await this.#options.guard?.prepare(project, server, threads)
  }

  #watch(projectId: string, supervisor: HomeSupervisor): void {
    const onStatus = (status: ServerStatus): void => {
      this.#entries.setStatus(status)
      if (status.state === 'idle' || status.state === 'failed') this.#entries.known(projectId)?.source.release()
    }
    const guarded = this.#guarded(projectId, supervisor)
    watchServer({ projectId, supervisor, guarded, onStatus }, this.#options)
  }
}
