// Plugins and marketplaces of each project: listed by Codex, installed and removed through main, which keeps the other lines
// of config.toml.
import { create } from 'zustand'
import type { ExtensionAct, PluginBrings } from '../../../preload/contract/extensions'
import type { DeckError, Result } from '../../../preload/contract/result'
import { app, codex } from '../../bridge'
import { useNotices } from '../app/notices'
import { useCatalog } from '../composer/catalog'
import { setKey } from './edit-words'
import { useEffective } from './effective'
import { turnFeature, writeFresh } from './extension-writes'
import { useFeatures } from './features'
import { readDetails, readPlugins, type Plugin, type PluginDetails, type PluginList } from './plugins-words'

export interface ProjectPlugins extends PluginList {
  /** Whether Codex has plugins on; null while that isn't known. */
  on: boolean | null
  loaded: boolean
  loading: boolean
  problem: DeckError | null
  /** What is being done, in words; null when nothing is. */
  busy: string | null
}

export const noPlugins: ProjectPlugins = {
  marketplaces: [],
  errors: [],
  on: null,
  loaded: false,
  loading: false,
  problem: null,
  busy: null,
}

interface PluginsStore {
  byProject: Readonly<Record<string, ProjectPlugins>>
  load(projectId: string, again?: boolean): Promise<void>
  turn(projectId: string, on: boolean): Promise<boolean>
  details(projectId: string, marketplacePath: string, pluginName: string): Promise<Result<PluginDetails>>
  brings(projectId: string, marketplacePath: string, pluginName: string): Promise<Result<PluginBrings>>
  /** Carries out one act; `what` says it while it runs. */
  act(projectId: string, act: ExtensionAct, what: string): Promise<ActOutcome>
  addFolder(projectId: string): Promise<DeckError | null>
  setEnabled(projectId: string, plugin: Plugin, enabled: boolean): Promise<boolean>
}

/** `declined`: the person said no to the native question. */
export type ActOutcome = { state: 'done' } | { state: 'declined' } | { state: 'failed'; error: DeckError }

/** What the edits of a plugin are kept by in the store of edits. */
export const pluginEditKey = (id: string): string => `plugin ${id}`

export const usePlugins = create<PluginsStore>()((set, get) => {
  const asked = new Map<string, number>()
  const change = (projectId: string, part: Partial<ProjectPlugins>): void =>
    set(({ byProject }) => ({
      byProject: { ...byProject, [projectId]: { ...(byProject[projectId] ?? noPlugins), ...part } },
    }))
  /** Skills and hooks come and go with plugins. */
  const again = async (projectId: string): Promise<void> => {
    // Where marketplaces come from is said by the configuration.
    await Promise.all([get().load(projectId), useEffective.getState().load(projectId)])
    void useCatalog.getState().reloadSkills(projectId)
  }
  const tell = (projectId: string, message: string): void =>
    void useNotices.getState().push({ level: 'info', message, projectId })

  return {
    byProject: {},
    async load(projectId, again = false) {
      const turn = (asked.get(projectId) ?? 0) + 1
      asked.set(projectId, turn)
      change(projectId, { loading: true })
      const [list] = await Promise.all([
        codex(projectId, 'plugin/list', again ? { forceRefetch: true } : {}),
        useFeatures.getState().load(projectId),
      ])
      if (asked.get(projectId) !== turn) return
      const feature = useFeatures.getState().byProject[projectId]?.find(({ name }) => name === 'plugins')
      change(projectId, {
        loading: false,
        on: feature?.enabled ?? null,
        ...(list.ok ? { ...readPlugins(list.value), loaded: true, problem: null } : { problem: list.error }),
      })
    },
    async turn(projectId, on) {
      change(projectId, { busy: on ? 'Turning plugins on…' : 'Turning plugins off…' })
      const done = await turnFeature(projectId, 'plugins', on)
      await again(projectId)
      change(projectId, { busy: null })
      return done
    },
    async details(projectId, marketplacePath, pluginName) {
      const result = await codex(projectId, 'plugin/read', { marketplacePath, pluginName })
      return result.ok ? { ok: true, value: readDetails(result.value) } : result
    },
    brings: (projectId, marketplacePath, pluginName) =>
      app('plugins/brings', { projectId, marketplacePath, pluginName }),
    async act(projectId, act, what) {
      change(projectId, { busy: what })
      const result = await app('extensions/act', { projectId, act })
      if (result.ok && result.value.declined) {
        change(projectId, { busy: null })
        return { state: 'declined' }
      }
      await again(projectId)
      change(projectId, { busy: null })
      if (!result.ok) return { state: 'failed', error: result.error }
      if (result.value.note !== null) tell(projectId, result.value.note)
      return { state: 'done' }
    },
    async addFolder(projectId) {
      change(projectId, { busy: 'Adding the folder…' })
      const result = await app('plugins/addFolder', { projectId })
      if (result.ok && result.value !== null) await again(projectId)
      change(projectId, { busy: null })
      if (!result.ok) return result.error
      if (result.value?.alreadyAdded === true) tell(projectId, `${result.value.marketplaceName} was there already.`)
      return null
    },
    async setEnabled(projectId, plugin, enabled) {
      const edits = [setKey(['plugins', plugin.id, 'enabled'], enabled)]
      const done = await writeFresh(projectId, pluginEditKey(plugin.id), edits)
      await again(projectId)
      return done
    },
  }
})
