// Plugins and marketplaces with the real Codex, offline: what a plugin brings is seen before it is installed.
import { existsSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extensionActSchema } from '@contract/extensions'
import { readPlugins } from '../../../renderer/stores/config/plugins-words'
import { serveRepository, type ServedRepository } from '../../support/git-http'
import { openExtensionStage, type ExtensionStage } from '../../support/extension-stage'

const config =
  '# mine\r\n[features]\r\nplugins = true\r\nremote_plugin = false\r\n\r\n[analytics]\r\nenabled = false\r\n'

let stage: ExtensionStage
let manifest: string
const id = () => stage.project.id

beforeAll(async () => {
  stage = await openExtensionStage({ config })
  const market = join(stage.home.root, 'market')
  manifest = stage.put(
    join(market, '.agents', 'plugins', 'marketplace.json'),
    JSON.stringify({
      name: 'mym',
      plugins: ['demo', 'odd'].map((name) => ({
        name,
        source: `./plugins/${name}`,
        policy: { installation: 'AVAILABLE', authentication: 'ON_USE' },
      })),
    }),
  )
  const demo = join(market, 'plugins', 'demo')
  stage.put(
    join(demo, '.codex-plugin', 'plugin.json'),
    JSON.stringify({
      name: 'demo',
      version: '1.0.0',
      description: 'A demo',
      skills: './skills/',
      mcpServers: './.mcp.json',
      hooks: './hooks/hooks.json',
    }),
  )
  stage.put(
    join(demo, '.mcp.json'),
    JSON.stringify({
      mcpServers: {
        pm: { command: 'node', args: ['server.js', '--all'], env: { TOKEN: 'very secret' } },
        web: { url: 'http://127.0.0.1:1/mcp' },
      },
    }),
  )
  stage.put(
    join(demo, 'hooks', 'hooks.json'),
    JSON.stringify({ hooks: { Stop: [{ hooks: [{ type: 'command', command: 'echo done' }] }] } }),
  )
  stage.put(join(demo, 'skills', 'greet', 'SKILL.md'), '---\nname: greet\ndescription: Greets\n---\nHello.\n')
  const odd = join(market, 'plugins', 'odd')
  stage.put(
    join(odd, '.codex-plugin', 'plugin.json'),
    JSON.stringify({ name: 'odd', version: '1.0.0', description: 'Odd', mcpServers: './link.json' }),
  )
  symlinkSync(
    stage.put(join(stage.userHome, 'private.json'), '{"mcpServers":{"x":{"command":"private"}}}'),
    join(odd, 'link.json'),
  )
  stage.answers.folder = market
})
afterAll(() => stage.end())

