// Every CODEX_HOME that the app knows: its projects' own, removed projects' too, its accounts', and the person's. It looks
// at names, at config.toml and at whether a login lies there; it writes nothing and follows no link out of the app's folder.
import { createHash } from 'node:crypto'
import { lstat, readdir, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { HomeAccount, HomeEntry, HomeKind, HomesOverview, HomeUse } from '@contract/homes'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { accountHomePath, authHomePath, homeLayout, projectHomePath, projectHomesPath } from '../codex/home/layout'
import type { Environment } from '../codex/process/environment'
import { inParallel } from '../sessions/in-parallel'
import { readConfigFacts } from './config-facts'
import { terminalHomes } from './terminal-homes'
import { appHomesPath, trashVerdict } from './trash'

export interface InventoryParts {
  /** The app's data folder. */
  readonly userData: string
  /** The person's home folder. */
  readonly homeFolder: string
  /** The app's own environment. */
  readonly environment: Environment
  readonly projects: () => readonly Pick<Project, 'id' | 'path' | 'name' | 'sharedHome' | 'source'>[]
  /** Projects that were taken from the list; their homes are still there. */
  readonly removed: () => readonly { id: string; path: string; name: string }[]
  readonly accounts: () => readonly HomeAccount[]
  /** The account that a project with source `account` uses; null when there is none. */
  readonly accountOf: (projectId: string) => string | null
  /** Whether a server of this app runs in the home at this path. */
  readonly inUse: (home: string) => HomeUse
}

interface Found {
  kind: HomeKind
  path: string
  label: string
  accountId: string | null
}

export class HomeInventory {
  readonly #parts: InventoryParts

  constructor(parts: InventoryParts) {
    this.#parts = parts
  }

  /** Projects' homes first, in the order of the list, then accounts', then the person's own. */
  async list(): Promise<HomesOverview> {
    const { accounts, userData, homeFolder, projects } = this.#parts
    const data = await real(userData)
    const keep = [
      ...new Set([data, userData, await real(homeFolder), homeFolder, ...projects().map(({ path }) => path)]),
    ]
    const found = await this.#find(data)
    const homes = await inParallel(found, 8, (one) => this.#examine(one, data, keep))
    const order = projects().map(({ id }) => id)
    const rank = ({ kind, owner }: HomeEntry): number => {
      const place = owner?.projectId == null ? -1 : order.indexOf(owner.projectId)
      return kinds.indexOf(kind) * 1e6 + (place < 0 ? 1e5 : place)
    }
    return {
      homes: homes.toSorted((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label)),
      accounts: [...accounts()],
    }
  }

  /** The home behind an id, as it is now. Throws a CallError when there is none. */
  async find(homeId: string): Promise<HomeEntry> {
    const entry = (await this.list()).homes.find(({ id }) => id === homeId)
    if (!entry) throw new CallError('home-gone', 'This home is not there any more.')
    return entry
  }

  async #find(data: string): Promise<Found[]> {
    const { userData, homeFolder, environment, projects, accounts } = this.#parts
    const found: Found[] = []
    const add = (one: Found): void => {
      if (!found.some(({ path }) => path === one.path)) found.push(one)
    }
    for (const path of await foldersIn(projectHomesPath(data)))
      add({ kind: 'project', path, label: basename(path), accountId: null })

    const accountHomes = new Map(accounts().map((account) => [accountHomePath(data, account.id), account]))
    const places = [authHomePath(data), ...(await foldersIn(join(appHomesPath(data), 'accounts')))]
    for (const path of places) {
      const account = accountHomes.get(path)
      if (await isFolder(path))
        add({ kind: 'account', path, label: account?.name ?? 'No account', accountId: account?.id ?? null })
    }

    const outside = [
      ...terminalHomes({ homeFolder, userData, environment }).map((one) => ({ kind: 'terminal' as const, ...one })),
      ...projects().flatMap(({ sharedHome }) =>
        sharedHome === null ? [] : [{ kind: 'shared' as const, path: sharedHome, label: basename(sharedHome) }],
      ),
    ]
    for (const { kind, path, label } of outside) {
      const folder = await realpath(path).catch(() => null)
      if (folder !== null && (await isFolder(folder))) add({ kind, path: folder, label, accountId: null })
    }
    return found
  }

  async #examine({ kind, path, label, accountId }: Found, data: string, keep: readonly string[]): Promise<HomeEntry> {
    const { projects, accounts, accountOf, inUse } = this.#parts
    const config = await readConfigFacts(path)
    const owner = kind === 'project' ? this.#owner(path, data, config.folders) : null
    const users = projects().filter(({ id, sharedHome }) =>
      sharedHome === null ? kind === 'project' && owner?.projectId === id : sharedHome === path,
    )
    const used = users.find(({ source, sharedHome }) => source === 'account' && sharedHome === null)
    const accountHere = accountId ?? (used ? accountOf(used.id) : null)
    const account = accounts().find(({ id }) => id === accountHere)
    const entry = {
      id: homeIdOf(path),
      path,
      kind,
      label: owner?.name ?? label,
      owner,
      users: users.map(({ id, name }) => ({ projectId: id, name })),
      account: account ? { id: account.id, name: account.name } : null,
      use: inUse(path),
      hasConfig: config.hasConfig,
      configProblem: config.problem,
      hasLoginFile: await isThere(homeLayout(path).auth),
      loginStore: config.loginStore,
    }
    const facts = { entry, keep, appHomes: appHomesPath(data), signedIn: account?.signedIn ?? false }
    return { ...entry, trash: trashVerdict(facts) }
  }

  /** Whose home this is: the hash in its name tells for each folder that is known, by the lists or by the home's own trust. */
  #owner(path: string, data: string, folders: readonly string[]): HomeEntry['owner'] {
    const { userData } = this.#parts
    const isIts = (folder: string): boolean =>
      path === projectHomePath(data, folder) || path === projectHomePath(userData, folder)
    const listed = this.#parts.projects().find((project) => isIts(project.path))
    if (listed) return { projectId: listed.id, name: listed.name, path: listed.path, inList: true }
    const removed = this.#parts.removed().find((project) => isIts(project.path))
    if (removed) return { projectId: removed.id, name: removed.name, path: removed.path, inList: false }
    const folder = folders.find(isIts)
    return folder === undefined
      ? null
      : { projectId: null, name: basename(folder) || folder, path: folder, inList: false }
  }
}

const kinds: readonly HomeKind[] = ['project', 'account', 'terminal', 'shared']

/** The id that stands for a home at this real path. */
export function homeIdOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16)
}

/** The real folders in a folder, links to folders left out; none when it isn't there. */
async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  return entries.flatMap((entry) => (entry.isDirectory() ? [join(path, entry.name)] : []))
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}

function isFolder(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
