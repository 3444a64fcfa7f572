import { describe, expect, it } from 'vitest'
import { effectiveRows, unsetRows, type RowSource } from '../../../../../renderer/stores/config/effective-rows'
import { knownKeys } from '../../../../../renderer/stores/config/known-keys'
import { readLayers } from '../../../../../renderer/stores/config/layers'
import { readRequirements } from '../../../../../renderer/stores/config/requirements'
import { binaryKeys, flagsLayer, folderLayer, managedLayer, readAnswer, systemLayer, userLayer } from './sample-config'

const source = (layers: object[], change: Partial<RowSource> = {}): RowSource => ({
  layers: readLayers(readAnswer(layers)),
  config: { model: null, mcp_servers: {}, features: {}, approval_policy: null, hide_agent_reasoning: false },
  known: knownKeys(binaryKeys),
  requirements: new Map(),
  ...change,
})
const rowsOf = (layers: object[], change: Partial<RowSource> = {}) => effectiveRows(source(layers, change))
const row = (rows: ReturnType<typeof rowsOf>, key: string) => rows.find((one) => one.key === key)

describe('where a value comes from', () => {
  it('lets the highest layer win and keeps the others under it, in their order', () => {
    const rows = rowsOf([
      flagsLayer({ model: 'flag' }),
      folderLayer({ model: 'folder' }),
      userLayer({ model: 'home' }),
      systemLayer({ model: 'system' }),
    ])
    const model = row(rows, 'model')
    expect(model).toMatchObject({ value: 'flag', home: 'home', from: { words: 'app (session flags)' } })
    expect(model?.below.map(({ layer, value }) => [layer.words, value])).toEqual([
      ['folder’s .codex', 'folder'],
      ['this project’s home', 'home'],
      ['system', 'system'],
    ])
  })

  it('joins tables key by key', () => {
    const rows = rowsOf([
      folderLayer({ mcp_servers: { docs: { enabled: false } } }),
      userLayer({ mcp_servers: { docs: { command: 'docs', args: ['a', 'b'] } } }),
    ])
    expect(rows.map(({ key, value, from }) => [key, value, from?.words])).toEqual([
      ['mcp_servers.docs.args', ['a', 'b'], 'this project’s home'],
      ['mcp_servers.docs.command', 'docs', 'this project’s home'],
      ['mcp_servers.docs.enabled', false, 'folder’s .codex'],
    ])
  })

  it('takes lists whole', () => {
    const rows = rowsOf([folderLayer({ notify: ['b'] }), userLayer({ notify: ['a', 'c'] })])
    expect(row(rows, 'notify')).toMatchObject({ value: ['b'], home: ['a', 'c'] })
  })

  it('lets a plain value hide a table, and shows the table under it', () => {
    const rows = rowsOf([
      folderLayer({ features: { multi_agent_v2: true } }),
      userLayer({ features: { multi_agent_v2: { max_concurrent: 3 } } }),
    ])
    expect(rows.map(({ key }) => key)).toEqual(['features.multi_agent_v2'])
    expect(rows[0]).toMatchObject({ value: true, home: { max_concurrent: 3 } })
  })

  it('lets a table hide a plain value and what is under that, and shows what is hidden', () => {
    const rows = rowsOf([
      folderLayer({ features: { multi_agent_v2: { a: 1 } } }),
      userLayer({ features: { multi_agent_v2: true } }),
      systemLayer({ features: { multi_agent_v2: { b: 2 } } }),
    ])
    expect(rows.map(({ key }) => key)).toEqual(['features.multi_agent_v2', 'features.multi_agent_v2.a'])
    expect(row(rows, 'features.multi_agent_v2')?.below.map(({ value }) => value)).toEqual([true, { b: 2 }])
  })

  it('keeps names with dots, quotes and hostile words apart', () => {
    const servers = JSON.parse(
      '{"my.server":{"command":"a"},"my":{"server":{"command":"b"}},"__proto__":{"command":"c"}}',
    )
    const rows = rowsOf([userLayer({ mcp_servers: servers })])
    expect(rows.map(({ key, value }) => [key, value])).toEqual([
      ['mcp_servers."my.server".command', 'a'],
      ['mcp_servers.__proto__.command', 'c'],
      ['mcp_servers.my.server.command', 'b'],
    ])
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3)
  })

  it('shows an empty table as what it is', () => {
    expect(row(rowsOf([userLayer({ mcp_servers: { docs: {} } })]), 'mcp_servers.docs')?.value).toEqual({})
  })
})

