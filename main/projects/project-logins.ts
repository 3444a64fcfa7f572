// Which login each project's server has, and that it follows when the project changes its account or somebody signs in or out.
import type { AccountKind } from '@contract/accounts'
import type { Notice, Project } from '@contract/model'
import type { Accounts } from '../accounts/accounts'
import { Broker } from '../accounts/broker'
import { CallError } from '../app/call-error'
import { toDeckError } from '../app/failure'
import type { CodexConnection } from '../codex/server/connection'
import type { ProjectRegistry } from './registry'

export interface ProjectLoginsParts {
  registry: Pick<ProjectRegistry, 'find' | 'list'>
  accounts: () => Accounts
  /** What a server gets by its environment to use an account of this kind. */
  environmentFor: (accountId: string, kind: AccountKind | null) => Promise<Record<string, string>>
  /** The project's server if it answers; starts none. */
  running: (projectId: string) => Promise<CodexConnection> | null
  /** The project's server must be started anew when it has nothing to do. */
  onStale: (projectId: string) => void
  /** The project's server holds a key that must not be used any more: it ends now. */
  onRevoked: (projectId: string) => Promise<void>
  notice: (level: Notice['level'], message: string, detail?: string | null, projectId?: string | null) => void
}

/** What must not happen on the key of another account: a turn, and a chat, which stays with the provider that it is begun with. */
const paidActs: ReadonlySet<string> = new Set(['turn/start', 'thread/start', 'thread/fork'])

export class ProjectLogins {
  readonly #parts: ProjectLoginsParts
  readonly broker: Broker
  /** Servers that are being given another login just now. */
  readonly #changing = new Map<string, Promise<void>>()
  /** The account whose key a project's server was started with. */
  readonly #keyAccounts = new Map<string, string | null>()

  constructor(parts: ProjectLoginsParts) {
    this.#parts = parts
    this.broker = new Broker(
      (projectId) => parts.accounts().tokens(parts.registry.find(projectId)?.accountId ?? null),
      (projectId, words) => parts.notice('error', words, null, projectId),
    )
  }

  /** Once the server has the login that was chosen last: the next turn is paid by it. */
  async settled(projectId: string): Promise<void> {
    await this.#changing.get(projectId)
  }

  /** The project's source or account is another one, or somebody signed in or out of it: its server follows. */
  async changed(projectId: string): Promise<void> {
    const { registry, running, onStale, onRevoked } = this.#parts
    const project = registry.find(projectId)
    if (project === null) return
    // A key in the environment wins over any login: only another process is without it, or with it. One that is being started
    // just now was given its environment already.
    const held = this.#keyAccounts.get(projectId) ?? null
    // Signed out of means gone everywhere, also where a turn runs.
    if (held !== null && this.#parts.accounts().state(held)?.state !== 'signed-in') return onRevoked(projectId)
    // What it would be told now is of no use to it, and a call under way would keep it from being started anew.
    if (this.isOutdated(project)) return onStale(projectId)
    const connection = running(projectId)
    if (connection === null || project.source !== 'account') return
    const before = this.#changing.get(projectId)
    const change = (async () => {
      await before
      // The project as it stands now: several changes may have waited.
      const current = registry.find(projectId)
      if (current?.source === 'account') await this.#signIn(await connection, current)
    })().finally(() => {
      if (this.#changing.get(projectId) === change) this.#changing.delete(projectId)
    })
    this.#changing.set(projectId, change)
    await change
  }

  /** The same for all projects that use this account, or may have used it until now. */
  async accountChanged(accountId: string): Promise<void> {
    const accounts = this.#parts.accounts()
    const users = this.#parts.registry.list().filter((project) => {
      const used = accounts.resolve(project.accountId)
      return used === accountId || used === accounts.defaultId
    })
    await Promise.all(users.map(({ id }) => this.changed(id)))
  }

