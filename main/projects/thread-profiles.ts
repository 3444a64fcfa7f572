// Profiles (`<name>.config.toml` in a home) for chats of the app: app-server takes no -p, so what a profile says is given to a
// thread as settings. Codex doesn't keep those with the thread, so which profile a thread was begun with is remembered here and
// given again whenever it is taken up. Listing and editing profiles is main/config's.
import { join } from 'node:path'
import type { Notice, Project } from '@contract/model'
import { z } from 'zod'
import { CallError } from '../app/call-error'
import { openJsonFile, type JsonFile } from '../app/json-file'
import { readBytes } from '../config/file-bytes'
import { isTable, type Table } from '../config/key-path'
import { withConfigUnder } from './thread-config'

/** Names that Codex takes with -p. */
export const profileName = /^[A-Za-z0-9_-]{1,64}$/

const nameSchema = z.string().regex(profileName)
const fileSchema = z.object({
  /** Project → the profile that its new chats are begun with. */
  projects: z.record(z.string(), nameSchema).catch({}),
  /** Thread → the profile that it was begun with; oldest first. */
  threads: z.array(z.tuple([z.string(), nameSchema])).catch([]),
})

/** Beyond this the oldest threads are forgotten: they go on with the home's own settings. */
const mostThreads = 5000

/**
 * What a profile can't say for a thread: how far folders are trusted, where logins are kept, and the selectors that Codex refuses.
 */
const leftOut: ReadonlySet<string> = new Set([
  'projects',
  'profile',
  'profiles',
  'cli_auth_credentials_store',
  'mcp_oauth_credentials_store',
])

/** What a thread that is taken up brings itself: the person may have changed it since. */
const keptByThread: ReadonlySet<string> = new Set(['model', 'model_reasoning_effort'])

export interface ThreadProfilesParts {
  /** Where the choices are kept. */
  file: string
  homeOf: (project: Project) => string
  notice: (level: Notice['level'], message: string, detail?: string | null, projectId?: string | null) => void
}

export class ThreadProfiles {
  readonly #parts: ThreadProfilesParts
  #opened: { file: JsonFile<z.infer<typeof fileSchema>>; threads: Map<string, string> } | undefined
  /** Params of calls under way → the profile that they were given: another one may be chosen before the answer comes. */
  readonly #given = new WeakMap<object, string>()
  /** Thread → what its profile says of features now; read as a server starts. */
  readonly #features = new Map<string, Table>()

  constructor(parts: ThreadProfilesParts) {
    this.#parts = parts
  }

  /** The profile that new chats of the project are begun with; null with none. */
  used(projectId: string): string | null {
    return this.#store.file.value.projects[projectId] ?? null
  }

  /** The profile that a thread was begun with; null with none. */
  of(threadId: string): string | null {
    return this.#store.threads.get(threadId) ?? null
  }

  /** Chooses it. Rejects in words when there is no such profile or it can't be read. */
  async use(project: Project, name: string | null): Promise<void> {
    if (name !== null) await this.#read(project, name)
    const { [project.id]: _before, ...others } = this.#store.file.value.projects
    await this.#keep(name === null ? others : { ...others, [project.id]: name })
  }

  /** The params to send in place of `params`: with the profile's settings under those that they carry. */
  async adapt(project: Project, method: string, params: unknown): Promise<unknown> {
    if (!isTable(params)) return params
    const threadId = typeof params['threadId'] === 'string' ? params['threadId'] : ''
    switch (method) {
      case 'thread/start': {
        const name = this.used(project.id)
        // The demo brings a model and a provider of its own.
        if (name === null || project.source === 'demo') return params
        const settings = await this.#read(project, name)
        this.#given.set(params, name)
        return withConfigUnder(params, settings)
      }
      case 'thread/fork':
      case 'thread/resume': {
        const name = this.#store.threads.get(threadId)
        if (name === undefined) return params
        const settings = await this.#readAgain(project, name)
        if (settings === null) return params
        return withConfigUnder(params, method === 'thread/fork' ? settings : without(settings, keptByThread))
      }
      default:
        return params
    }
  }

