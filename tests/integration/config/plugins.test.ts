// Plugins and marketplaces with the real Codex, offline: what a plugin brings is seen before it is installed.
import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extensionActSchema } from '@contract/extensions'
import { readPlugins } from '../../../renderer/stores/config/plugins-words'
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
