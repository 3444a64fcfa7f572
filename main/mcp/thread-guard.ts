// Sees to it that a server which a folder brings runs in no thread before the person has seen and allowed it: before threads are
// started, taken up or copied, before a reload, and when a crashed server is replaced. What is compared is read afresh each time
// (1 to 2 ms): a memory of it could be outwitted by whoever swaps the file. What is on disk between that look and Codex's own
// can't be held; who can write there at that moment runs as the person already.
import { isCodexError } from '../codex/errors'
import { fieldsOf, stringField, type Fields } from '../codex/server/fields'
import type { CodexConnection } from '../codex/server/connection'
import type { CodexNotification } from '../codex/server/methods'
import type { TrackedThread } from '../codex/server/thread-tracker'
import type { Project } from '@contract/model'
import type { CallGuard, GuardedServer } from '../projects/call-guard'
import { joinedTables } from '../projects/thread-config'
import type { Ask, FolderServers } from './folder-servers'
import { serverKey, withHeld } from './held-config'
import { isAtRest, loadedThreads, type ThreadRecords } from './loaded-threads'
import { withAllTools } from './status-answer'
import { askOf, differs, ThreadComparer } from './thread-comparer'
import { Turnstile } from './turnstile'

export interface ThreadGuardParts {
  folderServers: FolderServers
  /** A reload waits until turns have ended that it would let an unseen server into. */
  onPostponed: (projectId: string) => void
  onFailure: (what: string, reason: unknown) => void
}

interface Watched {
  readonly turnstile: Turnstile
  connection: CodexConnection | null
  records: ThreadRecords
  /** What could not be done while turns ran. */
  late: 'nothing' | 'refresh' | 'reload'
  catchingUp: 'no' | 'yes' | 'again'
}

/** Codex refuses this: a thread whose folder can't be read is not taken up. */
const refused: Fields = { mcp_servers: { 'held-back': {} } }

const endsOfWork: ReadonlySet<string> = new Set(['turn/completed', 'thread/status/changed', 'thread/closed'])

export class ThreadGuard implements CallGuard {
  readonly #parts: ThreadGuardParts
  readonly #watched = new Map<string, Watched>()
  readonly #comparer: ThreadComparer

