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
import { changesOf, keepFiles, type WatchedFilesParts } from './watched-files'

export interface ConfigActsParts
  extends Pick<ExtensionParts, 'find' | 'homeOf' | 'request'>, Pick<WatchedFilesParts, 'undos'> {
  queue: Pick<FileQueue, 'run'>
}

export class ConfigActs {
  readonly #parts: ConfigActsParts

  constructor(parts: ConfigActsParts) {
    this.#parts = parts
  }

  /** Carries out one act on the project's home. */
  async act(projectId: string, act: ExtensionAct): Promise<ActReport> {
    const project = known(this.#parts, projectId)
    const { undoId, answer } = await this.around(project, () => this.#ask(project, act))
    return { undoId, note: noteOf(act, answer) }
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

  async #ask(project: Project, act: ExtensionAct): Promise<unknown> {
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
      case 'upgrade-marketplace':
        return request(project, 'marketplace/upgrade', { marketplaceName: act.name })
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
      return listIn(read, 'upgradedRoots').length === 0 ? 'There was nothing newer.' : null
    }
    case 'uninstall':
    case 'remove-marketplace':
      return null
    default:
      return act satisfies never
  }
}
