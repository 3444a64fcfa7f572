// What the calls about homes do: one method each, over the parts of this room. Counting sizes is the only thing that goes on
// by itself, and it ends when nobody looks. Knows no Electron; what asks, shows and trashes is handed in.
import type {
  EnvironmentReport,
  HomeEvent,
  HomesOverview,
  TemplatePart,
  TemplateReport,
  TerminalReport,
} from '@contract/homes'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { accountHomePath } from '../codex/home/layout'
import { describeEnvironment } from './environment'
import { HomeInventory, type InventoryParts } from './inventory'
import { measureHome } from './measure'
import { applyTemplate } from './template'
import { makeTerminalReady } from './terminal-login'
import { moveToTrash, type TrashActs } from './trash'

export interface HomesParts extends InventoryParts, TrashActs {
  readonly projects: () => readonly Project[]
  readonly push: (event: HomeEvent) => void
  /** Shows a folder in the file manager. */
  readonly reveal: (path: string) => void
  /** Names of variables that the app sets for some project, from the keychain. */
  readonly givenVariables: () => readonly string[]
  /** The text of auth.json of an account whose login is in the system's keyring; without it such a login can't be copied. */
  readonly keptLogin?: (accountId: string) => Promise<string | null>
}

export interface TerminalChoice {
  homeId: string
  accountId: string
  auth: 'require' | 'skip-missing'
  mcpCredentials: 'require' | 'skip-missing' | 'leave-out'
  replace: boolean
}

export class Homes {
  readonly #parts: HomesParts
  readonly #inventory: HomeInventory
  #counting: AbortController | null = null

  constructor(parts: HomesParts) {
    this.#parts = parts
    this.#inventory = new HomeInventory(parts)
  }

  /** The homes; their sizes follow as events, one home after the other. */
  async list(): Promise<HomesOverview> {
    this.leave()
    const counting = new AbortController()
    this.#counting = counting
    const overview = await this.#inventory.list()
    const places = overview.homes.map(({ id, path }) => ({ id, path }))
    void this.#count(places, counting.signal)
    return overview
  }

  /** Nobody looks any more: ends the counting. */
  leave(): void {
    this.#counting?.abort()
    this.#counting = null
  }

  async reveal(homeId: string): Promise<null> {
    this.#parts.reveal((await this.#inventory.find(homeId)).path)
    return null
  }

  async createFromTemplate(projectId: string, templateId: string, parts: TemplatePart[]): Promise<TemplateReport> {
    const project = this.#parts.projects().find(({ id }) => id === projectId)
    if (!project) throw new CallError('unknown-project', 'This project is no longer in the list.')
    const template = await this.#inventory.find(templateId)
    if (template.kind === 'account')
      throw new CallError('no-template', 'The home of an account holds a login and nothing to copy.')
    return applyTemplate({ userData: this.#parts.userData, project, template: template.path, parts })
  }

  async makeTerminalReady({ homeId, accountId, ...choice }: TerminalChoice): Promise<TerminalReport> {
    const { accounts, userData, keptLogin } = this.#parts
    const home = await this.#inventory.find(homeId)
    if (home.kind === 'account')
      throw new CallError('account-home', 'This home owns a login already. Choose the home of a project, or your own.')
    const account = accounts().find(({ id }) => id === accountId)
    if (!account) throw new CallError('unknown-account', 'This account is no longer in the list.')
    return makeTerminalReady({
      ...choice,
      accountHome: accountHomePath(userData, accountId),
      home: home.path,
      ...(keptLogin ? { keptLogin: () => keptLogin(accountId) } : {}),
    })
  }

  async trash(homeId: string): Promise<boolean> {
    return moveToTrash(await this.#inventory.find(homeId), this.#parts)
  }

  environment(): EnvironmentReport {
    const { environment, givenVariables } = this.#parts
    return describeEnvironment({ base: environment, given: givenVariables() })
  }

  async #count(places: readonly { id: string; path: string }[], signal: AbortSignal): Promise<void> {
    for (const { id: homeId, path } of places) {
      try {
        const tell = (size: Awaited<ReturnType<typeof measureHome>>): void =>
          this.#parts.push({ type: 'home-size', size: { homeId, ...size } })
        tell(await measureHome(path, { signal, onProgress: tell }))
      } catch {
        // Stopped: whoever asks next begins anew. Nothing else rejects.
        if (signal.aborted) return
        this.#parts.push({ type: 'home-size', size: { homeId, bytes: 0, files: 0, sessions: 0, state: 'partial' } })
      }
    }
  }
}
