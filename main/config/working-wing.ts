// The room of rules, profiles, providers, local models and instructions: builds its parts on those of the configuration. Loaded
// when first asked for.
import { join } from 'node:path'
import type { LocalModels } from '@contract/workings'
import type { ConfigWing, ConfigWingParts } from './config-wing'
import { Instructions } from './instructions'
import { findLocalModels } from './local-models'
import { ModelCatalog } from './model-traits'
import { Profiles, type ProfilesParts } from './profiles'
import { Providers, type ProvidersParts } from './providers'
import { Rules } from './rules'

export interface WorkingWingParts extends Pick<
  ConfigWingParts,
  'userData' | 'environment' | 'codex' | 'projects' | 'homeOf' | 'request'
> {
  files: ConfigWing['files']
  /** Which profile new chats are begun with. */
  choice: ProfilesParts['choice']
  environmentOf: ProvidersParts['environmentOf']
  accountKeysOf: ProvidersParts['accountKeysOf']
  clientVersion: string
  ledgerDir: string
  /** The folder that the person picked natively, or null. */
  pickFolder: () => Promise<string | null>
}

export class WorkingWing {
  readonly rules: Rules
  readonly profiles: Profiles
  readonly providers: Providers
  readonly catalog: ModelCatalog
  readonly instructions: Instructions
  readonly pickFolder: () => Promise<string | null>

  constructor(parts: WorkingWingParts) {
    const { userData, environment, codex, homeOf, request, files, choice } = parts
    const find = (projectId: string) => parts.projects().find(({ id }) => id === projectId) ?? null
    this.rules = new Rules({ find, homeOf, files, codex, environment, scratch: join(userData, 'rule-trials') })
    this.profiles = new Profiles({ find, homeOf, files, choice })
    this.providers = new Providers({
      find,
      request,
      codex,
      environment,
      environmentOf: parts.environmentOf,
      accountKeysOf: parts.accountKeysOf,
      clientVersion: parts.clientVersion,
      ledgerDir: parts.ledgerDir,
      scratch: join(userData, 'provider-trials'),
    })
    this.catalog = new ModelCatalog({ find, request, codex, environment, scratch: join(userData, 'model-catalog') })
    this.pickFolder = parts.pickFolder
    this.instructions = new Instructions({ find, homeOf, request })
  }

  localModels(): Promise<LocalModels[]> {
    return findLocalModels()
  }
}
