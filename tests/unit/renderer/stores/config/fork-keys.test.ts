import { describe, expect, it } from 'vitest'
import { nothingRead, type ProjectConfig } from '../../../../../renderer/stores/config/effective'
import {
  commandOf,
  forkKeysOf,
  forkTools,
  linesOf,
  noTool,
  toolEdits,
  toolValues,
} from '../../../../../renderer/stores/config/fork-keys'
import { knownKeys } from '../../../../../renderer/stores/config/known-keys'
import { readLayers } from '../../../../../renderer/stores/config/layers'
import { binaryKeys, key, readAnswer, userLayer } from './sample-config'

/** What a fork answers: it lists its keys of the top, unset ones as null. */
const ofFork = (home: object, config: object = { tool_hook_command: null, custom_tools: null }): ProjectConfig => ({
  ...nothingRead,
  unread: false,
  known: knownKeys(binaryKeys),
  layers: readLayers(readAnswer([userLayer(home)])),
  config: { ...config },
})
const echo = {
  command: ['python3', '/tools/echo.py'],
  description: 'Echoes text',
  parameters: { type: 'object', properties: { text: { type: 'string' } } },
  timeout_ms: 4000,
  env: { PREFIX: 'a=b' },
}
const echoForm = {
  name: 'echo',
  command: 'python3\n/tools/echo.py',
  description: 'Echoes text',
  parameters: JSON.stringify(echo.parameters, null, 2),
  timeout: '4000',
  env: 'PREFIX=a=b',
}

describe('keys of forks', () => {
  it('have a form only when the binary lists them, or told of them at set-up', () => {
    expect(forkKeysOf(ofFork({ tool_hook_command: 'x', custom_tools: {} }, { model: null }))).toEqual({
      hook: false,
      tools: false,
    })
    expect(forkKeysOf(ofFork({}))).toEqual({ hook: true, tools: true })
    const told = { ...ofFork({}, {}), known: knownKeys([...binaryKeys, key('custom_tools', 'table')]) }
    expect(forkKeysOf(told)).toEqual({ hook: false, tools: true })
    expect(forkKeysOf(nothingRead)).toEqual({ hook: false, tools: false })
  })
})

describe('a tool of one’s own', () => {
  it('is read into its form and back to the very same', () => {
    const config = ofFork({ custom_tools: { echo } })
    expect(forkTools(config)).toEqual([{ tool: echoForm, odd: false, others: [] }])
    expect(toolEdits(config, 'echo', echoForm)).toBeNull()
  })
  it('is left to the text when the form can’t hold what it says', () => {
    const tools = {
      a: 'x',
      b: { command: 'one text' },
      c: { ...echo, timeout_ms: 1.5 },
      d: { ...echo, env: { N: 5 } },
      e: {},
    }
    expect(forkTools(ofFork({ custom_tools: tools })).map(({ odd }) => odd)).toEqual([true, true, true, true, true])
  })
  it('gets edits of what differs alone: keys that the form does not know are never touched', () => {
    const config = ofFork({ custom_tools: { echo: { ...echo, with_escalated_permissions: true } } })
    expect(forkTools(config)[0]).toMatchObject({ odd: false, others: ['with_escalated_permissions'] })
    const changed = { ...echoForm, description: '', timeout: '10', command: 'sh\n-c\n\necho' }
    expect(toolEdits(config, 'echo', changed)).toEqual([
      { path: ['custom_tools', 'echo', 'command'], value: ['sh', '-c', '', 'echo'], merge: 'replace' },
      { path: ['custom_tools', 'echo', 'description'], value: null, merge: 'replace' },
      { path: ['custom_tools', 'echo', 'timeout_ms'], value: 10, merge: 'replace' },
    ])
  })
  it('is added whole, under a name that is free', () => {
    const config = ofFork({ custom_tools: { echo } })
    const tool = { ...noTool, name: 'new_one', command: 'true' }
    expect(toolEdits(config, null, tool)).toEqual([
      { path: ['custom_tools', 'new_one'], value: { command: ['true'] }, merge: 'replace' },
    ])
    expect(toolEdits(config, null, { ...tool, name: 'echo' })).toContain('already')
    expect(toolEdits(config, null, { ...tool, name: 'a.b' })).toContain('letters')
    expect(toolEdits(config, null, { ...tool, name: ' ' })).toContain('name')
    expect(toolEdits(ofFork({}), null, { ...tool, name: 'constructor' })).toHaveLength(1)
  })
  it.each([
    [{ command: ' ' }, 'program'],
    [{ timeout: '1.5' }, 'whole number'],
    [{ timeout: '-1' }, 'whole number'],
    [{ parameters: '{"type":' }, 'JSON'],
    [{ parameters: '[]' }, 'JSON'],
    [{ env: 'A=1\nnope' }, 'NAME=value'],
    [{ env: '=1' }, 'NAME=value'],
    [{ env: 'A=1\nA=2' }, 'twice'],
  ])('says what is wrong with %j', (part, words) => {
    expect(toolValues({ ...echoForm, ...part })).toMatchObject({ ok: false, problem: expect.stringContaining(words) })
  })
})

it('a command is lines, and nothing when it has no program', () => {
  expect(commandOf('a\n b \n\n')).toEqual(['a', ' b '])
  expect(commandOf('\n\nb')).toBeNull()
  expect(linesOf(['a', 'b'])).toBe('a\nb')
  expect(linesOf('hook.sh')).toBe('hook.sh')
  expect(linesOf({})).toBe('')
})
