// The room of MCP servers: what the window may ask of them beside Codex's own calls. Small, for the guard in it sees every call;
// what only a click needs is loaded with the click.
import type { FolderServer, McpEvent, McpOutput } from '@contract/mcp'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import type { Environment } from '../codex/process/environment'
import type { CodexNotification } from '../codex/server/methods'
import { isTable, valueAt } from '../config/key-path'
import type { GuardedServer } from '../projects/call-guard'
import { Decisions } from './decisions'
import { FolderServers, type Ask, type FolderView } from './folder-servers'
import { serverKey } from './held-config'
import { Logins } from './logins'
import { ThreadGuard } from './thread-guard'

export interface McpWingParts {
  /** Where decisions are kept. */
  decisionsFile: string
  find: (projectId: string) => Project | null
  /** Folders of the project's worktrees. */
  workFolders: (projectId: string) => readonly string[]
  /** Asks the project's server, starting it if need be. */
  request: (project: Project, method: string, params: unknown) => Promise<unknown>
  /** The project's server if it runs. */
  guarded: (projectId: string) => GuardedServer | null
  homeOf: (project: Project) => string
  /** Path of the bundled codex. */
  codex: () => Promise<string>
  clientVersion: string
  /** Folder of the records of running children. */
  ledgerDir: string
  environment: Environment
  /** What the project's server gets of secrets. */
  secretsFor: (project: Project) => Promise<Environment>
  /** Settings that a Codex must get besides what stands in the home, as `-c` takes them: secrets held back, trust of a shared home. */
  overridesFor: (project: Project) => readonly string[]
  /** Opens the page of a login in the browser, after the policy for links. */
  openPage: (url: string) => Promise<void>
  push: (event: McpEvent) => void
  notice: (message: string, projectId: string) => void
  onFailure: (what: string, reason: unknown) => void
}

export class McpWing {
  readonly guard: ThreadGuard
  readonly #parts: McpWingParts
  readonly #folderServers: FolderServers
  readonly #logins: Logins
  /** Servers that are being listened to: a second click waits for the first. */
  readonly #outputs = new Map<string, Promise<McpOutput>>()

  constructor(parts: McpWingParts) {
    this.#parts = parts
    this.#folderServers = new FolderServers({
      decisions: new Decisions(parts.decisionsFile),
      homeOf: parts.homeOf,
      workFolders: parts.workFolders,
      push: parts.push,
    })
    this.guard = new ThreadGuard({
      folderServers: this.#folderServers,
      onPostponed: (projectId) =>
        parts.notice(
          'The folder brings MCP servers that you have not seen yet. What was changed takes effect in open chats once the turns that run have ended.',
          projectId,
        ),
      onFailure: parts.onFailure,
    })
    this.#logins = new Logins({ openPage: parts.openPage, push: parts.push })
  }

  /** The servers that the project's folders bring. Starts no server where no `.codex` is. */
  async listFolderServers(projectId: string): Promise<FolderServer[]> {
    const project = this.#project(projectId)
    return this.#folderServers.list(project, this.#ask(project))
  }

  /** Lets one of them run, or not, in open chats too. */
  async decide(projectId: string, name: string, hash: string, approve: boolean): Promise<void> {
    const project = this.#project(projectId)
    await this.#folderServers.decide(project, this.#ask(project), name, hash, approve)
    const server = this.#parts.guarded(projectId)
    if (server) await this.guard.refresh(server)
  }

  async reload(projectId: string): Promise<void> {
    const project = this.#project(projectId)
    if (this.#parts.guarded(projectId)) await this.#parts.request(project, 'config/mcpServer/reload', undefined)
  }

  /** Starts one server alone and gives what it said. Rejects when it is one of the folder's that must not run. */
  async output(projectId: string, name: string): Promise<McpOutput> {
    const key = JSON.stringify([projectId, name])
    const running = this.#outputs.get(key)
    if (running) return running
    const output = this.#output(this.#project(projectId), name).finally(() => this.#outputs.delete(key))
    this.#outputs.set(key, output)
    return output
  }

  async login(projectId: string, name: string, scopes: readonly string[]): Promise<void> {
    const project = this.#project(projectId)
    const { view } = await this.#look(project, name)
    const server = this.#parts.guarded(projectId)
    if (!server) throw new CallError('server-gone', 'Codex has just stopped in this project. Try again.')
    const isFolders = view.names.has(serverKey(name))
    const threadId = isFolders ? await this.guard.threadWith(server, name) : null
    if (isFolders && threadId === null)
      throw new CallError(
        'no-chat',
        'Codex knows this server of the folder only in a chat. Open one here and try again.',
      )
    await this.#logins.start(server, name, scopes, threadId)
  }

  cancelLogin(projectId: string, name: string): Promise<void> {
    return this.#logins.cancel(projectId, name)
  }

  /** Signs out; loaded chats lose the connection at once. */
  async logout(projectId: string, name: string): Promise<void> {
    const project = this.#project(projectId)
    const { config } = await this.#look(project, name, 'held too')
    const store = valueAt(config, ['mcp_oauth_credentials_store'])
    const { logout } = await import('./logout')
    await logout({
      codex: await this.#parts.codex(),
      home: this.#parts.homeOf(project),
      cwd: project.path,
      environment: this.#parts.environment,
      server: name,
      store: typeof store === 'string' ? store : null,
      overrides: this.#parts.overridesFor(project),
    })
    await this.reload(projectId)
  }

  /** To be told of every notification of a project's server. */
  notification(projectId: string, notification: CodexNotification): void {
    this.#logins.notification(projectId, notification)
  }

  /** To be told when a project's server ended. */
  serverGone(projectId: string): void {
    this.#logins.serverGone(projectId)
  }

  async #output(project: Project, name: string): Promise<McpOutput> {
    const { config, view } = await this.#look(project, name)
    const servers = valueAt(config, ['mcp_servers'])
    const { serverOutput } = await import('./server-output')
    return serverOutput({
      home: this.#parts.homeOf(project),
      codex: await this.#parts.codex(),
      clientVersion: this.#parts.clientVersion,
      ledgerDir: this.#parts.ledgerDir,
      env: () => this.#parts.secretsFor(project),
      overrides: () => this.#parts.overridesFor(project),
      cwd: project.path,
      server: name,
      names: isTable(servers) ? Object.keys(servers) : [],
      held: view.held,
    })
  }

  /** What the project's configuration says now. Rejects for a server that it doesn't have, or that must not run. */
  async #look(project: Project, name: string, which?: 'held too'): Promise<{ config: unknown; view: FolderView }> {
    const ask = this.#ask(project)
    const view = await this.#folderServers.view(project, ask, project.path)
    const config = valueAt(await ask('config/read', { includeLayers: false, cwd: project.path }), ['config'])
    if (!isTable(valueAt(config, ['mcp_servers', name])))
      throw new CallError('unknown-server', `There is no MCP server “${name}” in this project’s configuration.`)
    if (view.held.has(serverKey(name)) && which === undefined)
      throw new CallError(
        'server-unseen',
        `“${name}” comes from the folder. Look at what it would run and allow it first.`,
      )
    return { config, view }
  }

  #ask(project: Project): Ask {
    return (method, params) => this.#parts.request(project, method, params)
  }

  #project(projectId: string): Project {
    const found = this.#parts.find(projectId)
    if (!found) throw new CallError('unknown-project', 'This project is no longer in the list.')
    return found
  }
}
