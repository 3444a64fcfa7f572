import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HomeEvent } from '@contract/homes'
import type { Project } from '@contract/model'
import { accountHomePath, projectHomePath } from '../../../../main/codex/home/layout'
import { Homes } from '../../../../main/homes/homes'
import { sampleProject } from '../../../support/sample-project'

describe('the calls about homes', () => {
  let root: string
  let events: HomeEvent[]
  let told: () => void
  const reveal = vi.fn<(path: string) => void>()
  const trashItem = vi.fn<(path: string) => Promise<void>>()

  const put = (path: string, content = 'x'): void => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  const own = (): string => projectHomePath(join(root, 'data'), join(root, 'project'))
  const open = (): Homes => {
    const project: Project = sampleProject({ id: 'aaaaaaaaaaaaaaaa', path: join(root, 'project'), name: 'project' })
    return new Homes({
      userData: join(root, 'data'),
      homeFolder: join(root, 'me'),
      environment: { OPENAI_API_KEY: 'sk-canary-1234' },
      projects: () => [project],
      removed: () => [],
      accounts: () => [{ id: 'main', name: 'me', signedIn: true, rotates: false }],
      accountOf: () => 'main',
      inUse: () => 'no',
      letGo: () => Promise.resolve(),
      confirmOwn: () => Promise.resolve(true),
      trashItem,
      reveal,
      givenVariables: () => [],
      push: (event) => {
        events.push(event)
        told()
      },
    })
  }
  const sizes = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const finished = (): number => events.filter(({ size }) => size.state !== 'counting').length
      told = () => void (finished() >= count && resolve())
      told()
    })
  const idOf = async (homes: Homes, kind: string): Promise<string> => {
    const { homes: all } = await homes.list()
    homes.leave()
    return all.find((home) => home.kind === kind)?.id ?? ''
  }

  beforeEach(() => {
    const cache = join(homedir(), '.cache', 'codex-deck-tests')
    mkdirSync(cache, { recursive: true })
    root = realpathSync(mkdtempSync(join(cache, 'home-')))
    events = []
    told = () => undefined
    mkdirSync(join(root, 'project'))
    put(join(own(), 'config.toml'), 'cli_auth_credentials_store = "ephemeral"\n')
    put(join(root, 'me/.codex/AGENTS.md'), 'Be brief.')
    put(
      join(
        root,
        'me/.codex/sessions/2026/01/02/rollout-2026-01-02T03-04-05-0199c0de-0000-7000-8000-000000000001.jsonl',
      ),
    )
    put(join(accountHomePath(join(root, 'data'), 'main'), 'auth.json'), '{"OPENAI_API_KEY":"canary"}')
    reveal.mockReset()
    trashItem.mockReset().mockResolvedValue(undefined)
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('list at once and count behind', async () => {
    const { homes, accounts } = await open().list()
    expect(homes.map(({ kind }) => kind)).toEqual(['project', 'account', 'terminal'])
    expect(accounts).toHaveLength(1)
    await sizes(3)
    const counted = new Map(events.map(({ size }) => [size.homeId, size]))
    expect(homes.map(({ id }) => counted.get(id)?.sessions)).toEqual([0, 0, 1])
    expect(homes.every(({ id }) => (counted.get(id)?.bytes ?? 0) > 0)).toBe(true)
  })

  it('count no further once nobody looks', async () => {
    const homes = open()
    await homes.list()
    homes.leave()
    await homes.list()
    await sizes(3)
    // The first count was given up: each home was told of once.
    expect(events.filter(({ size }) => size.state === 'whole')).toHaveLength(3)
  })

  it('show a home by its id and never what the page names', async () => {
    const homes = open()
    await homes.reveal(await idOf(homes, 'terminal'))
    expect(reveal).toHaveBeenCalledExactlyOnceWith(join(root, 'me/.codex'))
    await expect(homes.reveal('/etc/passwd')).rejects.toThrow(/not there any more/)
  })

  it('make a terminal’s home of a project’s', async () => {
    const homes = open()
    const choice = { accountId: 'main', auth: 'require', mcpCredentials: 'skip-missing', replace: false } as const
    const report = await homes.makeTerminalReady({ homeId: await idOf(homes, 'project'), ...choice })
    expect(report).toMatchObject({ copied: ['auth.json'], missing: ['.credentials.json'], storeBefore: 'ephemeral' })
    expect(JSON.stringify(report)).not.toContain('canary')
    expect(readFileSync(join(own(), 'auth.json'), 'utf8')).toContain('canary')
    const account = await idOf(homes, 'account')
    await expect(homes.makeTerminalReady({ homeId: account, ...choice })).rejects.toThrow(/owns a login already/)
    const homeId = await idOf(homes, 'project')
    await expect(homes.makeTerminalReady({ homeId, ...choice, accountId: '../../x' })).rejects.toThrow(/no longer/)
  })

  it('furnish a project’s home from another, but never from an account’s', async () => {
    const homes = open()
    const report = await homes.createFromTemplate('aaaaaaaaaaaaaaaa', await idOf(homes, 'terminal'), ['instructions'])
    expect(report.copied).toEqual(['AGENTS.md'])
    const account = await idOf(homes, 'account')
    await expect(homes.createFromTemplate('aaaaaaaaaaaaaaaa', account, ['config'])).rejects.toThrow(/nothing to copy/)
    await expect(homes.createFromTemplate('bbbbbbbbbbbbbbbb', account, ['config'])).rejects.toThrow(/no longer/)
  })

  it('trash a project’s home and keep the one that is signed in', async () => {
    const homes = open()
    expect(await homes.trash(await idOf(homes, 'project'))).toBe(true)
    expect(trashItem).toHaveBeenCalledExactlyOnceWith(own())
    await expect(homes.trash(await idOf(homes, 'account'))).rejects.toThrow(/Sign out first/)
  })

  it('tell the environment without its secrets', () => {
    expect(JSON.stringify(open().environment())).not.toContain('canary')
  })
})
