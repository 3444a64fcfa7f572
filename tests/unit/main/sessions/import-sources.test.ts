import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { homeOf, SessionHomes } from '../../../../main/sessions/homes'
import { ImportSources } from '../../../../main/sessions/import-sources'

describe('places to import from', () => {
  let root: string
  let userData: string
  let projects: Project[]
  const project = (n: number, sharedHome: string | null = null): Project => ({
    id: String(n).padStart(16, '0'),
    path: `/srv/p${n}`,
    name: `p${n}`,
    trust: 'unasked',
    source: 'unset',
    problem: null,
    branch: null,
    sharedHome,
    accountId: null,
  })
  const open = (environment: Record<string, string> = {}): ImportSources => {
    const find = (id: string): Project | null => projects.find((one) => one.id === id) ?? null
    return new ImportSources({
      homes: new SessionHomes({ userData, find, list: () => projects }),
      userData,
      homeFolder: join(root, 'me'),
      environment,
      projectName: (id) => find(id)?.name ?? '',
    })
  }
  const home = (path: string): string => {
    mkdirSync(join(path, 'sessions'), { recursive: true })
    return path
  }
  const first = (): string => projects[0]?.id ?? ''

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'deck-sources-')))
    userData = join(root, 'data')
    projects = [project(1), project(2)]
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('are the terminal’s home and the other projects’, as far as they exist', async () => {
    expect(await open().list(first())).toEqual([])
    home(join(root, 'me/.codex'))
    for (const one of projects) home(homeOf(userData, one).home)
    const sources = await open().list(first())
    expect(sources.map(({ label, kind }) => [label, kind])).toEqual([
      ['Codex in the terminal', 'home'],
      ['p2', 'home'],
    ])
  })

  it('include the CODEX_HOME that the app was started with, unless it is the app’s own', async () => {
    const other = home(join(root, 'elsewhere'))
    expect((await open({ CODEX_HOME: other }).list(first())).map(({ path }) => path)).toEqual([other])
    const own = home(join(userData, 'homes/projects/x'))
    expect(await open({ CODEX_HOME: own }).list(first())).toEqual([])
  })

  it('leave out the home that the project shares', async () => {
    projects = [project(1, home(join(root, 'me/.codex')))]
    expect(await open().list(first())).toEqual([])
  })

  it('name one place once, however it is reached', async () => {
    home(join(root, 'me/.codex'))
    symlinkSync(join(root, 'me/.codex'), join(root, 'link'))
    const sources = open({ CODEX_HOME: join(root, 'link') })
    expect(await sources.list(first())).toHaveLength(1)
  })

  it('can be picked: a home by what lies in it, any other folder to be searched', async () => {
    const sources = open()
    mkdirSync(join(root, 'plain'))
    const folder = await sources.pick(join(root, 'plain'))
    expect(folder.kind).toBe('folder')
    expect((await sources.pick(home(join(root, 'backup')))).kind).toBe('home')
    expect(sources.find(folder.id).path).toBe(join(root, 'plain'))
    await expect(sources.pick(join(root, 'nowhere'))).rejects.toThrow(/can't be opened/)
  })

  it('can’t be named by the page', () => {
    expect(() => open().find('0123456789abcdef')).toThrow(/Choose the folder again/)
  })
})
