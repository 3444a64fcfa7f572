/**
 * The app's main process without Electron, as far as projects and session files go: the registry, the servers of the
 * projects on the real binary, and the wing of session files, in a folder of their own.
 */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import { AccountKeys } from '../../main/accounts/account-keys'
import { Accounts } from '../../main/accounts/accounts'
import { noKeyring } from './accounts'
import { appPaths } from '../../main/app/paths'
import { accountHomePath } from '../../main/codex/home/layout'
import { ProjectRegistry } from '../../main/projects/registry'
import { ProjectServers } from '../../main/projects/project-servers'
import type { ProjectServersOptions } from '../../main/projects/project-servers-options'
import { RequestInbox } from '../../main/requests/inbox'
import { homeOf } from '../../main/sessions/homes'
import { Sessions } from '../../main/sessions/sessions'
import { withoutPlugins } from './homes'
import { startResponsesServer, type ScriptedModel } from './responses-server'

export interface SessionStage {
  readonly root: string
  readonly userData: string
  /** The person's home folder. */
  readonly me: string
  readonly model: ScriptedModel
  readonly registry: ProjectRegistry
  readonly servers: ProjectServers
  readonly sessions: Sessions
  readonly accounts: Accounts
  /** What was pushed to the window, oldest first. */
  readonly pushed: PushEvent[]
  /** Adds a project whose own home points at the scripted model. */
  addProject(name: string): Promise<Project>
  /** Makes a home like the terminal's, with a config.toml that points at the scripted model. */
  makeHome(path: string): string
  /** The project as the list has it now. */
  project(id: string): Project
  homeOf(project: Project): string
  /** Starts a chat in the project, runs one turn, and gives its thread id. */
  chat(project: Project, text: string, params?: Readonly<Record<string, unknown>>): Promise<string>
  /** Runs one turn to its end. */
  turn(project: Project, threadId: string, text: string): Promise<void>
  call<T>(project: Project, method: string, params: unknown): Promise<T>
  /** Ids that the project's server lists. */
  listed(project: Project, params?: Readonly<Record<string, unknown>>): Promise<string[]>
  end(): Promise<void>
}

export interface SessionStageOptions {
  /** config.toml of the projects' homes in place of the scripted model's. */
  projectConfig?: string
  /** config.toml of the first account's home. */
  accountConfig?: string
  /** Where else than in their own folders the projects' threads may work. */
  folders?: (
    userData: string,
  ) => Pick<ProjectServersOptions, 'workFolders' | 'sessionFolders' | 'guard' | 'onNotification' | 'onReadiness'>
}

