import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Project } from '@contract/model'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pluginBrings } from '../../../../main/extensions/plugin-brings'

let root: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'deck-plugin-')))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const project = { id: '0123456789abcdef', path: '/work' } as Project
const put = (path: string, content: unknown): void => {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
}
const brings = (plugin: object) =>
  pluginBrings(
    { find: () => project, homeOf: () => join(root, 'home'), request: () => Promise.resolve({ plugin }) },
    project.id,
    '/m',
    'demo',
  )
const offered = (more: object = {}) => ({
  marketplaceName: 'mym',
  mcpServers: [],
  summary: {
    name: 'demo',
    source: { type: 'local', path: join(root, 'demo') },
    installed: false,
    localVersion: '1.0.0',
    ...more,
  },
})

describe('what a plugin brings', () => {
  it('is found under its usual names when the manifest has none', async () => {
    put('demo/.codex-plugin/plugin.json', { name: 'demo' })
    put('demo/.mcp.json', { mcpServers: { a: { command: 'run' } } })
    put('demo/hooks/hooks.json', { hooks: { Stop: [{ hooks: [{ command: 'echo' }] }] } })
    expect(await brings(offered())).toMatchObject({
      servers: [{ name: 'a', command: 'run' }],
      hooks: [{ event: 'Stop', command: 'echo' }],
      problem: null,
    })
  })

  it('may stand in the manifest itself', async () => {
    put('demo/.codex-plugin/plugin.json', { mcpServers: { b: { url: 'http://127.0.0.1:1' } } })
    expect((await brings(offered())).servers).toMatchObject([{ name: 'b', url: 'http://127.0.0.1:1', command: null }])
  })

  it('names servers that Codex knows of and no file explains', async () => {
    put('demo/.codex-plugin/plugin.json', {})
    expect((await brings({ ...offered(), mcpServers: ['ghost'] })).servers).toEqual([
      { name: 'ghost', command: null, args: [], url: null, env: [] },
    ])
  })

  it('is what runs: Codex’s own copy, once it is installed', async () => {
    put('demo/.codex-plugin/plugin.json', { mcpServers: { x: { command: 'new' } } })
    put('home/plugins/cache/mym/demo/1.0.0/.codex-plugin/plugin.json', { mcpServers: { x: { command: 'old' } } })
    expect((await brings(offered({ installed: true }))).servers[0]?.command).toBe('old')
    expect((await brings(offered({ installed: true, localVersion: '../../../..' }))).servers[0]?.command).toBe('new')
  })

  it('can’t be told of one that is fetched', async () => {
    expect(await brings(offered({ source: { type: 'git', url: 'https://x/y' } }))).toEqual({
      servers: [],
      hooks: [],
      readable: false,
      problem: null,
    })
  })

  it('says what could not be read', async () => {
    put('demo/.codex-plugin/plugin.json', { mcpServers: '../../etc/passwd', hooks: './hooks.json' })
    put('demo/hooks.json', '{ broken')
    const { problem, servers } = await brings(offered())
    expect(servers).toEqual([])
    expect(problem).toMatch(/passwd: /)
    expect(problem).toMatch(/hooks\.json: It is no JSON/)
  })

  it.skipIf(process.platform === 'win32')('follows no link out of the plugin', async () => {
    put('private.json', { mcpServers: { secret: { command: 'private' } } })
    put('demo/.codex-plugin/plugin.json', { mcpServers: './link.json' })
    symlinkSync(join(root, 'private.json'), join(root, 'demo', 'link.json'))
    expect(JSON.stringify((await brings(offered())).servers)).toBe('[]')
  })

  it('is cut where it is endless', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`s${n}`, { command: 'x'.repeat(10_000) }]))
    put('demo/.codex-plugin/plugin.json', { mcpServers: many })
    const { servers } = await brings(offered())
    expect([servers.length, servers[0]?.command?.length]).toEqual([200, 2001])
  })
})