  /**
   * To be told of every answer, with the very params that `adapt` took: a thread that was begun with a profile keeps it, and so
   * does its copy.
   */
  learn(project: Project, method: string, params: unknown, answer: unknown): void {
    if (!isTable(params) || (method !== 'thread/start' && method !== 'thread/fork')) return
    const from = params['threadId']
    const name =
      method === 'thread/start'
        ? this.#given.get(params)
        : typeof from === 'string'
          ? this.#store.threads.get(from)
          : undefined
    const thread = isTable(answer) ? answer['thread'] : null
    const id = isTable(thread) ? thread['id'] : null
    if (typeof id !== 'string' || name === undefined) return
    this.#store.threads.set(id, name)
    // One on no disk ends with its server.
    if (isTable(thread) && thread['ephemeral'] === true) return
    for (const oldest of this.#store.threads.keys()) {
      if (this.#store.threads.size <= mostThreads) break
      this.#store.threads.delete(oldest)
    }
    void this.#keep(this.#store.file.value.projects).catch(() =>
      this.#parts.notice(
        'warning',
        `This chat was begun with the profile “${name}”, which could not be noted down: after a restart it goes on without it.`,
        null,
        project.id,
      ),
    )
  }

  /**
   * A new server is about to take these threads up again as they were opened: reads what their profiles say of features now, which
   * counts from then on. Never rejects; a profile that can't be read leaves its threads as they were.
   */
  async prepare(project: Project, threadIds: readonly string[]): Promise<void> {
    const names = new Map(threadIds.flatMap((id) => this.#named(id)))
    const read = new Map<string, Table>()
    for (const name of new Set(names.values())) {
      const settings = await this.#read(project, name).catch(() => null)
      const features = settings?.['features']
      if (settings !== null) read.set(name, isTable(features) ? features : {})
    }
    for (const id of threadIds) {
      const features = read.get(names.get(id) ?? '')
      if (features === undefined) this.#features.delete(id)
      else this.#features.set(id, features)
    }
  }

  /** What such a thread is taken up with over what it was opened with. */
  resumeOverrides(threadId: string): { config?: Table } {
    const features = this.#features.get(threadId)
    return features === undefined ? {} : { config: { features } }
  }

  /**
   * The same when all others have added theirs: what its profile no longer says is not said at all, though the thread was opened
   * with it. `plugins` stays, by which plugins of a folder are held back.
   */
  withoutDropped(threadId: string, given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const said = this.#features.get(threadId)
    const config = given['config']
    const features = isTable(config) ? config['features'] : null
    if (said === undefined || !isTable(config) || !isTable(features)) return given
    const kept = Object.entries(features).filter(([name]) => Object.hasOwn(said, name) || name === 'plugins')
    return { ...given, config: { ...config, features: Object.fromEntries(kept) } }
  }

  #named(threadId: string): [string, string][] {
    const name = this.of(threadId)
    return name === null ? [] : [[threadId, name]]
  }

  async #readAgain(project: Project, name: string): Promise<Table | null> {
    try {
      return await this.#read(project, name)
    } catch (error) {
      // A chat must open also when its profile is gone.
      this.#parts.notice(
        'warning',
        `This chat was begun with the profile “${name}” and goes on with the home’s own settings.`,
        error instanceof Error ? error.message : null,
        project.id,
      )
      return null
    }
  }

  async #read(project: Project, name: string): Promise<Table> {
    const path = join(this.#parts.homeOf(project), `${name}.config.toml`)
    const bytes = await readBytes(path)
    if (bytes === null)
      throw new CallError(
        'profile-missing',
        `The profile “${name}” is not there any more. Choose another one below the message, or in Settings, Profiles.`,
        path,
      )
    try {
      const { parse } = await import('smol-toml')
      const settings: unknown = parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
      // As it crosses to Codex: dates become texts, as they have no other form in JSON.
      return without(JSON.parse(JSON.stringify(settings)) as Table, leftOut)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new CallError(
        'profile-broken',
        `The profile “${name}” can’t be read. Mend it in Settings, Profiles, or choose another one below the message.`,
        `${path}: ${reason}`,
      )
    }
  }

  /** Read when the first chat is begun or taken up, not as the app starts. */
  get #store() {
    if (this.#opened) return this.#opened
    const file = openJsonFile(this.#parts.file, fileSchema, { projects: {}, threads: [] })
    if (file.problem !== null) this.#parts.notice('warning', file.problem)
    return (this.#opened = { file, threads: new Map(file.value.threads) })
  }

  #keep(projects: Record<string, string>): Promise<void> {
    return this.#store.file.write({ projects, threads: [...this.#store.threads] })
  }
}

const without = (settings: Table, names: ReadonlySet<string>): Table =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => !names.has(key)))
