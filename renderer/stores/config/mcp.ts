// The MCP servers of the project whose settings are in view: what is written about them, what was heard of each, the switch. Read
// while somebody looks; nothing of it is kept between starts but the names of tools. Acts on definitions are in mcp-acts.ts, logins
// in mcp-logins.ts.
import { create } from 'zustand'
import type { PushEvent } from '../../../preload/contract/events'
import type { DeckError } from '../../../preload/contract/result'
import { app, codex, deck } from '../../bridge'
import { tellFailure, useNotices } from '../app/notices'
import { listIn, fields, textIn } from '../threads/decode'
import { liveEventsOf } from '../threads/live-events'
import { useThreads } from '../threads/threads'
import { onConfigEvent } from './config-events'
import { watchConfig } from './config-watch'
import { homeLayer, readLayers, type Layer } from './layers'
import { chatOf, endThrowAway } from './mcp-chat'
import { useFolderServers } from './mcp-folder'
import { outcomeOf } from './mcp-outcome'
import { startupMethod, withStartups, type StartupNote, type Startups } from './mcp-startup'
import { readStatus, type McpLook } from './mcp-status'
import { rememberTools } from './mcp-tools'

export type McpTarget = 'project' | 'all'

interface McpData {
  projectId: string | null
  /** Null until they were read once. */
  layers: readonly Layer[] | null
  /** Of the home's config.toml, for writes that must not lose another's. */
  version: string | null
  loading: boolean
  problem: DeckError | null
  /** By server. */
  looks: ReadonlyMap<string, McpLook>
  startups: Startups
  /** Switches that were set and are not in effect yet. */
  wanted: ReadonlyMap<string, boolean>
  reloading: boolean
}

interface McpStore extends McpData {
  /** Reads the project's servers and follows them until the answered function is called. */
  watch(projectId: string): () => void
  /** Reads the configuration anew. What was known stays in view meanwhile. */
  load(): Promise<void>
  /** Asks how a server is doing; `again` also when that is known. A few at a time, in the order asked. */
  look(name: string, again?: boolean): void
  /** Forgets servers that wait to be asked about: their rows are out of view. */
  unlook(name: string): void
  /** Switches a server on or off: shown at once, taken back when it could not be written. */
  toggle(name: string, on: boolean, target?: McpTarget): Promise<void>
  /** Loaded chats take what is written; failed and crashed servers start anew. */
  reload(): Promise<void>
}

/** Servers that are asked at once. A mute one holds its place for its whole start-up time-out. */
const mostAtOnce = 6

const empty: McpData = {
  projectId: null,
  layers: null,
  version: null,
  loading: false,
  problem: null,
  looks: new Map(),
  startups: new Map(),
  wanted: new Map(),
  reloading: false,
}

const withEntry = <Value>(map: ReadonlyMap<string, Value>, key: string, value: Value | null): Map<string, Value> => {
  const next = new Map(map)
  if (value === null) next.delete(key)
  else next.set(key, value)
  return next
}

/** Start-ups in the loaded chats of a project, as far as this window still has them. */
function pastStartups(projectId: string): StartupNote[] {
  return Object.values(useThreads.getState().threads)
    .filter((thread) => thread.projectId === projectId)
    .flatMap(({ id }) => liveEventsOf(id))
    .filter(({ method }) => method === startupMethod)
    .map(({ params, atMs }) => ({ params, atMs }))
    .toSorted((one, other) => one.atMs - other.atMs)
}

