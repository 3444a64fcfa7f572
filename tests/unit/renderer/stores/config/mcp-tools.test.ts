// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { readOptions } from '../../../../../renderer/stores/config/mcp-servers'
import { readStatus } from '../../../../../renderer/stores/config/mcp-status'
import {
  modeEdit,
  rememberedTools,
  rememberTools,
  toolEdits,
  toolRows,
} from '../../../../../renderer/stores/config/mcp-tools'

beforeEach(() => window.localStorage.clear())
const tools = (...names: string[]) =>
  readStatus({ tools: Object.fromEntries(names.map((name) => [name, { name }])) }).tools
const edits = (table: Record<string, unknown>, names: string[], on: boolean) =>
  toolEdits('s.x', readOptions(table), names, on).map(({ path, value }) => [path.at(-1), value])

describe('the rows', () => {
  it('are what is offered, what is written down and what was seen before it was switched off', () => {
    const options = readOptions({ disabled_tools: ['env'], tools: { add: { approval_mode: 'prompt' } } })
    expect(
      toolRows(tools('add', 'sum'), options, ['env', 'gone']).map(({ name, on, mode, tool }) => [
        name,
        on,
        mode,
        tool !== null,
      ]),
    ).toEqual([
      ['add', true, 'prompt', true],
      ['env', false, null, false],
      ['sum', true, null, true],
    ])
  })

  it('show all that were seen while only some are allowed', () => {
    const rows = toolRows(tools('add'), readOptions({ enabled_tools: ['add'] }), ['add', 'env', 'sum'])
    expect(rows.map(({ name, on }) => [name, on])).toEqual([
      ['add', true],
      ['env', false],
      ['sum', false],
    ])
  })
})

describe('the edits', () => {
  it('go through disabled_tools, whose key goes with its last name', () => {
    expect(edits({}, ['a'], false)).toEqual([['disabled_tools', ['a']]])
    expect(edits({ disabled_tools: ['a', 'b'] }, ['a'], true)).toEqual([['disabled_tools', ['b']]])
    expect(edits({ disabled_tools: ['a'] }, ['a'], true)).toEqual([['disabled_tools', null]])
  })

  it('add to enabled_tools where there is one, and never empty it', () => {
    expect(edits({ enabled_tools: ['a'] }, ['b'], true)).toEqual([
      ['disabled_tools', null],
      ['enabled_tools', ['a', 'b']],
    ])
    expect(edits({ enabled_tools: ['a'] }, ['a'], false)).toEqual([['disabled_tools', ['a']]])
  })

  it('name the tool as a segment of its own, dots and all', () => {
    expect(toolEdits('s.x', readOptions({}), ['a'], false)[0]?.path).toEqual(['mcp_servers', 's.x', 'disabled_tools'])
    expect(modeEdit('s.x', 't.y "z"', null)).toEqual({
      path: ['mcp_servers', 's.x', 'tools', 't.y "z"', 'approval_mode'],
      value: null,
      merge: 'replace',
    })
  })
})

it('remembers names per project and server, and lives with a spoiled storage', () => {
  rememberTools('p', 's', tools('a', 'b'))
  rememberTools('p', 's', tools('b', 'c', '__proto__'))
  rememberTools('q', 's', tools('z'))
  expect(rememberedTools('p', 's').toSorted()).toEqual(['__proto__', 'a', 'b', 'c'])
  expect(rememberedTools('q', 's')).toEqual(['z'])
  window.localStorage.setItem('deck.mcp-tools', '{"p s":7,"q s":["z",1]}')
  expect([rememberedTools('p', 's'), rememberedTools('q', 's')]).toEqual([[], ['z']])
})
