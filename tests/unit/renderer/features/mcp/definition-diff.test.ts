import { expect, it } from 'vitest'
import { definitionDiff } from '../../../../../renderer/features/mcp/definition-diff'
import { emptyDefinition } from '../../stores/config/mcp-samples'

const before = { ...emptyDefinition, command: 'node', args: ['a.js', '--safe'], env: { A: '1', B: '2' } }

it('names each line that differs, and those that are gone', () => {
  const now = { ...before, args: ['a.js', '--evil', 'x'], env: { A: '1', LD_PRELOAD: 'y' }, headersHelper: 'sh -c z' }
  expect(definitionDiff(before, now)).toEqual([
    { label: 'Argument 2', before: '--safe', now: '--evil' },
    { label: 'Argument 3', before: null, now: 'x' },
    { label: 'Variable LD_PRELOAD', before: null, now: 'y' },
    { label: 'Runs for headers', before: null, now: 'sh -c z' },
    { label: 'Variable B', before: '2', now: null },
  ])
})

it('misses no part of a definition', () => {
  const changes = {
    command: 'x',
    args: ['x'],
    env: { X: 'x' },
    envVars: ['X'],
    cwd: '/x',
    url: 'https://x',
    headers: { X: 'x' },
    envHeaders: { X: 'X' },
    bearerTokenVariable: 'X',
    headersHelper: 'x',
    rest: 'x = 1',
  }
  for (const [key, value] of Object.entries(changes))
    expect(definitionDiff(emptyDefinition, { ...emptyDefinition, [key]: value }), key).toHaveLength(1)
})

it('tells an empty argument from none', () => {
  expect(definitionDiff({ ...emptyDefinition, args: ['a'] }, { ...emptyDefinition, args: ['a', ''] })).toEqual([
    { label: 'Argument 2', before: null, now: '' },
  ])
})
