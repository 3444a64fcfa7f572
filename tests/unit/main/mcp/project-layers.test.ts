import { expect, it } from 'vitest'
import { broughtServers } from '../../../../main/mcp/project-layers'

const layer = (name: object, servers: object, disabledReason: string | null = null) => ({
  name,
  version: 'v',
  config: { mcp_servers: servers },
  disabledReason,
})
const project = (folder: string) => ({ type: 'project', dotCodexFolder: folder })
const user = { type: 'user', file: '/home/config.toml' }

it('names what the folder’s layers bring, from the nearest, and what they change of the person’s own', async () => {
  const servers = await broughtServers({
    config: {
      mcp_servers: {
        own: { command: 'mine', args: ['theirs'] },
        both: { command: 'near' },
        outer: { command: 'o' },
        mine: { command: 'm' },
      },
    },
    layers: [
      layer(project('/p/sub/.codex'), { both: { command: 'near' }, own: { args: ['theirs'] } }),
      layer(project('/p/.codex'), { both: { command: 'far' }, outer: { command: 'o' } }),
      layer(user, { own: { command: 'mine' }, mine: { command: 'm' } }),
    ],
  })
  expect(
    servers.map(({ name, file, overridesOwn, definition }) => [name, file, overridesOwn, definition.command]),
  ).toEqual([
    ['both', '/p/sub/.codex/config.toml', false, 'near'],
    ['outer', '/p/.codex/config.toml', false, 'o'],
    ['own', '/p/sub/.codex/config.toml', true, 'mine'],
  ])
  expect(servers[2]?.definition.args).toEqual(['theirs'])
})

it('takes no notice of layers that don’t count', async () => {
  const layers = [layer(project('/p/.codex'), { x: { command: 'x' } }, 'not trusted'), layer(user, {})]
  expect(await broughtServers({ config: {}, layers })).toEqual([])
})

it('takes a server that is in no answer as its layer says, and odd answers as they come', async () => {
  const layers = [layer(project('/p/.codex'), { x: { command: 'x' }, odd: 5, ['__proto__']: { command: 'p' } })]
  const servers = await broughtServers({ config: { mcp_servers: null }, layers })
  expect(servers.map(({ name, definition }) => [name, definition.command])).toEqual([
    ['__proto__', 'p'],
    ['odd', null],
    ['x', 'x'],
  ])
  for (const answer of [null, {}, { layers: 'x' }, { layers: [null, { name: null }] }])
    expect(await broughtServers(answer)).toEqual([])
})
