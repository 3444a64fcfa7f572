import { describe, expect, it } from 'vitest'
import { readLayers } from '../../../../../renderer/stores/config/layers'
import { headline, mcpServers } from '../../../../../renderer/stores/config/mcp-servers'
import { configWith, emptyDefinition, folderServer } from './mcp-samples'

const servers = (...[answer, folder, seen]: [unknown, Parameters<typeof mcpServers>[1]?, string[]?]) =>
  mcpServers(readLayers(answer), folder ?? [], seen ?? [])

describe('the servers of a project', () => {
  it('come from all layers, merged key by key, the highest first', () => {
    const [docs, shared] = servers(
      configWith(
        { docs: { command: 'npx', args: ['a'], enabled: false, startup_timeout_ms: 1500 }, shared: { enabled: false } },
        { system: { shared: { url: 'https://x.test/mcp', tools: { a: { approval_mode: 'prompt' } } } } },
      ),
    )
    expect(docs).toMatchObject({
      name: 'docs',
      kind: 'stdio',
      where: 'home',
      own: { command: 'npx' },
      options: { enabled: false, startupTimeoutSec: 1.5, enabledTools: null },
    })
    expect(shared).toMatchObject({ name: 'shared', kind: 'http', where: 'home', options: { enabled: false } })
    expect(shared?.options.toolModes.get('a')).toBe('prompt')
    expect(shared?.sources.map(({ words }) => words)).toEqual(['this project’s home', 'system'])
  })

  it('take nothing from the folder before its server is approved, and show what waits', () => {
    const answer = configWith(
      { own: { command: 'mine' } },
      { folder: { own: { args: ['--evil'] }, ours: { command: 'x' } } },
    )
    const waiting = servers(answer, [
      folderServer(),
      folderServer({
        name: 'own',
        overridesOwn: true,
        definition: { ...emptyDefinition, command: 'mine', args: ['--evil'] },
      }),
    ])
    expect(waiting.map(({ name, where, folder }) => [name, where, folder?.state])).toEqual([
      ['ours', 'folder', 'waiting'],
      ['own', 'home', 'waiting'],
    ])
    expect(waiting[1]?.definition.args).toEqual([])
    expect(headline(waiting[0]?.definition ?? emptyDefinition)).toBe('node server.js --fast')

    const approved = servers(answer, [folderServer({ name: 'own', state: 'approved', overridesOwn: true })])
    expect(approved[0]?.definition).toMatchObject({ command: 'mine', args: ['--evil'] })
    // Not in what main told: it doesn't count, so it is not shown as if it ran.
    expect(approved.map(({ name }) => name)).toEqual(['own'])
  })

  it('leave out layers that are switched off', () => {
    const answer = configWith({}, { folder: { ours: { command: 'x' } }, folderOff: 'not trusted' })
    expect(servers(answer)).toEqual([])
  })

  it('show those that were seen starting without being written anywhere as a plugin’s', () => {
    expect(servers(configWith({ a: { command: 'x' } }), [], ['a', 'pm'])).toMatchObject([
      { name: 'a', where: 'home' },
      { name: 'pm', where: 'plugin', own: null },
    ])
  })

  it('live with names and values of any sort', () => {
    const home: Record<string, unknown> = JSON.parse(
      '{"__proto__":{"command":"a"},"constructor":{"url":5},"a b":{"command":"b","args":[1,"two"],"env":{"X":3,"Y":"y"},"env_vars":["A",{"name":"B","source":"local"},4]},"x":"no table"}',
    )
    const found = servers(configWith(home))
    expect(found.map(({ name, kind }) => [name, kind])).toEqual([
      ['__proto__', 'stdio'],
      ['a b', 'stdio'],
      ['constructor', 'unknown'],
    ])
    expect(found[1]?.definition).toMatchObject({ args: ['two'], env: { Y: 'y' }, envVars: ['A', 'B'] })
    expect(found[0]?.folder).toBeNull()
  })

  it('are quoted in one line where a space would lie', () => {
    expect(headline({ ...emptyDefinition, command: '/a b/c', args: ['x y', '-z=1'] })).toBe('"/a b/c" "x y" -z=1')
  })
})