  constructor(parts: ThreadGuardParts) {
    this.#parts = parts
    this.#comparer = new ThreadComparer({
      folderServers: parts.folderServers,
      onLate: (projectId) => this.#postpone(projectId, 'refresh'),
      onFailure: parts.onFailure,
    })
  }

  async around(
    server: GuardedServer,
    method: string,
    params: unknown,
    send: (params: unknown) => Promise<unknown>,
  ): Promise<unknown> {
    switch (method) {
      case 'thread/start':
      case 'thread/resume':
      case 'thread/fork': {
        const watched = await this.#of(server)
        return watched.turnstile.together(() => this.#open(server, watched, method, fieldsOf(params), send))
      }
      case 'config/mcpServer/reload': {
        const { turnstile } = await this.#of(server)
        return turnstile.alone(async () => {
          const { records } = await this.#of(server)
          if (!(await this.#comparer.mustCompare(server, records))) return send(params)
          await this.#compareAndReload(server)
          return {}
        })
      }
      case 'config/batchWrite': {
        if (fieldsOf(params)['reloadUserConfig'] !== true) return send(params)
        const { turnstile } = await this.#of(server)
        return turnstile.alone(async () => {
          const { records } = await this.#of(server)
          const isFree = !(await this.#comparer.mustCompare(server, records))
          if (isFree || (await this.#comparer.bringsNothing(server, records))) return send(params)
          // First what is written, which may change what a server of the folder would run, then the comparison.
          const answer = await send({ ...fieldsOf(params), reloadUserConfig: false })
          await this.#compareAndReload(server).catch((error: unknown) =>
            this.#parts.onFailure('the reload after a write', error),
          )
          return answer
        })
      }
      default: {
        // A thread that is just being taken up anew is on no server for some milliseconds.
        if (stringField(params, 'threadId') !== undefined) await this.#watched.get(server.projectId)?.turnstile.free()
        return method === 'mcpServerStatus/list' ? withAllTools(await send(params)) : send(params)
      }
    }
  }

  async prepare(project: Project, connection: CodexConnection, threads: readonly TrackedThread[]): Promise<void> {
    const watched = this.#watch(project.id)
    const before = watched.records
    const records: ThreadRecords = new Map()
    const ask: Ask = (method, params) => connection.requestRaw(method, params)
    await Promise.all(
      threads.map(async ({ threadId, overrides, settings }) => {
        const cwd = stringField(settings, 'cwd') ?? stringField(overrides, 'cwd') ?? project.path
        const known = before.get(threadId)
        const config = known ? known.config : overrides['config']
        try {
          const { held } = await this.#parts.folderServers.view(project, ask, cwd)
          records.set(threadId, { cwd, held, config })
        } catch (error) {
          this.#parts.onFailure('comparing the servers of a folder', error)
          records.set(threadId, { cwd, held: new Map(), config: refused })
        }
      }),
    )
    Object.assign(watched, { connection, records, late: 'nothing' })
  }

  resumeOverrides(projectId: string, { threadId, overrides }: TrackedThread, fresh: Fields): Fields {
    const record = this.#watched.get(projectId)?.records.get(threadId)
    if (!record || (record.held.size === 0 && overrides['config'] === undefined && record.config === undefined))
      return fresh
    const base = joinedTables(fieldsOf(record.config), fieldsOf(fresh['config']))
    return { ...fresh, config: withHeld(base, record.held) }
  }

  async reload(server: GuardedServer): Promise<void> {
    const { turnstile } = await this.#of(server)
    await turnstile.alone(() => this.#compareAndReload(server))
  }

  /** Brings what loaded threads hold back in line with what was decided. Threads at work follow when they rest. */
  async refresh(server: GuardedServer): Promise<void> {
    const { turnstile } = await this.#of(server)
    await turnstile.alone(async () => this.#comparer.bringInLine(server, (await this.#of(server)).records))
  }

  /** A loaded thread in which this server is not held back, if there is one. */
  async threadWith(server: GuardedServer, name: string): Promise<string | null> {
    const { records } = await this.#of(server)
    const mine = new Set(server.supervisor.threads.map(({ threadId }) => threadId))
    return [...records].find(([id, { held }]) => mine.has(id) && !held.has(serverKey(name)))?.[0] ?? null
  }

  notification(server: GuardedServer, { method }: CodexNotification): void {
    // What is told as a server ends is no reason to start it again.
    if (!endsOfWork.has(method) || server.supervisor.status.state !== 'ready') return
    const watched = this.#watched.get(server.projectId)
    if (watched && (watched.late !== 'nothing' || watched.catchingUp !== 'no')) void this.#catchUp(server, watched)
  }

  async #catchUp(server: GuardedServer, watched: Watched): Promise<void> {
    if (watched.catchingUp !== 'no') {
      watched.catchingUp = 'again'
      return
    }
    const { late } = watched
    watched.late = 'nothing'
    watched.catchingUp = 'yes'
    const work = late === 'reload' ? this.reload(server) : this.refresh(server)
    await work.catch((error: unknown) => {
      if (!isCodexError(error, 'stopped')) this.#parts.onFailure('what had to wait for a turn', error)
    })
    // Work that ended while this went on may have ended too late for it.
    const again = isAskedAgain(watched)
    watched.catchingUp = 'no'
    if (again && watched.late !== 'nothing') await this.#catchUp(server, watched)
  }

  /** Starts, takes up or copies a thread with what its folder brings held back as it must be now. */
  async #open(
    server: GuardedServer,
    { records }: Watched,
    method: string,
    params: Fields,
    send: (params: unknown) => Promise<unknown>,
  ): Promise<unknown> {
    const { project, supervisor } = server
    const threadId = stringField(params, 'threadId')
    const cwd = stringField(params, 'cwd') ?? (await this.#cwdOf(server, threadId))
    const view = await this.#parts.folderServers.view(project, askOf(server), cwd)
    const { config } = params
    const sent = view.held.size === 0 ? params : { ...params, config: withHeld(config, view.held) }
    // What a held thread was loaded with stays, whatever a resume says.
    const known = method === 'thread/resume' && threadId !== undefined ? records.get(threadId) : undefined
    let isHeld = known !== undefined && supervisor.threads.some((one) => one.threadId === threadId)
    if (known && isHeld && differs(known.held, view)) {
      const { thread } = fieldsOf(await supervisor.requestRaw('thread/read', { threadId, includeTurns: false }))
      if (await isAtRest(fieldsOf(thread))) {
        // Its sub-agents keep what they have, and that is what it has now.
        await loadedThreads(server, records)
        await supervisor.requestRaw('thread/unsubscribe', { threadId })
        isHeld = false
      }
    }
    const answer = await send(sent)
    const opened = fieldsOf(fieldsOf(answer)['thread'])
    const id = stringField(opened, 'id')
    if (id === undefined) return answer
    const isAtWork = stringField(opened['status'], 'type') === 'active'
    if (!isHeld && (method !== 'thread/resume' || !isAtWork)) records.set(id, { cwd, held: view.held, config })
    else if (!known) records.set(id, { cwd, held: new Map(), config })
    if (differs(records.get(id)?.held ?? new Map(), view)) this.#postpone(project.id, 'refresh')
    return answer
  }

  async #cwdOf({ supervisor }: GuardedServer, threadId: string | undefined): Promise<string> {
    // Without either, Codex takes the folder that it was started in.
    if (threadId === undefined) return supervisor.home
    const answer = await supervisor.requestRaw('thread/read', { threadId, includeTurns: false })
    return stringField(fieldsOf(answer)['thread'], 'cwd') ?? supervisor.home
  }

  async #compareAndReload(server: GuardedServer): Promise<void> {
    const { records } = await this.#of(server)
    if ((await this.#comparer.bringInLine(server, records)) === 'unsafe') {
      this.#postpone(server.project.id, 'reload')
      this.#parts.onPostponed(server.project.id)
      return
    }
    await server.supervisor.requestRaw('config/batchWrite', { edits: [], reloadUserConfig: true })
  }

  #postpone(projectId: string, what: 'refresh' | 'reload'): void {
    const watched = this.#watch(projectId)
    if (watched.late !== 'reload') watched.late = what
  }

  #watch(projectId: string): Watched {
    const known = this.#watched.get(projectId)
    if (known) return known
    const watched: Watched = {
      turnstile: new Turnstile(),
      connection: null,
      records: new Map(),
      late: 'nothing',
      catchingUp: 'no',
    }
    this.#watched.set(projectId, watched)
    return watched
  }

  async #of({ project, supervisor }: GuardedServer): Promise<Watched> {
    const watched = this.#watch(project.id)
    const connection = await supervisor.connection()
    if (watched.connection !== connection) Object.assign(watched, { connection, records: new Map(), late: 'nothing' })
    return watched
  }
}

// A function, as the compiler can't know that the value changes while something is awaited.
const isAskedAgain = ({ catchingUp }: Watched): boolean => catchingUp === 'again'
