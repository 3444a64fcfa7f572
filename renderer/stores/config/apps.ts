// Apps of each project: connections of a ChatGPT account to other services, as Codex lists them. Without such a login there are none.
import { create } from 'zustand'
import type { DeckError } from '../../../preload/contract/result'
import { codex, deck } from '../../bridge'
import { fields, listIn, textIn } from '../threads/decode'
import { deleteKey, setKey } from './edit-words'
import { writeFresh } from './extension-writes'

export interface App {
  id: string
  name: string
  about: string
  /** By config.toml. */
  enabled: boolean
  /** The account has connected it. */
  connected: boolean
  /** Where the account connects it. */
  connectAt: string | null
  /** Plugins that brought it. */
  plugins: string[]
}

export interface ProjectApps {
  apps: readonly App[]
  loaded: boolean
  problem: DeckError | null
  /** What apps are being switched to, by id. */
  pending: Readonly<Record<string, boolean>>
}

export const noApps: ProjectApps = { apps: [], loaded: false, problem: null, pending: {} }

interface AppsStore {
  byProject: Readonly<Record<string, ProjectApps>>
  /** Reads them, and takes in what Codex learns of them later until the answered function is called. */
  watch(projectId: string): () => void
  load(projectId: string): Promise<void>
  setEnabled(projectId: string, app: App, enabled: boolean): Promise<boolean>
}

/** Pages that are read; a directory of thousands is no list for a person. */
const mostPages = 10

/** What the edits of an app are kept by in the store of edits. */
export const appEditKey = (id: string): string => `app ${id}`

/** Connected ones first: those are what a chat can use. */
const inOrder = (apps: readonly App[]): App[] =>
  apps.toSorted((a, b) => Number(b.connected) - Number(a.connected) || a.name.localeCompare(b.name))

/** Reads one page of an app/list answer leniently. */
export function readApps(answer: unknown): App[] {
  return listIn(fields(answer), 'data').flatMap((one) => {
    const read = fields(one)
    const id = textIn(read, 'id')
    if (id === null) return []
    return [
      {
        id,
        name: textIn(read, 'name') ?? id,
        about: textIn(read, 'description') ?? '',
        enabled: read['isEnabled'] !== false,
        connected: read['isAccessible'] === true,
        connectAt: textIn(read, 'installUrl'),
        plugins: listIn(read, 'pluginDisplayNames').filter((name) => typeof name === 'string'),
      },
    ]
  })
}

export const useApps = create<AppsStore>()((set, get) => {
  const asked = new Map<string, number>()
  const at = (projectId: string): ProjectApps => get().byProject[projectId] ?? noApps
  const change = (projectId: string, part: Partial<ProjectApps>): void =>
    set(({ byProject }) => ({ byProject: { ...byProject, [projectId]: { ...at(projectId), ...part } } }))
  return {
    byProject: {},
    watch(projectId) {
      void get().load(projectId)
      return deck.onEvents((events) => {
        for (const event of events)
          if (
            event.type === 'codex' &&
            event.projectId === projectId &&
            event.notification.method === 'app/list/updated'
          )
            change(projectId, { apps: inOrder(readApps(event.notification.params)), loaded: true, problem: null })
      })
    },
    async load(projectId) {
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      const apps: App[] = []
      let cursor: string | null = null
      for (let page = 0; page < mostPages; page += 1) {
        const result: Awaited<ReturnType<typeof codex<'app/list'>>> = await codex(projectId, 'app/list', {
          cursor,
          limit: 100,
        })
        if (asked.get(projectId) !== turn) return
        if (!result.ok) return change(projectId, { loaded: true, problem: result.error })
        apps.push(...readApps(result.value))
        cursor = textIn(fields(result.value), 'nextCursor')
        if (cursor === null) break
      }
      change(projectId, { apps: inOrder(apps), loaded: true, problem: null })
    },
    async setEnabled(projectId, { id }, enabled) {
      change(projectId, { pending: { ...at(projectId).pending, [id]: enabled } })
      const path = ['apps', id, 'enabled']
      const done = await writeFresh(projectId, appEditKey(id), [enabled ? deleteKey(path) : setKey(path, false)])
      await get().load(projectId)
      const { [id]: _done, ...others } = at(projectId).pending
      change(projectId, { pending: others })
      return done
    },
  }
})
