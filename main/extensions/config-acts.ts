// Acts of Codex that rewrite the home's config.toml besides config/batchWrite: skills on and off, plugins and marketplaces. Codex's
// writer drops a byte order mark and Windows line ends there too, so the lines that the act is not about get their bytes back, and what
// the file was before can be had again.
import type { ActReport, ExtensionAct } from '@contract/extensions'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { leadsTo } from '../codex/files/replace-file'
import { homeLayout } from '../codex/home/layout'
import type { FileQueue } from '../config/file-queue'
import { fields, known, listIn, textIn } from './answers'
import type { ExtensionParts } from './parts'
import { pluginBrings } from './plugin-brings'
import { installedOf, versionChanges } from './installed-plugins'
import { installQuestion, marketplaceQuestion, upgradeQuestion } from './questions'
import { changesOf, keepFiles, type WatchedFilesParts } from './watched-files'

export interface ConfigActsParts
  extends Pick<ExtensionParts, 'find' | 'homeOf' | 'request' | 'ask'>, Pick<WatchedFilesParts, 'undos'> {
  queue: Pick<FileQueue, 'run'>
}

export class ConfigActs {
  readonly #parts: ConfigActsParts

  constructor(parts: ConfigActsParts) {
    this.#parts = parts
  }

  /** Carries out one act on the project's home, once the person agreed to what brings programs of others. */
  async act(projectId: string, act: ExtensionAct): Promise<ActReport> {
    const project = known(this.#parts, projectId)
    if (!(await this.#agreed(project, act))) return { declined: true, undoId: null, note: null }
    const { undoId, answer } = await this.around(project, () => this.#carryOut(project, act))
    return { declined: false, undoId, note: noteOf(act, answer) }
  }

  /** Does `work`, which may rewrite the home's config.toml, and keeps the other lines of it. */
  async around(project: Project, work: () => Promise<unknown>): Promise<{ answer: unknown; undoId: string | null }> {
    const { homeOf, queue, undos } = this.#parts
    const home = homeOf(project)
    const config = homeLayout(home).config
    const target = await leadsTo(config).catch(() => config)
    return queue.run(target, async () => {
      const { kept } = await keepFiles({ backups: null }, project, home, [{ kind: 'config' }])
      const answer = await work()
      const { undoIds } = await changesOf({ undos }, project, kept)
      return { answer, undoId: undoIds[0] ?? null }
    })
  }

  /** Asks natively about what runs programs of others from then on, or fetches them. */
  async #agreed(project: Project, act: ExtensionAct): Promise<boolean> {
    switch (act.kind) {
      case 'install': {
        const brings = await pluginBrings(this.#parts, project.id, act.marketplacePath, act.pluginName)
        return this.#parts.ask(installQuestion(project.name, act, brings))
      }
      case 'add-marketplace':
        return this.#parts.ask(marketplaceQuestion(project.name, act))
      case 'upgrade-marketplace': {
        // It puts the newest state in place of installed plugins, too (measured).
        const installed = await installedOf(this.#parts.request, project, act.name)
        return this.#parts.ask(upgradeQuestion(project.name, act.name, [...installed.keys()]))
      }
      case 'skill':
      case 'uninstall':
      case 'remove-marketplace':
        return true
      default:
        return act satisfies never
    }
  }

  async #carryOut(project: Project, act: ExtensionAct): Promise<unknown> {
    const { request } = this.#parts
    switch (act.kind) {
      case 'skill':
        return request(project, 'skills/config/write', { path: act.path, enabled: act.enabled })
      case 'install': {
        const { marketplacePath, pluginName } = act
        const answer = await request(project, 'plugin/install', { marketplacePath, pluginName })
        await this.#reload(project)
        return answer
      }
      case 'uninstall': {
        const answer = await request(project, 'plugin/uninstall', { pluginId: act.pluginId })
        await this.#reload(project)
        return answer
      }
      case 'add-marketplace':
        return request(project, 'marketplace/add', { source: act.source, refName: act.refName })
      case 'remove-marketplace': {
        const answer = await request(project, 'marketplace/remove', { marketplaceName: act.name })
        await this.#reload(project)
        return answer
      }
      case 'upgrade-marketplace': {
        const before = await installedOf(request, project, act.name)
        const answer = fields(await request(project, 'marketplace/upgrade', { marketplaceName: act.name }))
        await this.#reload(project)
        return { ...answer, changed: versionChanges(before, await installedOf(request, project, act.name)) }
      }
      default:
        return act satisfies never
    }
  }

  /** Loaded chats start and end the servers of plugins now; without it they would at some later write. */
  async #reload(project: Project): Promise<void> {
    await this.#parts.request(project, 'config/batchWrite', { edits: [], reloadUserConfig: true }).catch(() => null)
  }
}

function noteOf(act: ExtensionAct, answer: unknown): string | null {
  const read = fields(answer)
  switch (act.kind) {
    case 'skill':
      return read['effectiveEnabled'] === act.enabled ? null : 'It was written, but another layer wins over it.'
    case 'install': {
      const apps = listIn(read, 'appsNeedingAuth').map((app) => textIn(fields(app), 'name') ?? '')
      return apps.length === 0 ? null : `It needs a ChatGPT login for: ${apps.join(', ')}.`
    }
    case 'add-marketplace':
      return read['alreadyAdded'] === true ? 'It was there already.' : null
    case 'upgrade-marketplace': {
      const [first] = listIn(read, 'errors').map((error) => textIn(fields(error), 'message') ?? 'It failed.')
      if (first !== undefined) throw new CallError('not-upgraded', first)
      if (listIn(read, 'upgradedRoots').length === 0) return 'There was nothing newer.'
      const changed = listIn(read, 'changed').filter((one) => typeof one === 'string')
      return changed.length === 0 ? 'The newest state was fetched.' : `Fetched. ${changed.join(', ')}.`
    }
    case 'uninstall':
    case 'remove-marketplace':
      return null
    default:
      return act satisfies never
  }
}
