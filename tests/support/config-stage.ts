/**
 * The wing of configuration without Electron: projects with homes of their own (or shared), each with the real Codex as soon as it is
 * asked for something, in a folder of their own.
 */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import type { PushEvent } from '@contract/events'
import type { Project } from '@contract/model'
import { ConfigWing } from '../../main/config/config-wing'
import { readProcessEnvironment } from '../../main/codex/process/environment'
import { codexBinary, openCodex, type CodexSession } from './codex-session'
import { administrator, bwrap, readOnly as readOnlyMount, type Mounts } from './mounts'
import { fileURLToPath } from 'node:url'
import { sampleProject } from './sample-project'

export interface ConfigStage {
  readonly root: string
  readonly userData: string
  readonly wing: ConfigWing
  readonly pushed: PushEvent[]
  readonly revealed: string[]
  /** Servers that were put to rest after a write. */
  readonly rested: string[]
  /** What was asked of Codex, oldest first. */
  readonly asked: { projectId: string; method: string }[]
  /** Adds a project with a home; a shared one where `home` is another project's. */
  add(
    name: string,
    options?: {
      config?: string | Uint8Array
      home?: string
      readOnly?: 'home' | 'config'
      /** Files of an administrator, by their names in /etc/codex: Codex alone sees them there. */
      managed?: Readonly<Record<string, string>>
    },
  ): StagedProject
  remove(project: StagedProject): void
  end(): Promise<void>
}

export interface StagedProject {
  readonly project: Project
  readonly home: string
  readonly config: string
  /** Bytes of its config.toml as text. */
  read(): string
  put(text: string | Uint8Array): void
  codex(): Promise<CodexSession>
}

/** What keeps a home off the network. */
export const quiet = '[features]\nplugins = false\n[analytics]\nenabled = false\n'

export function setConfigStage(): ConfigStage {
  const parent = join(homedir(), '.cache', 'codex-deck-tests')
  mkdirSync(parent, { recursive: true })
  const root = realpathSync(mkdtempSync(join(parent, 'home-')))
  const userData = join(root, 'data')
  mkdirSync(userData)
  const staged = new Map<string, StagedProject & { session: Promise<CodexSession> | null }>()
  const pushed: PushEvent[] = []
  const revealed: string[] = []
  const rested: string[] = []
  const asked: { projectId: string; method: string }[] = []
  const rest = async (projectId: string): Promise<void> => {
    const one = staged.get(projectId)
    const session = one?.session
    if (one) one.session = null
    await (await session?.catch(() => null))?.close()
  }
  const wing = new ConfigWing({
    userData,
    protocolDir: fileURLToPath(new URL('../../codex-bin/protocol', import.meta.url)),
    environment: readProcessEnvironment(),
    codex: () => Promise.resolve(codexBinary()),
    projects: () => [...staged.values()].map(({ project }) => project),
    homeOf: ({ id }) => staged.get(id)?.home ?? '',
    request: async ({ id }, method, params) => {
      asked.push({ projectId: id, method })
      const session = await staged.get(id)?.codex()
      return session?.connection.requestRaw(method, params)
    },
    isRunning: (projectId) => (staged.get(projectId)?.session ?? null) !== null,
    letRest: async (projectId) => {
      rested.push(projectId)
      await rest(projectId)
    },
    reveal: (path) => void revealed.push(path),
    push: (event) => void pushed.push(event),
  })
  return {
    root,
    userData,
    wing,
    pushed,
    revealed,
    rested,
    asked,
    add: (name, { config = quiet, home = join(root, 'homes', name), readOnly, managed } = {}) => {
      const path = join(root, name)
      mkdirSync(path, { recursive: true })
      const isNew = ![...staged.values()].some((one) => one.home === home)
      mkdirSync(home, { recursive: true })
      const file = join(home, 'config.toml')
      if (isNew) writeFileSync(file, config, { mode: 0o600 })
      const id = createHash('sha256').update(path).digest('hex').slice(0, 16)
      const project: Project = sampleProject({ id, path, name, source: 'provider' })
      const one = {
        project,
        home,
        config: file,
        session: null as Promise<CodexSession> | null,
        read: () => readFileSync(file, 'utf8'),
        put: (text: string | Uint8Array) => writeFileSync(file, text),
        codex: () => (one.session ??= start()),
      }
      const start = (): Promise<CodexSession> => {
        const session = openCodex(
          { codexHome: home, projectDir: path },
          { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' },
          undefined,
          managed
            ? codexBehind(administrator(join(root, `etc-${name}`), managed))
            : readOnly && codexBehind(readOnlyMount(readOnly === 'home' ? home : file)),
        )
        session.catch(() => (one.session = null))
        return session
      }
      staged.set(id, one)
      return one
    },
    remove: ({ project }) => void staged.delete(project.id),
    end: async () => {
      wing.watch.endAll()
      await Promise.all([...staged.keys()].map(rest))
      rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    },
  }
}

/** Codex as it is, on a machine that differs for it alone. */
const codexBehind = (mounts: Mounts): { command: string; args: string[] } => ({
  command: bwrap(),
  args: [...mounts, codexBinary(), 'app-server'],
})
