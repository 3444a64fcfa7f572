// The room of extensions: builds its parts. Loaded when first asked for.
import type { PluginBrings } from '@contract/extensions'
import type { Backups } from '../config/backups'
import type { ConfigWrites } from '../config/config-writes'
import type { FileQueue } from '../config/file-queue'
import type { UndoStore } from '../config/undo-store'
import { AgentImport } from './agent-import'
import { fields, known, textIn } from './answers'
import { ConfigActs } from './config-acts'
import { HookTrust } from './hook-trust'
import { Memories } from './memories'
import type { ExtensionParts } from './parts'
import { pluginBrings } from './plugin-brings'
import { Prompts } from './prompts'
import { SkillFiles } from './skill-files'
import { SkillRoots } from './skill-roots'

export interface ExtensionWingParts extends ExtensionParts {
  /** Shared with the room of configuration, so that one Undo knows all. */
  backups: Backups
  undos: UndoStore
  queue: FileQueue
  writes: Pick<ConfigWrites, 'write'>
  userHome: string
}

export class ExtensionWing {
  readonly skillFiles: SkillFiles
  readonly skillRoots: SkillRoots
  readonly memories: Memories
  readonly agents: AgentImport
  readonly acts: ConfigActs
  readonly hookTrust: HookTrust
  readonly prompts: Prompts
  readonly #parts: ExtensionWingParts

  constructor(parts: ExtensionWingParts) {
    this.#parts = parts
    this.skillFiles = new SkillFiles(parts)
    this.skillRoots = new SkillRoots(parts)
    this.memories = new Memories(parts)
    this.agents = new AgentImport(parts)
    this.acts = new ConfigActs(parts)
    this.hookTrust = new HookTrust(parts)
    this.prompts = new Prompts(parts)
  }

  async pluginBrings(projectId: string, marketplacePath: string, pluginName: string): Promise<PluginBrings> {
    return pluginBrings(this.#parts, projectId, marketplacePath, pluginName)
  }

  /** Adds the marketplace folder that the person picks; null when the dialog is closed. Throws Codex's words. */
  async addMarketplaceFolder(projectId: string): Promise<{ marketplaceName: string; alreadyAdded: boolean } | null> {
    const project = known(this.#parts, projectId)
    const source = await this.#parts.pickFolder('marketplace')
    if (source === null) return null
    const work = (): Promise<unknown> => this.#parts.request(project, 'marketplace/add', { source })
    const answer = fields((await this.acts.around(project, work)).answer)
    return {
      marketplaceName: textIn(answer, 'marketplaceName') ?? '',
      alreadyAdded: answer['alreadyAdded'] === true,
    }
  }
}
