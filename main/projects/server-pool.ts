// Opens the pool that all servers of the app run in: checks the bundle, ends what a crashed run left behind, and says what
// each home's server is started with. Which home that is and what it is told first, its callers say.
import type { Project } from '@contract/model'
import type { Log } from '../app/log'
import type { AppPaths } from '../app/paths'
import { locateBundle, type CodexBundle } from '../codex/binary/locate'
import { verifyBundle } from '../codex/binary/verify'
import { CodexError } from '../codex/errors'
import { loginEnvironment, readProcessEnvironment } from '../codex/process/environment'
import { reapOrphans } from '../codex/process/orphans'
import type { CodexConnection } from '../codex/server/connection'
import { HomePool } from '../codex/server/pool'
import type { SupervisorOptions } from '../codex/server/supervisor'
import type { TrackedThread } from '../codex/server/thread-tracker'
import type { FolderTrust } from './folder-trust'
import type { OpenedHome } from './project-home'
import type { ProjectLogins } from './project-logins'
import { accountKeyNames } from '../accounts/account-keys'
import { heldBack } from '../secrets/held-back'
import type { Secrets } from '../secrets/secrets'

export interface ServerPoolParts {
  codexBin: string
  clientVersion: string
  paths: AppPaths
  log: Log
  /** The home behind a key of the pool; undefined for an account's home, whose key is its path. */
  home: (key: string) => OpenedHome | undefined
  project: (projectId: string) => Project | null
  trust: Pick<FolderTrust, 'override'>
  isAccountHome: (key: string) => boolean
  secrets: Pick<Secrets, 'envFor' | 'overridesFor'>
  logins: Pick<ProjectLogins, 'broker' | 'environment' | 'overrides'>
  /** What a project's new server must be told before anything else. */
  prepare: (projectId: string, server: CodexConnection) => Promise<void>
  resumeOverrides: (projectId: string, thread: TrackedThread) => Readonly<Record<string, unknown>>
}

/** Rejects with the reason in words when the bundle is missing or altered. */
export async function openServerPool(parts: ServerPoolParts): Promise<HomePool> {
  const { codexBin, paths, log } = parts
  const bundle = await locateBundle({ root: codexBin })
  await verifyBundle(bundle, { cacheFile: paths.bundleCheck })
  // Before any server of ours: an orphan of a crashed run may still write to the same home.
  const report = await reapOrphans(paths.ledger)
  if (report.ended.length > 0) log.info('ended servers that a crashed run left behind:', report.ended)
  return new HomePool({ optionsFor: (key) => serverOptions(key, bundle, parts) })
}

function serverOptions(key: string, bundle: CodexBundle, parts: ServerPoolParts): SupervisorOptions {
  const { clientVersion, paths } = parts
  const opened = parts.home(key)
  const connection = { home: opened?.home ?? key, bundle, clientVersion, ledgerDir: paths.ledger }
  if (!opened && parts.isAccountHome(key))
    return { connection: { ...connection, env: loginEnvironment(readProcessEnvironment()) } }
  if (!opened) throw new CodexError('stopped', 'This home belongs to no project.')
  const { projectId, shared } = opened
  // The person's secrets go in by the environment of this server only, and no command of the model's gets to see them.
  const env = async (): Promise<Record<string, string>> => ({
    ...(await parts.secrets.envFor(projectId)),
    ...(await parts.logins.environment(projectId)),
  })
  const held = (): string[] => [...parts.secrets.overridesFor(projectId), ...heldBack(accountKeyNames)]
  return {
    connection: shared
      ? { ...connection, env, overrides: () => [...sharedOverrides(projectId, parts), ...held()] }
      : {
          ...connection,
          // Whatever its config.toml says, which a terminal may share: what the broker hands out is never written down.
          overrides: () => ['cli_auth_credentials_store="ephemeral"', ...parts.logins.overrides(projectId), ...held()],
          env,
          interceptRequest: (request) => parts.logins.broker.answer(projectId, request),
        },
    prepare: (server) => parts.prepare(projectId, server),
    resumeOverrides: (thread) => parts.resumeOverrides(projectId, thread),
  }
}

/** A shared home has the person's own login, and their trust of folders in it stays as it is: ours is told at each start. */
function sharedOverrides(projectId: string, parts: ServerPoolParts): string[] {
  const project = parts.project(projectId)
  if (!project) throw new CodexError('stopped', 'This project was removed.')
  return [parts.trust.override(project)]
}
