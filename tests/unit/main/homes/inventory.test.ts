import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HomeAccount, HomeEntry, HomeUse } from '@contract/homes'
import { accountHomePath, projectHomePath } from '../../../../main/codex/home/layout'
import { HomeInventory, type InventoryParts } from '../../../../main/homes/inventory'

type ProjectFacts = ReturnType<InventoryParts['projects']>[number]

describe('the homes that the app knows', () => {
  let root: string
  let userData: string
  let projects: ProjectFacts[]
  let removed: { id: string; path: string; name: string }[]
  let accounts: HomeAccount[]
  let environment: Record<string, string>
  let inUse: (home: string) => HomeUse

  const project = (name: string, sharedHome: string | null = null, source: ProjectFacts['source'] = 'account') => ({
    id: `id-${name}`,
    path: `/srv/${name}`,
    name,
    sharedHome,
    source,
  })
  const account = (id: string, signedIn = true): HomeAccount => ({
    id,
    name: `${id}@example.com`,
    signedIn,
    rotates: true,
  })
  const put = (path: string, content = ''): void => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  const inventory = (): HomeInventory =>
    new HomeInventory({
      userData,
      homeFolder: join(root, 'me'),
      environment,
      projects: () => projects,
      removed: () => removed,
      accounts: () => accounts,
      accountOf: (id) => (id === 'id-b' ? 'work' : 'main'),
      inUse: (home) => inUse(home),
    })
  const list = async (): Promise<HomeEntry[]> => (await inventory().list()).homes
  const homeFor = (path: string): string => projectHomePath(userData, path)

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'deck-homes-')))
    userData = join(root, 'data')
    mkdirSync(join(root, 'me'), { recursive: true })
    projects = [project('b'), project('a')]
    removed = [{ id: 'id-old', path: '/srv/old', name: 'old' }]
    accounts = [account('main'), account('work', false)]
    environment = {}
    inUse = () => 'no'
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('are none before anything was made', async () => {
    expect(await list()).toEqual([])
  })

  it('are the projects’ in the list’s order, then removed ones’, accounts’ and the person’s own', async () => {
    for (const path of ['/srv/a', '/srv/b', '/srv/old']) put(join(homeFor(path), 'config.toml'))
    for (const { id } of accounts) put(join(accountHomePath(userData, id), 'config.toml'))
    put(join(root, 'me/.codex/config.toml'))
    expect((await list()).map(({ kind, label, account: uses }) => [kind, label, uses?.id ?? null])).toEqual([
      ['project', 'b', 'work'],
      ['project', 'a', 'main'],
      ['project', 'old', null],
      ['account', 'main@example.com', 'main'],
      ['account', 'work@example.com', 'work'],
      ['terminal', 'Codex in the terminal', null],
    ])
  })

  it('tell whose they are also when the lists have forgotten: by the trust in their own configuration', async () => {
    put(
      join(homeFor('/gone/long ago'), 'config.toml'),
      '[projects."/other"]\n[projects."/gone/long ago"]\ntrust_level = "trusted"\n',
    )
    put(join(userData, 'homes/projects/stray-00000000/x'))
    const homes = await list()
    expect(homes.map(({ owner }) => owner)).toContainEqual({
      projectId: null,
      name: 'long ago',
      path: '/gone/long ago',
      inList: false,
    })
    expect(homes.find(({ owner }) => owner === null)?.label).toBe('stray-00000000')
  })

  it('tell what is wrong with a configuration, and where a login is looked for', async () => {
    put(join(homeFor('/srv/a'), 'config.toml'), 'model = \n')
    put(join(homeFor('/srv/b'), 'config.toml'), 'cli_auth_credentials_store = "ephemeral"\n')
    put(join(homeFor('/srv/b'), 'auth.json'), '{}')
    const [b, a] = await list()
    expect(a?.configProblem).toMatch(/not valid TOML at line 1/)
    expect(b).toMatchObject({ configProblem: null, loginStore: 'ephemeral', hasLoginFile: true })
    expect(a).toMatchObject({ loginStore: 'file', hasLoginFile: false })
  })

  it('tell who uses a shared one, and that the project’s own is not in use', async () => {
    put(join(root, 'me/.codex/config.toml'))
    put(join(root, 'elsewhere/config.toml'))
    projects = [project('a', join(root, 'me/.codex')), project('b', join(root, 'elsewhere'))]
    put(join(homeFor('/srv/a'), 'config.toml'))
    const homes = await list()
    expect(
      homes.map(({ kind, label, users, account: uses }) => [kind, label, users.map(({ name }) => name), uses]),
    ).toEqual([
      ['project', 'a', [], null],
      ['terminal', 'Codex in the terminal', ['a'], null],
      ['shared', 'elsewhere', ['b'], null],
    ])
    expect(homes[1]?.trash).toMatchObject({ allowed: false })
  })

  it('follow no link within the app’s folder, and name a linked home of the person by its real place', async () => {
    put(join(root, 'outside/config.toml'))
    mkdirSync(join(userData, 'homes/projects'), { recursive: true })
    symlinkSync(join(root, 'outside'), homeFor('/srv/a'))
    symlinkSync(join(root, 'outside'), accountHomePath(userData, 'main'))
    symlinkSync(join(root, 'outside'), join(root, 'me/.codex'))
    expect((await list()).map(({ kind, path }) => [kind, path])).toEqual([['terminal', join(root, 'outside')]])
  })

  it('include the CODEX_HOME that the app was started with, but never twice or its own', async () => {
    put(join(root, 'me/.codex/config.toml'))
    put(join(root, 'set/config.toml'))
    environment = { CODEX_HOME: join(root, 'set') }
    expect((await list()).map(({ path }) => path)).toEqual([join(root, 'set'), join(root, 'me/.codex')].toSorted())
    environment = { CODEX_HOME: join(root, 'me/.codex') }
    expect(await list()).toHaveLength(1)
    put(join(homeFor('/srv/a'), 'config.toml'))
    environment = { CODEX_HOME: homeFor('/srv/a') }
    expect((await list()).map(({ kind }) => kind)).toEqual(['project', 'terminal'])
  })

  it('are found by ids that the page got, and by nothing else', async () => {
    put(join(homeFor('/srv/a'), 'config.toml'))
    const [a] = await list()
    expect((await inventory().find(a?.id ?? '')).path).toBe(homeFor('/srv/a'))
    await expect(inventory().find('0123456789abcdef')).rejects.toThrow(/not there any more/)
    rmSync(homeFor('/srv/a'), { recursive: true })
    await expect(inventory().find(a?.id ?? '')).rejects.toThrow(/not there any more/)
  })

  it('may go to the trash or not as they are now', async () => {
    put(join(homeFor('/srv/a'), 'config.toml'))
    put(join(accountHomePath(userData, 'main'), 'config.toml'))
    inUse = (home) => (home === homeFor('/srv/a') ? 'busy' : 'no')
    expect((await list()).map(({ trash }) => trash.allowed)).toEqual([false, false])
    inUse = () => 'no'
    accounts = [account('main', false)]
    expect((await list()).map(({ trash }) => trash.allowed)).toEqual([true, true])
  })
})
