import { expect, it } from 'vitest'
import {
  heldPlugins,
  heldServer,
  holdsTooMuch,
  letsTooMuch,
  serverKey,
  withHeld,
} from '../../../../main/mcp/held-config'

it('switches servers off over whatever else is said, each with a stand-in that starts nothing', () => {
  const held = new Map([heldServer('a.b"c', 'stdio'), heldServer('web', 'http'), heldServer('__proto__', 'stdio')])
  const config = withHeld(
    { model: 'm', mcp_servers: { 'a.b"c': { enabled: true, args: ['x'] }, mine: { command: 'm' } } },
    held,
  )
  expect(config).toMatchObject({ model: 'm' })
  const servers = Object.entries((config as { mcp_servers: object }).mcp_servers)
  expect(servers).toEqual(
    expect.arrayContaining([
      ['a.b"c', { enabled: false, required: false, command: 'held-back-by-codex-deck', args: ['x'] }],
      ['web', { enabled: false, required: false, url: 'http://held-back.invalid/' }],
      ['__proto__', { enabled: false, required: false, command: 'held-back-by-codex-deck' }],
      ['mine', { command: 'm' }],
    ]),
  )
  expect(withHeld(undefined, new Map())).toEqual({})
})

it('knows a thread that lets too much run, and one that holds back too much', () => {
  const a = new Map([heldServer('a', 'stdio')])
  expect(letsTooMuch(new Map(), a)).toBe(true)
  expect(letsTooMuch(a, a)).toBe(false)
  expect(letsTooMuch(new Map([heldServer('a', 'http')]), a)).toBe(true)
  expect(letsTooMuch(a, new Map())).toBe(false)
  expect(holdsTooMuch(a, { held: new Map(), names: new Set([serverKey('a')]) })).toBe(true)
  expect(holdsTooMuch(a, { held: a, names: new Set([serverKey('a')]) })).toBe(false)
  // One that the folder no longer brings does no harm.
  expect(holdsTooMuch(a, { held: new Map(), names: new Set() })).toBe(false)
})

const layers = (project: object, user: object) => ({
  layers: [
    { name: { type: 'project', dotCodexFolder: '/p/.codex' }, config: project },
    { name: { type: 'user', file: '/h/config.toml' }, config: user },
  ],
})
const pluginsOff = (project: object, user: object) => withHeld({}, heldPlugins(layers(project, user)))

it('sets plugins to what the person says of them', () => {
  const on = { plugins: { 'x@m': { enabled: true, mcp_servers: { s: { enabled: true } } } } }
  expect(pluginsOff(on, {})).toEqual({ plugins: { 'x@m': { enabled: false, mcp_servers: { s: { enabled: true } } } } })
  expect(pluginsOff(on, { plugins: { 'x@m': { enabled: true, mcp_servers: { s: { enabled: false } } } } })).toEqual({
    plugins: { 'x@m': { enabled: true, mcp_servers: { s: { enabled: false } } } },
  })
  expect(pluginsOff({ features: { plugins: true } }, { features: { plugins: false } })).toEqual({
    features: { plugins: false },
  })
  expect(pluginsOff({ features: { plugins: true } }, { features: { plugins: true } })).toEqual({})
  expect(pluginsOff({ model: 'x' }, on)).toEqual({})
})