  /** Gives a new server its login before anything else is asked of it. */
  async prepare(project: Project, server: CodexConnection): Promise<void> {
    this.broker.forget(project.id)
    let current: Project | null = project
    let used: string | null
    do {
      used = this.#lender(current)
      if (current?.source === 'account' && current.sharedHome === null) await this.#signIn(server, current)
      // Until the server is ready nobody else tells it that the person chose another account meanwhile.
      current = this.#parts.registry.find(project.id)
    } while (current !== null && this.#lender(current) !== used)
  }

  /** Variables that a project's new server is started with to use its account; none for most. */
  async environment(projectId: string): Promise<Record<string, string>> {
    const project = this.#parts.registry.find(projectId)
    const id = this.#keyAccount(project)
    this.#keyAccounts.set(projectId, id)
    // The account's own server starts beside the project's, which will want its login next.
    if (id === null && project?.source === 'account' && project.sharedHome === null)
      void this.#parts
        .accounts()
        .tokens(project.accountId)
        ?.read()
        .catch(() => undefined)
    return this.#keysOf(id)
  }

  /**
   * The key of the project's Amazon Bedrock account, for a trial of that provider on a server that is none of the project's: nothing
   * is remembered of it, and no login is prepared. None for other accounts.
   */
  async bedrockKeys(projectId: string): Promise<Record<string, string>> {
    const id = this.#keyAccount(this.#parts.registry.find(projectId))
    return id !== null && this.#parts.accounts().state(id)?.kind === 'bedrock' ? this.#keysOf(id) : {}
  }

  async #keysOf(accountId: string | null): Promise<Record<string, string>> {
    if (accountId === null) return {}
    return this.#parts.environmentFor(accountId, this.#parts.accounts().state(accountId)?.kind ?? null)
  }

  /** The server was started with the key of another account than the project uses now: a turn there would be paid by that one. */
  isOutdated(project: Project): boolean {
    return (this.#keyAccounts.get(project.id) ?? null) !== this.#keyAccount(project)
  }

  /** Throws in words when this call would be paid by another account than the project has now: something still runs on its key. */
  requirePayer(project: Project, method: string): void {
    if (paidActs.has(method) && project.source === 'account' && this.isOutdated(project))
      throw new CallError(
        'account-busy',
        'This project has another account now. Codex takes it as soon as the chat that still runs has ended.',
      )
  }

  /** Settings, as `-c` takes them, that go with those variables. */
  overrides(projectId: string): string[] {
    const id = this.#keyAccount(this.#parts.registry.find(projectId))
    const kind = id === null ? null : this.#parts.accounts().state(id)?.kind
    return kind === 'bedrock' ? ['model_provider="amazon-bedrock"'] : []
  }

  /** The account whose login the project borrows; null when it borrows none. */
  #lender(project: Project | null): string | null {
    const borrows = project?.source === 'account' && project.sharedHome === null
    return borrows ? this.#parts.accounts().resolve(project.accountId) : null
  }

  /** The account that the project uses by a key in its server's environment; null when it uses none so. */
  #keyAccount(project: Project | null): string | null {
    if (project?.source !== 'account' || project.sharedHome !== null) return null
    const accounts = this.#parts.accounts()
    const id = accounts.resolve(project.accountId)
    const state = id === null ? null : accounts.state(id)
    const byKey = state?.state === 'signed-in' && (state.kind === 'accessToken' || state.kind === 'bedrock')
    return byKey ? id : null
  }

  /** A login that can't be had must not keep the project from opening: reading old chats needs none. */
  async #signIn(server: CodexConnection, project: Project): Promise<void> {
    try {
      if (this.#parts.accounts().tokens(project.accountId) === null) await this.broker.signOut(project.id, server)
      else await this.broker.signIn(project.id, server)
    } catch (error) {
      const { message, detail } = toDeckError(error)
      this.#parts.notice('error', `The login could not be used for ${project.name}: ${message}`, detail, project.id)
    }
  }
}