describe('a layer that does not count', () => {
  const inactive = folderLayer({ model: 'folder', notify: ['x'] }, 'The folder isn’t trusted.')
  it('neither wins nor is lost', () => {
    const rows = rowsOf([inactive, userLayer({ model: 'home' })])
    expect(row(rows, 'model')).toMatchObject({ value: 'home', inactive: [{ value: 'folder' }] })
    expect(row(rows, 'notify')).toMatchObject({ value: undefined, from: null, inactive: [{ value: ['x'] }] })
  })
})

describe('what Codex does not know', () => {
  it('is marked, at the top and inside known tables', () => {
    const rows = rowsOf([
      userLayer({
        tool_hook_command: 'x',
        custom_tools: { lint: { command: 'y' } },
        features: { goals: true, nope: true },
        mcp_servers: { docs: { command: 'a', transport: 'stdio', env: { ANY: '1' } } },
      }),
    ])
    expect(rows.filter((one) => one.unknown).map(({ key }) => key)).toEqual([
      'custom_tools.lint.command',
      'features.nope',
      'mcp_servers.docs.transport',
      'tool_hook_command',
    ])
  })

  it('is none of the keys that this binary lists itself: a fork’s are known then', () => {
    const layers = [userLayer({ tool_hook_command: 'x', custom_tools: { lint: { command: 'y' } } })]
    const rows = rowsOf(layers, { config: { tool_hook_command: null, custom_tools: null } })
    expect(rows.some((one) => one.unknown)).toBe(false)
  })

  it('goes by the top-level keys alone while the keys of the binary are not known', () => {
    const rows = rowsOf([userLayer({ model: 'a', tool_hook_command: 'x' })], { known: knownKeys([]) })
    expect(rows.map((one) => [one.key, one.unknown])).toEqual([
      ['model', false],
      ['tool_hook_command', true],
    ])
  })
})

describe('what an administrator requires', () => {
  const requirements = readRequirements({
    requirements: {
      allowedApprovalPolicies: ['on-request'],
      featureRequirements: { goals: false, 'a.b': true },
      allowedSandboxModes: null,
    },
  })
  it('marks a value that may not be, though Codex shows it as what counts', () => {
    const rows = rowsOf([userLayer({ approval_policy: 'never', features: { goals: false } })], { requirements })
    expect(row(rows, 'approval_policy')).toMatchObject({ value: 'never', refused: true })
    expect(row(rows, 'features.goals')).toMatchObject({ refused: false, required: { allowed: [false] } })
  })
  it('shows a required key that nobody has set', () => {
    const rows = rowsOf([userLayer({})], { requirements })
    expect(rows.map(({ key, value }) => [key, value])).toEqual([
      ['approval_policy', undefined],
      ['features."a.b"', undefined],
      ['features.goals', undefined],
    ])
  })
  it('tells a managed layer', () => {
    const rows = rowsOf([managedLayer({ model: 'x' }), userLayer({ model: 'y' })])
    expect(row(rows, 'model')).toMatchObject({ value: 'x', from: { managed: true }, home: 'y' })
  })
})

describe('keys that nobody has set', () => {
  it('are those of the binary that stand for themselves, with what Codex does without', () => {
    const given = source([userLayer({ model: 'a', features: { goals: true } })])
    const unset = unsetRows(given, effectiveRows(given))
    expect(unset.map(({ key }) => key)).toEqual([
      'model_verbosity',
      'approval_policy',
      'hide_agent_reasoning',
      'tool_output_token_limit',
      'notify',
      'features.multi_agent_v2',
    ])
    expect(unset.find(({ key }) => key === 'hide_agent_reasoning')).toMatchObject({ value: undefined, fallback: false })
  })
})
