// Composition of what sets up Codex: configuration, rules and profiles, extensions, MCP servers. Builds the parts and wires them; the
// heavy ones are loaded when the window first asks for them.
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { locateBundle } from './codex/binary/locate'
import type { AskNatively } from './app/native-question'
import type { Environment } from './codex/process/environment'
import type { ConfigWing } from './config/config-wing'
import type { GrantGuard } from './config/grant-guard'
import { OwnUse } from './config/own-use'
import { WriteLandings } from './config/write-landings'
import type { ExtensionWing } from './extensions/extension-wing'
import { HookLog } from './extensions/hook-log'
import type { ExtensionParts } from './extensions/parts'
import { skillRootsFile } from './extensions/skill-roots'
import { createConfigHandlers, type ConfigHandlers } from './ipc/config-handlers'
import { createExtensionHandlers, type ExtensionHandlers } from './ipc/extension-handlers'
import { createMcpHandlers, type McpHandlers } from './ipc/mcp-handlers'
import { createWorkingHandlers, type WorkingHandlers } from './ipc/working-handlers'
import { McpWing, type McpWingParts } from './mcp/mcp-wing'
import type { ProjectServers } from './projects/project-servers'
import { homeOf } from './sessions/homes'

export interface ConfigurationParts extends Pick<
  McpWingParts,
  | 'decisionsFile'
  | 'workFolders'
  | 'openPage'
  | 'notice'
  | 'onFailure'
  | 'clientVersion'
  | 'ledgerDir'
  | 'secretsFor'
  | 'overridesFor'
> {
  userData: string
  codexBin: string
  protocolDir: string
  environment: Environment
  projects: () => readonly Project[]
  servers: () => ProjectServers
  userHome: string
  reveal: (path: string) => void
  pickFolder: ExtensionParts['pickFolder']
  confirmMemoryReset: ExtensionParts['confirmMemoryReset']
  /** Asks what the page must not be able to answer. */
  ask: AskNatively
  push: (event: PushEvent) => void
}

export interface Configuration {
  /** Stands between the app and each project's Codex. */
  mcp: McpWing
  /** Codex told something. */
  notification: McpWing['notification']
  /** The page is another one, or gone: nobody looks at what it looked at. */
  pageGone: () => void
  /** The app quits: nothing is watched any more. Resolves once what was typed last is on disk. */
  dispose: () => Promise<void>
  /** A project's server has just started: tells it of what Codex keeps for the life of a process only. Doesn't reject. */
  serverReady: (projectId: string) => void
  handlers: ConfigHandlers & ExtensionHandlers & McpHandlers & WorkingHandlers
}

/** Loads nothing heavy and starts nothing. */
export function composeConfiguration(parts: ConfigurationParts): Configuration {
  const { userData, environment, projects, servers, push, reveal } = parts
  const find = (projectId: string): Project | null => projects().find(({ id }) => id === projectId) ?? null
  const codex = (): Promise<string> => locateBundle({ root: parts.codexBin }).then((bundle) => bundle.codex)
  const homePath = (project: Project): string => homeOf(userData, project).home
  const request = (project: Project, method: string, params: unknown): Promise<unknown> =>
    servers().request(project, method, params)

  const use = new OwnUse()
  const landings = new WriteLandings()
  let config: Promise<ConfigWing> | undefined
  const configWing = (): Promise<ConfigWing> =>
    (config ??= import('./config/config-wing').then(
      ({ ConfigWing }) =>
        new ConfigWing({
          userData,
          protocolDir: parts.protocolDir,
          environment,
          codex,
          projects,
          homeOf: homePath,
          request: (project, method, params) =>
            use.around(
              project.id,
              () => servers().running(project.id),
              () => request(project, method, params),
            ),
          isRunning: (projectId) => servers().running(projectId) !== null,
          letRest: async (projectId) => {
            const project = find(projectId)
            // Only what was started for a write goes: a chat that is open there by now, or a call of somebody else's, keeps it.
            if (project && use.isAlone(projectId, servers().running(projectId)))
              await servers().openedPool()?.letGo(homePath(project))
          },
          reveal,
          push,
        }),
    ))
  let guard: Promise<GrantGuard> | undefined
  const grantGuard = (): Promise<GrantGuard> =>
    (guard ??= import('./config/grant-guard').then(
      ({ GrantGuard }) =>
        new GrantGuard({
          ask: parts.ask,
          textOf: async (projectId, file) => (await (await configWing()).files.text(projectId, file)).text,
        }),
    ))
  let extensions: Promise<ExtensionWing> | undefined
  const openExtensions = async (): Promise<ExtensionWing> => {
    const [{ ExtensionWing }, { backups, undos, queue, writes }] = await Promise.all([
      import('./extensions/extension-wing'),
      configWing(),
    ])
    const { pickFolder, confirmMemoryReset, ask, userHome } = parts
    return new ExtensionWing({
      userData,
      find,
      homeOf: homePath,
      request,
      reveal,
      pickFolder,
      confirmMemoryReset,
      ask,
      backups,
      undos,
      queue,
      writes,
      userHome,
    })
  }
  const extensionWing = (): Promise<ExtensionWing> => (extensions ??= openExtensions())
  const tellSkillFolders = async (projectId: string): Promise<void> => {
    // Most people have none: then nothing is loaded at the start of a server.
    const isThere = await stat(skillRootsFile(userData)).then(
      () => true,
      () => false,
    )
    if (isThere) await (await extensionWing()).skillRoots.tell(projectId)
  }
  const hookLog = new HookLog({
    folder: join(userData, 'hook-runs'),
    onFailure: (reason) => parts.onFailure('Keeping runs of hooks', reason),
  })
  const mcp = new McpWing({
    ...parts,
    find,
    request,
    guarded: (projectId) => servers().guarded(projectId),
    homeOf: homePath,
    codex,
    environment,
  })
  return {
    mcp,
    pageGone: () => void config?.then(({ watch }) => watch.endAll()),
    notification: (projectId, notification) => {
      mcp.notification(projectId, notification)
      const { method, params, emittedAtMs } = notification
      hookLog.notification(projectId, method, params, emittedAtMs ?? Date.now())
    },
    dispose: async () => {
      hookLog.flush()
      await (await config)?.dispose()
    },
    serverReady: (projectId) =>
      void tellSkillFolders(projectId).catch((reason: unknown) => parts.onFailure('Naming folders of skills', reason)),
    handlers: {
      ...createConfigHandlers(configWing, grantGuard, landings),
      ...createMcpHandlers(mcp),
      ...createWorkingHandlers(async () => {
        const [{ WorkingWing }, { files }] = await Promise.all([import('./config/working-wing'), configWing()])
        const { profiles } = servers()
        return new WorkingWing({
          userData,
          environment,
          codex,
          projects,
          homeOf: homePath,
          request,
          files,
          choice: {
            used: (projectId) => profiles.used(projectId),
            use: (project, name) => profiles.use(project, name),
            of: (threadId) => profiles.of(threadId),
          },
          environmentOf: async (project) => ({ ...(await parts.secretsFor(project)) }) as Record<string, string>,
          accountKeysOf: (project) => servers().logins.bedrockKeys(project.id),
          clientVersion: parts.clientVersion,
          ledgerDir: parts.ledgerDir,
          pickFolder: () => parts.pickFolder('write'),
        })
      }),
      ...createExtensionHandlers(extensionWing, hookLog),
    },
  }
}