export const useMcp = create<McpStore>()((set, get) => {
  /** Counts views: answers to an earlier one change nothing. */
  let view = 0
  let asked = 0
  /** Newest question and newest switch by server. */
  const questions = new Map<string, number>()
  const switches = new Map<string, number>()
  let queue: string[] = []
  let running = 0

  const putLook = (name: string, look: McpLook): void => set(({ looks }) => ({ looks: withEntry(looks, name, look) }))

  const ask = async (name: string): Promise<void> => {
    const { projectId } = get()
    if (projectId === null) return
    const own = view
    const question = (questions.get(name) ?? 0) + 1
    questions.set(name, question)
    const before = get().looks.get(name)
    putLook(name, {
      state: 'asking',
      status: before?.status ?? null,
      problem: null,
      inChat: before?.inChat ?? false,
      tookMs: before?.tookMs ?? null,
    })
    const chat = chatOf(projectId)
    const from = performance.now()
    const status = (threadId: string | null) =>
      codex(projectId, 'mcpServerStatus/list', {
        serverName: name,
        detail: 'full',
        ...(threadId === null ? {} : { threadId }),
      })
    let result = await status(chat)
    let inChat = chat !== null
    const isKnown = result.ok && listIn(fields(result.value), 'data').length > 0
    const isLost = !result.ok && /thread not found/i.test(result.error.message)
    if (inChat && (isLost || (result.ok && !isKnown))) {
      // A chat that the server doesn't have any more, or that was loaded before this server was written.
      inChat = false
      result = await status(null)
    }
    const tookMs = Math.round(performance.now() - from)
    if (own !== view || questions.get(name) !== question) return
    if (!result.ok)
      return putLook(name, { state: 'failed', status: null, problem: result.error.message, inChat, tookMs: null })
    const row = listIn(fields(result.value), 'data').find((one) => textIn(fields(one), 'name') === name)
    const read = row === undefined ? null : readStatus(row)
    if (read) rememberTools(projectId, name, read.tools)
    putLook(name, { state: 'known', status: read, problem: null, inChat, tookMs })
  }

  const pump = (): void => {
    while (running < mostAtOnce) {
      const name = queue.shift()
      if (name === undefined) return
      running += 1
      const own = view
      void ask(name).finally(() => {
        // Those of an earlier view hold no place in this one.
        if (own === view) running -= 1
        pump()
      })
    }
  }

  /** Asks those anew that were asked before: what is written or loaded is another thing now. */
  const lookAgain = (): void => {
    for (const name of get().looks.keys()) get().look(name, true)
  }

  const receive = (events: readonly PushEvent[]): void => {
    const { projectId } = get()
    const notes: StartupNote[] = []
    let ready = false
    for (const event of events) {
      if (event.type === 'codex' && event.projectId === projectId && event.notification.method === startupMethod)
        notes.push({ params: event.notification.params, atMs: event.notification.emittedAtMs ?? Date.now() })
      if (event.type === 'server' && event.status.projectId === projectId && event.status.state === 'ready')
        ready = true
    }
    if (notes.length > 0) {
      set(({ startups }) => ({ startups: withStartups(startups, notes) }))
      const ended = notes.flatMap(({ params }) => {
        const read = fields(params)
        return textIn(read, 'status') === 'starting' ? [] : (textIn(read, 'name') ?? [])
      })
      for (const name of new Set(ended)) if (get().looks.has(name)) get().look(name, true)
    }
    if (ready) void get().load().then(lookAgain)
  }

  const follow = (projectId: string) =>
    onConfigEvent((event) => {
      if (event.type === 'config-all-homes' || event.projectId !== projectId) return
      if (event.type === 'config-changed') void get().load()
      if (event.type === 'mcp-login' && event.problem === null) get().look(event.server, true)
    })

  return {
    ...empty,
    watch(projectId) {
      view += 1
      const own = view
      queue = []
      running = 0
      set({ ...empty, projectId, startups: withStartups(new Map(), pastStartups(projectId)) })
      const endEvents = deck.onEvents(receive)
      const endConfig = follow(projectId)
      const endWatch = watchConfig(projectId)
      void get().load()
      void useFolderServers.getState().load(projectId)
      return () => {
        endEvents()
        endConfig()
        endWatch()
        endThrowAway(projectId)
        if (own !== view) return
        view += 1
        queue = []
        running = 0
        set(empty)
      }
    },
    async load() {
      const { projectId } = get()
      if (projectId === null) return
      asked += 1
      const own = asked
      const seen = view
      set({ loading: true })
      const result = await codex(projectId, 'config/read', {})
      if (own !== asked || seen !== view) return
      if (!result.ok) return set({ loading: false, problem: result.error })
      const layers = readLayers(result.value)
      set({ layers, version: homeLayer(layers)?.version ?? null, loading: false, problem: null })
    },
    look(name, again = false) {
      const look = get().looks.get(name)
      if (queue.includes(name) || (!again && look !== undefined)) return
      queue.push(name)
      pump()
    },
    unlook(name) {
      queue = queue.filter((waiting) => waiting !== name)
    },
    async toggle(name, on, target = 'project') {
      const { projectId } = get()
      if (projectId === null) return
      const own = view
      const turn = (switches.get(name) ?? 0) + 1
      switches.set(name, turn)
      set(({ wanted }) => ({ wanted: withEntry(wanted, name, on) }))
      const result = await app('config/write', {
        target: target === 'all' ? { kind: 'all' } : { kind: 'project', projectId },
        edits: [{ path: ['mcp_servers', name, 'enabled'], value: on, merge: 'replace' }],
        expectedVersion: null,
      })
      const what = on ? `${name} was not switched on` : `${name} was not switched off`
      const outcome = result.ok ? outcomeOf(result.value) : null
      if (!result.ok) tellFailure(what, result.error, projectId)
      else if (outcome?.problem)
        useNotices.getState().push({
          level: 'error',
          message: target === 'all' ? `${what} everywhere` : `${what}: ${outcome.problem}`,
          detail: target === 'all' ? outcome.problem : null,
          projectId,
        })
      else if (outcome?.overridden)
        useNotices.getState().push({ level: 'warning', message: outcome.overridden, projectId })
      // A later press of the same switch has the last word.
      if (own !== view || switches.get(name) !== turn) return
      if (outcome?.ok === true) await Promise.all([get().load(), ask(name)])
      if (own !== view || switches.get(name) !== turn) return
      set(({ wanted }) => ({ wanted: withEntry(wanted, name, null) }))
    },
    async reload() {
      const { projectId } = get()
      if (projectId === null) return
      const own = view
      set({ reloading: true })
      const result = await app('mcp/reload', { projectId })
      if (!result.ok) tellFailure('The servers were not reloaded', result.error, projectId)
      if (own !== view) return
      await Promise.all([get().load(), useFolderServers.getState().load(projectId)])
      if (own !== view) return
      set({ reloading: false })
      lookAgain()
    },
  }
})