describe('plugins', () => {
  it('come from a folder that was picked natively', async () => {
    expect(await stage.wing.addMarketplaceFolder(id())).toEqual({ marketplaceName: 'mym', alreadyAdded: false })
    expect(stage.config().startsWith(config)).toBe(true)
    expect(await stage.wing.addMarketplaceFolder(id())).toMatchObject({ alreadyAdded: true })
    stage.answers.folder = null
    expect(await stage.wing.addMarketplaceFolder(id())).toBeNull()
  })

  it('say what they would start before they are installed, without the values of variables', async () => {
    const brings = await stage.wing.pluginBrings(id(), manifest, 'demo')
    expect(brings).toEqual({
      servers: [
        { name: 'pm', command: 'node', args: ['server.js', '--all'], url: null, env: ['TOKEN'] },
        { name: 'web', command: null, args: [], url: 'http://127.0.0.1:1/mcp', env: [] },
      ],
      hooks: [{ event: 'Stop', command: 'echo done' }],
      readable: true,
      problem: null,
    })
    expect(JSON.stringify(brings)).not.toContain('very secret')
  })

  it('that lead out of their folder are not followed', async () => {
    const brings = await stage.wing.pluginBrings(id(), manifest, 'odd')
    expect(JSON.stringify(brings)).not.toContain('private"')
    expect(brings.problem).toMatch(/link\.json: It leads out of the plugin’s folder/)
  })

  it('are not installed when the person says no natively to what they start', async () => {
    stage.answers.agree = false
    const report = await stage.wing.acts.act(id(), { kind: 'install', marketplacePath: manifest, pluginName: 'demo' })
    stage.answers.agree = true
    expect(report).toEqual({ declined: true, undoId: null, note: null })
    expect(stage.questions.at(-1)).toContain('pm: node server.js --all')
    expect(stage.questions.at(-1)).not.toContain('very secret')
    expect(existsSync(join(stage.home.codexHome, 'plugins', 'cache', 'mym'))).toBe(false)
  })

  it('are installed and uninstalled, and the rest of config.toml keeps its bytes', async () => {
    const report = await stage.wing.acts.act(id(), { kind: 'install', marketplacePath: manifest, pluginName: 'demo' })
    expect(report.note).toBeNull()
    expect(stage.config().startsWith(config)).toBe(true)
    expect(existsSync(join(stage.home.codexHome, 'plugins', 'cache', 'mym', 'demo', '1.0.0'))).toBe(true)
    const { data } = await stage.codex.request('skills/list', { cwds: [stage.project.path], forceReload: true })
    expect(data[0]?.skills.find(({ pluginId }) => pluginId === 'demo@mym')?.name).toBe('demo:greet')
    const hooks = await stage.codex.request('hooks/list', { cwds: [stage.project.path] })
    expect(hooks.data[0]?.hooks[0]).toMatchObject({ source: 'plugin', pluginId: 'demo@mym', trustStatus: 'untrusted' })
    await stage.wing.acts.act(id(), { kind: 'uninstall', pluginId: 'demo@mym' })
    const { marketplaces } = readPlugins(
      await stage.codex.connection.requestRaw('plugin/list', {
        cwds: [stage.project.path],
        marketplaceKinds: ['local'],
      }),
    )
    expect(marketplaces[0]?.plugins.find(({ name }) => name === 'demo')?.installed).toBe(false)
  })

  it('fail in Codex’s words', async () => {
    await expect(stage.wing.acts.act(id(), { kind: 'upgrade-marketplace', name: 'mym' })).rejects.toThrow(
      /not configured as a Git marketplace/,
    )
    await expect(
      stage.wing.acts.act(id(), { kind: 'install', marketplacePath: manifest, pluginName: 'none' }),
    ).rejects.toThrow(/none/)
    await stage.wing.acts.act(id(), { kind: 'remove-marketplace', name: 'mym' })
    await expect(stage.wing.acts.act(id(), { kind: 'remove-marketplace', name: 'mym' })).rejects.toThrow(
      /not configured or installed/,
    )
  })

  it('come from a git address on this machine after a native yes, are upgraded from there, and go again', async () => {
    const plugin = (version: string, extra: Record<string, string> = {}): Record<string, string> => ({
      '.agents/plugins/marketplace.json': JSON.stringify({
        name: 'team',
        plugins: [{ name: 'tool', source: './tool', policy: { installation: 'AVAILABLE', authentication: 'ON_USE' } }],
      }),
      'tool/.codex-plugin/plugin.json': JSON.stringify({
        name: 'tool',
        version,
        description: `Version ${version}`,
        skills: './skills/',
      }),
      'tool/skills/work/SKILL.md': '---\nname: work\ndescription: Works\n---\nWork.\n',
      ...extra,
    })
    const served: ServedRepository = await serveRepository(join(stage.home.root, 'served'), plugin('1.0.0'))
    const before = stage.config()
    const add = { kind: 'add-marketplace', source: served.url, refName: null } as const
    const list = async () =>
      readPlugins(
        await stage.codex.connection.requestRaw('plugin/list', {
          cwds: [stage.project.path],
          marketplaceKinds: ['local'],
          forceRefetch: true,
        }),
      ).marketplaces.find(({ name }) => name === 'team')
    const installed = (): string[] => readdirSync(join(stage.home.codexHome, 'plugins', 'cache', 'team', 'tool'))
    try {
      stage.answers.agree = false
      expect((await stage.wing.acts.act(id(), add)).declined).toBe(true)
      expect(stage.questions.at(-1)).toContain(`git clones ${served.url}`)
      expect(stage.config()).toBe(before)
      stage.answers.agree = true
      expect(await stage.wing.acts.act(id(), add)).toMatchObject({ declined: false, note: null })
      expect(stage.config()).toContain('source_type = "git"')
      const market = await list()
      expect(market?.plugins).toMatchObject([{ name: 'tool', installed: false }])
      await stage.wing.acts.act(id(), {
        kind: 'install',
        marketplacePath: market?.path ?? '',
        pluginName: 'tool',
      })
      expect(installed()).toEqual(['1.0.0'])

      const upgrade = { kind: 'upgrade-marketplace', name: 'team' } as const
      stage.answers.agree = false
      expect((await stage.wing.acts.act(id(), upgrade)).declined).toBe(true)
      expect(stage.questions.at(-1)).toContain('takes the place of these installed plugins')
      stage.answers.agree = true
      // The first one always fetches: Codex has not written down yet what it has.
      await stage.wing.acts.act(id(), upgrade)
      expect((await stage.wing.acts.act(id(), upgrade)).note).toBe('There was nothing newer.')
      served.commit(
        plugin('2.0.0', { 'tool/skills/more/SKILL.md': '---\nname: more\ndescription: More\n---\nMore.\n' }),
      )
      expect((await stage.wing.acts.act(id(), upgrade)).note).toBe('Fetched. tool: 1.0.0 → 2.0.0.')
      expect(installed()).toEqual(['2.0.0'])

      await expect(stage.wing.acts.act(id(), { ...add, refName: 'no-such-branch' })).rejects.toThrow(/no-such-branch/)
      expect(installed()).toEqual(['2.0.0'])
      await stage.wing.acts.act(id(), { kind: 'remove-marketplace', name: 'team' })
      expect(await list()).toBeUndefined()
      expect(stage.config()).not.toContain('marketplaces.team')
    } finally {
      await served.close()
    }
    await expect(stage.wing.acts.act(id(), add)).rejects.toThrow(/repository\.git|git/)
  })

  it('are added from addresses that git can clone, and from nothing else', () => {
    const takes = (source: string): boolean =>
      extensionActSchema.safeParse({ kind: 'add-marketplace', source, refName: null }).success
    for (const source of ['https://host/x.git', 'ssh://git@host/x', 'git@host:owner/x.git', 'owner/name'])
      expect(takes(source)).toBe(true)
    for (const source of [
      '/etc',
      './x',
      '../x/y',
      '--upload-pack=x',
      '-x/y',
      'file:///etc',
      'ext::sh -c x',
      'a b/c',
      'https://h/ x',
      'C:\\x',
      '',
    ])
      expect(takes(source), source).toBe(false)
  })
})