export async function setSessionStage(options: SessionStageOptions = {}): Promise<SessionStage> {
  const parent = join(homedir(), '.cache', 'codex-deck-tests')
  mkdirSync(parent, { recursive: true })
  const root = realpathSync(mkdtempSync(join(parent, 'home-')))
  const userData = join(root, 'data')
  const me = join(root, 'me')
  mkdirSync(me)
  const model = await startResponsesServer()
  const pushed: PushEvent[] = []
  const push = (event: PushEvent): void => void pushed.push(event)
  const silent = (): void => undefined
  const paths = appPaths(userData)
  const codexBin = fileURLToPath(new URL('../../codex-bin', import.meta.url))

  const registry = new ProjectRegistry(paths.projects, (projects) => push({ type: 'projects', projects }))
  const accountKeys = new AccountKeys(userData, noKeyring)
  const folders = options.folders?.(userData)
  const servers: ProjectServers = new ProjectServers({
    userData,
    codexBin,
    paths,
    clientVersion: '0.0.0-test',
    registry,
    inbox: new RequestInbox({ added: silent, removed: silent }),
    accounts: () => accounts,
    onLimits: silent,
    accountKeys,
    secrets: { envFor: () => Promise.resolve({}), overridesFor: () => [] },
    ...folders,
    push,
    notice: silent,
    log: { info: silent, warn: silent, error: silent },
  })
  const accounts = new Accounts({
    file: paths.accounts,
    earlierFile: paths.earlierAccount,
    home: (id) => ({
      open: () => servers.accountServers.open(id),
      loginWithToken: (accessToken) => servers.accountServers.loginWithToken(id, accessToken),
      keepBedrock: (key) => accountKeys.keepBedrock(id, key),
      forgetKey: () => accountKeys.forget(id),
      store: () => servers.accountServers.store(id),
      openBrowser: async () => undefined,
    }),
    onList: silent,
    onLogin: (id) => void servers.logins.accountChanged(id),
  })
  const sessions = new Sessions({
    userData,
    cacheFolder: paths.sessionIndex,
    homeFolder: me,
    environment: {},
    codexBin,
    projects: registry,
    servers,
    ...(folders?.sessionFolders ? { sessionFolders: folders.sessionFolders } : {}),
    push,
  })
  servers.begin(null)
  if (options.accountConfig !== undefined)
    putFile(join(accountHomePath(userData, 'main'), 'config.toml'), options.accountConfig)

  const makeHome = (path: string): string => {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    const config = `${withoutPlugins(options.projectConfig ?? model.configToml)}\n[analytics]\nenabled = false\n`
    writeFileSync(join(path, 'config.toml'), config, { mode: 0o600 })
    return path
  }
  const call = async <T>(of: Project, method: string, params: unknown): Promise<T> =>
    (await servers.request(of, method, params)) as T // Codex's own answer, as the test expects it

  const stage: SessionStage = {
    root,
    userData,
    me,
    model,
    registry,
    servers,
    sessions,
    accounts,
    pushed,
    addProject: async (name) => {
      const path = join(root, name)
      mkdirSync(path)
      const project = await registry.add(path)
      makeHome(homeOf(userData, project).home)
      return project
    },
    makeHome,
    project: (id) => {
      const found = registry.find(id)
      if (!found) throw new Error(`no project ${id}`)
      return found
    },
    homeOf: (project) => homeOf(userData, project).home,
    chat: async (project, text, params = {}) => {
      const { thread } = await call<{ thread: { id: string } }>(project, 'thread/start', {
        cwd: project.path,
        sandbox: 'read-only',
        approvalPolicy: 'never',
        historyMode: 'paginated',
        ...params,
      })
      await stage.turn(project, thread.id, text)
      return thread.id
    },
    turn: async (project, threadId, text) => {
      const supervisor = servers.running(project.id)
      const ended = new Promise<string>((resolve) => {
        const off = supervisor?.onNotification(({ method, params }) => {
          const { threadId: id, turn } = {
            ...(params as { threadId?: string; turn?: { status: string; error?: unknown } }),
          }
          if (method !== 'turn/completed' || id !== threadId) return
          off?.()
          resolve(turn?.status === 'completed' ? 'completed' : JSON.stringify(turn?.error ?? turn?.status ?? 'unknown'))
        })
      })
      await call(project, 'turn/start', { threadId, input: [{ type: 'text', text, text_elements: [] }] })
      const status = await ended
      if (status !== 'completed') throw new Error(`the turn ended as ${status}`)
    },
    call,
    listed: async (project, params = {}) => {
      const { data } = await call<{ data: { id: string }[] }>(project, 'thread/list', {
        modelProviders: [],
        limit: 100,
        ...params,
      })
      return data.map(({ id }) => id)
    },
    end: async () => {
      await sessions.dispose()
      await servers.dispose()
      await model.close()
      rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    },
  }
  return stage
}

/** Every file below a folder: its path, bytes and time. For "nothing was touched". */
export function snapshotOf(folder: string): Map<string, { bytes: string; mtimeMs: number }> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path, { bytes: readFileSync(path).toString('base64'), mtimeMs: statSync(path).mtimeMs }]
    }),
  )
}

/** Puts a file in place, with the folders above it. */
export function putFile(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}
