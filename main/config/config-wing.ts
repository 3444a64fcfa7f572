// The room of configuration: builds its parts and wires them. Loaded when first asked for.
import { join } from 'node:path'
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import type { Environment } from '../codex/process/environment'
import { Backups } from './backups'
import { Checker } from './checker'
import { ConfigFiles } from './config-files'
import { ConfigTypes } from './config-types'
import { ConfigWatch } from './config-watch'
import { ConfigWrites } from './config-writes'
import { Drafts } from './drafts'
import { featureRuns } from './feature-runs'
import { FileQueue } from './file-queue'
import { UndoStore } from './undo-store'

export interface ConfigWingParts {
  /** The app's data folder: throw-away homes of checks and backups are kept below it. */
  userData: string
  /** Folder of the generated protocol. */
  protocolDir: string
  environment: Environment
  /** Path of the bundled codex. */
  codex: () => Promise<string>
  projects: () => readonly Project[]
  /** The CODEX_HOME of a project. */
  homeOf: (project: Project) => string
  /** Asks the project's server, starting it if need be. */
  request: (project: Project, method: string, params: unknown) => Promise<unknown>
  isRunning: (projectId: string) => boolean
  /** Puts a server that was only started for a write to rest, if nothing else came of it. */
  letRest: (projectId: string) => Promise<void>
  reveal: (path: string) => void
  push: (event: PushEvent) => void
}

export class ConfigWing {
  readonly writes: ConfigWrites
  readonly files: ConfigFiles
  readonly types: ConfigTypes
  readonly watch: ConfigWatch
  /** Parts that the other rooms of configuration (rules, profiles …) share. */
  readonly checker: Checker
  readonly backups: Backups
  readonly queue = new FileQueue()
  readonly undos = new UndoStore()
  /** Whether a feature is on in the project's running Codex; null where there is none of that name. Rejects as Codex does. */
  readonly featureRuns: (projectId: string, name: string) => Promise<boolean | null>
  readonly #drafts: Drafts

  constructor(parts: ConfigWingParts) {
    const { userData, environment, codex, projects, homeOf, request, isRunning, letRest } = parts
    const { queue, undos } = this
    const find = (projectId: string): Project | null => projects().find(({ id }) => id === projectId) ?? null
    this.checker = new Checker({ folder: join(userData, 'config-checks'), codex, environment })
    this.backups = new Backups(join(userData, 'config-backups'))
    this.#drafts = new Drafts(join(userData, 'config-drafts'))
    this.writes = new ConfigWrites({
      projects,
      homeOf,
      request,
      isRunning,
      letRest,
      allHomes: (progress) => parts.push({ type: 'config-all-homes', progress }),
      editElsewhere: (text, edits) => this.checker.edit(text, edits),
      backUp: (projectId, bytes) => this.backups.keep(projectId, { kind: 'config' }, bytes),
      queue,
      undos,
    })
    this.files = new ConfigFiles({
      find,
      homeOf,
      checker: this.checker,
      backups: this.backups,
      drafts: this.#drafts,
      queue,
      undos,
      reload: async (project) => {
        if (!isRunning(project.id)) return
        await request(project, 'config/batchWrite', { edits: [], reloadUserConfig: true }).catch(() => null)
      },
      reveal: parts.reveal,
    })
    this.featureRuns = async (projectId, name) => {
      const project = find(projectId)
      if (project === null) throw new CallError('unknown-project', 'This project is no longer in the list.')
      return featureRuns((method, params) => request(project, method, params), name)
    }
    this.types = new ConfigTypes(join(parts.protocolDir, 'config-types.json'))
    this.watch = new ConfigWatch({
      find,
      homeOf,
      changed: (projectId) => parts.push({ type: 'config-changed', projectId }),
    })
  }

  /** The app quits. Resolves once what was typed last is on disk. */
  async dispose(): Promise<void> {
    this.watch.endAll()
    await this.#drafts.settled()
  }
}
