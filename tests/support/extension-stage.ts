/** The room of extensions without Electron: one project with a home of its own and the real Codex, and a person's home folder to fill. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Project } from '@contract/model'
import { Backups } from '../../main/config/backups'
import { ConfigWrites } from '../../main/config/config-writes'
import { FileQueue } from '../../main/config/file-queue'
import { UndoStore } from '../../main/config/undo-store'
import { ExtensionWing } from '../../main/extensions/extension-wing'
import { openCodex, type CodexSession } from './codex-session'
import { createTestHome, type TestHome } from './homes'
import { sampleProject } from './sample-project'

export interface ExtensionStage {
  readonly home: TestHome
  readonly project: Project
  readonly wing: ExtensionWing
  readonly writes: ConfigWrites
  readonly backups: Backups
  readonly codex: CodexSession
  /** The person's home folder, HOME of Codex. */
  readonly userHome: string
  readonly revealed: string[]
  /** What native dialogs answer. */
  answers: { folder: string | null; reset: boolean; agree: boolean }
  /** Questions that were asked natively. */
  readonly questions: string[]
  /** Writes a file, making folders as needed; returns its path. */
  put(path: string, content: string): string
  config(): string
  end(): Promise<void>
}

const proxies = { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' }

/** `config` is the whole config.toml, byte for byte. */
export async function openExtensionStage({
  config,
  trust = 'trusted',
}: { config?: string; trust?: 'trusted' | 'untrusted' } = {}): Promise<ExtensionStage> {
  const home = createTestHome({ trust, git: true })
  const userHome = join(home.root, 'person')
  const userData = join(home.root, 'data')
  for (const folder of [userHome, userData]) mkdirSync(folder)
  const file = join(home.codexHome, 'config.toml')
  if (config !== undefined) writeFileSync(file, config)
  const codex = await openCodex(home, { HOME: userHome, ...proxies })
  const project: Project = sampleProject({
    path: home.projectDir,
    name: 'project',
    trust: trust === 'trusted' ? 'trusted' : 'restricted',
    source: 'provider',
  })
  const revealed: string[] = []
  const questions: string[] = []
  const answers: ExtensionStage['answers'] = { folder: null, reset: true, agree: true }
  const backups = new Backups(join(userData, 'config-backups'))
  const undos = new UndoStore()
  const queue = new FileQueue()
  const request = (_project: Project, method: string, params: unknown): Promise<unknown> =>
    codex.connection.requestRaw(method, params)
  const homeOf = (): string => home.codexHome
  const writes = new ConfigWrites({
    projects: () => [project],
    homeOf,
    request,
    isRunning: () => true,
    editElsewhere: () => Promise.reject(new Error('Codex reads this home itself.')),
    allHomes: () => undefined,
    letRest: () => Promise.resolve(),
    backUp: (projectId, bytes) => backups.keep(projectId, { kind: 'config' }, bytes),
    queue,
    undos,
  })
  const wing = new ExtensionWing({
    userData,
    userHome,
    find: (projectId) => (projectId === project.id ? project : null),
    homeOf,
    request,
    reveal: (path) => void revealed.push(path),
    pickFolder: (purpose) => {
      questions.push(purpose)
      return Promise.resolve(answers.folder)
    },
    confirmMemoryReset: (_project, files) => {
      questions.push(`reset ${files}`)
      return Promise.resolve(answers.reset)
    },
    ask: ({ message, detail }) => {
      questions.push(`${message}\n${detail}`)
      return Promise.resolve(answers.agree)
    },
    backups,
    undos,
    queue,
    writes,
  })
  return {
    home,
    project,
    wing,
    writes,
    backups,
    codex,
    userHome,
    revealed,
    answers,
    questions,
    put: (path, content) => {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
      return path
    },
    config: () => readFileSync(file, 'utf8'),
    end: async () => {
      await codex.close()
      home.remove()
    },
  }
}
