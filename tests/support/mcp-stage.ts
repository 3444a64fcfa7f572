/**
 * A trusted project on the real binary with the room of MCP servers between the app and Codex, as the app has it, and canaries:
 * servers that leave their pid in a file when they are started.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FolderServer, McpEvent } from '@contract/mcp'
import type { Project } from '@contract/model'
import { McpWing } from '../../main/mcp/mcp-wing'
import { codexBinary } from './codex-session'
import { setSessionStage, type SessionStage } from './session-stage'
import { until } from './waiting'

export interface McpStage extends SessionStage {
  readonly wing: McpWing
  readonly project1: Project
  readonly events: McpEvent[]
  readonly notices: string[]
  readonly failures: string[]
  /** Pages that a login opened. */
  readonly pages: string[]
  /** Replaces the project's `.codex/config.toml`. */
  folderConfig(text: string): void
  /** Adds to the home's config.toml. */
  homeConfig(text: string): void
  /** A table of config.toml that starts a canary. */
  canary(name: string, more?: string): string
  /** Pids that this canary left, one a start. */
  starts(name: string): number[]
  /** Those that still run. */
  alive(name: string): number[]
  folderServers(): Promise<FolderServer[]>
  /** Decides about a server as it is now. */
  decide(name: string, approve?: boolean): Promise<void>
  start(params?: Readonly<Record<string, unknown>>): Promise<string>
  /** What a thread's server is doing, in Codex's word. */
  status(threadId: string, name: string): Promise<string | null>
  /** Resolves once a server is connected in a thread. */
  connected(threadId: string, name: string): Promise<void>
}

export interface McpStageOptions {
  readonly workFolders?: () => readonly string[]
  readonly openPage?: (url: string) => Promise<void>
}

export const sdkServer = fileURLToPath(new URL('./mcp-sdk-server.mjs', import.meta.url))
export const hostileServer = fileURLToPath(new URL('./mcp-hostile.mjs', import.meta.url))

export function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

export async function setMcpStage(options: McpStageOptions = {}): Promise<McpStage> {
  const events: McpEvent[] = []
  const notices: string[] = []
  const failures: string[] = []
  const pages: string[] = []
  let wing: McpWing | undefined
  const stage: SessionStage = await setSessionStage({
    folders: (userData) => {
      const made = new McpWing({
        decisionsFile: join(userData, 'mcp-decisions.json'),
        find: (id) => stage.registry.find(id),
        workFolders: () => options.workFolders?.() ?? [],
        request: (project, method, params) => stage.servers.request(project, method, params),
        guarded: (id) => stage.servers.guarded(id),
        homeOf: (project) => stage.homeOf(project),
        codex: async () => codexBinary(),
        clientVersion: '0.0.0-test',
        ledgerDir: join(userData, 'running'),
        environment: process.env,
        secretsFor: async () => ({}),
        overridesFor: (project) => stage.servers.settingsFor(project),
        openPage: async (url) => {
          pages.push(url)
          await options.openPage?.(url)
        },
        push: (event) => void events.push(event),
        notice: (message) => void notices.push(message),
        onFailure: (what, reason) => void failures.push(`${what}: ${String(reason)}`),
      })
      wing = made
      return {
        guard: made.guard,
        workFolders: () => (options.workFolders?.() ?? []).map((path) => ({ path, inherits: true })),
        onNotification: (projectId, notification) => made.notification(projectId, notification),
        onReadiness: (projectId, ready) => {
          if (!ready) made.serverGone(projectId)
        },
      }
    },
  })
  const { id } = await stage.addProject('one')
  await stage.registry.setTrust(id, 'trusted')
  await stage.registry.setSource(id, 'provider')
  if (!wing) throw new Error('the stage made no wing')
  const theWing = wing
  const project1 = stage.project(id)
  const mark = (name: string): string => join(stage.root, `ran-${encodeURIComponent(name)}`)
  const starts = (name: string): number[] =>
    existsSync(mark(name)) ? readFileSync(mark(name), 'utf8').trim().split('\n').map(Number) : []
  const status = async (threadId: string, name: string): Promise<string | null> => {
    const { data } = await stage.call<{ data: { runtimeStatus: string | null }[] }>(project1, 'mcpServerStatus/list', {
      threadId,
      serverName: name,
    })
    return data[0]?.runtimeStatus ?? null
  }
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  return {
    ...stage,
    wing: theWing,
    project1,
    events,
    notices,
    failures,
    pages,
    end: async () => {
      await stage.end()
      if (failures.length > 0) throw new Error(`the guard failed at: ${failures.join('; ')}`)
    },
    folderConfig: (text) => put(join(project1.path, '.codex', 'config.toml'), text),
    homeConfig: (text) => {
      const path = join(stage.homeOf(project1), 'config.toml')
      put(path, `${readFileSync(path, 'utf8')}\n${text}`)
    },
    canary: (name, more = '') => {
      const args = [sdkServer, '--ran', mark(name)]
      return `[mcp_servers.${JSON.stringify(name)}]\ncommand = ${JSON.stringify(process.execPath)}\nargs = ${JSON.stringify(args)}\n${more}\n`
    },
    starts,
    alive: (name) => starts(name).filter(isAlive),
    folderServers: () => theWing.listFolderServers(id),
    decide: async (name, approve = true) => {
      const found = (await theWing.listFolderServers(id)).find((one) => one.name === name)
      if (!found) throw new Error(`the folder brings no ${name}`)
      await theWing.decide(id, name, found.hash, approve)
    },
    start: async (params = {}) => {
      const { thread } = await stage.call<{ thread: { id: string } }>(project1, 'thread/start', {
        cwd: project1.path,
        sandbox: 'read-only',
        approvalPolicy: 'never',
        ...params,
      })
      return thread.id
    },
    status,
    connected: async (threadId, name) => {
      await until(async () => (await status(threadId, name)) === 'connected', `${name} in ${threadId}`)
    },
  }
}
