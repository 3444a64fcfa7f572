import { describe, expect, it } from 'vitest'
import {
  hookQuestion,
  importQuestion,
  installQuestion,
  marketplaceQuestion,
  shown,
} from '../../../../main/extensions/questions'

const act = { kind: 'install' as const, marketplacePath: '/m/marketplace.json', pluginName: 'demo' }
const none = { servers: [], hooks: [], readable: true, problem: null }
const server = (name: string) => ({ name, command: 'node', args: ['s.js', '--all'], url: null, env: [] })

describe('a native question', () => {
  it('names the commands that a plugin starts', () => {
    const { message, detail, agree } = installQuestion('weather', act, {
      ...none,
      servers: [server('pm'), { name: 'web', command: null, args: [], url: 'http://host/mcp', env: [] }],
      hooks: [{ event: 'Stop', command: 'x' }],
    })
    expect([message, agree]).toEqual(['Install the plugin demo in weather?', 'Install'])
    expect(detail).toContain('pm: node s.js --all\nweb: http://host/mcp')
    expect(detail).toContain('1 hook, which wait for your trust')
    expect(installQuestion('w', act, none).detail).toContain('It starts no servers.')
    expect(installQuestion('w', act, { ...none, readable: false }).detail).toContain('can’t be told before')
  })

  it('is not pushed out of its dialog by what others wrote', () => {
    const many = Array.from({ length: 100 }, (_, place) => server(`${place} ${'x'.repeat(5000)}\n\n\n`))
    const { detail } = installQuestion('w', act, { ...none, servers: many, problem: 'y'.repeat(100_000) })
    expect(detail.length).toBeLessThan(4000)
    expect(detail).toContain('and 95 more')
    expect(shown('a\nb\u202ec\u0007')).toBe('a⏎b⟦U+202E⟧c⟦U+0007⟧')
  })

  it('says which address git will ask', () => {
    const at = (source: string, refName: string | null = null) =>
      marketplaceQuestion('w', { kind: 'add-marketplace', source, refName }).detail
    expect(at('owner/name')).toContain('git clones https://github.com/owner/name.')
    expect(at('https://host/x.git', 'v2')).toContain('git clones https://host/x.git (v2).')
  })

  it('shows a hook’s command, or says that Codex doesn’t tell it', () => {
    const { detail } = hookQuestion('w', { command: 'rm -rf x', eventName: 'stop', sourcePath: '/h/hooks.json' })
    expect(detail).toContain('rm -rf x')
    expect(detail).toContain('/h/hooks.json')
    expect(hookQuestion('w', { handlerType: 'mcpTool', server: 's', tool: 't' }).detail).toContain('MCP tool s / t')
    expect(hookQuestion('w', { handlerType: 'agent' }).detail).toContain('“agent”')
    expect(hookQuestion('w', {}).detail).toContain('“unknown”')
  })

  it('names what of an import would run', () => {
    const item = (type: string, names: string[]) => ({
      id: type,
      type,
      where: 'home' as const,
      description: '',
      names,
      sessions: [],
    })
    const { detail } = importQuestion('w', [item('MCP_SERVER_CONFIG', ['notes']), item('PLUGINS', ['p (m)'])])
    expect(detail).toContain('notes')
    expect(detail).toContain('fetched from GitHub:\np (m)')
  })
})
