import { describe, expect, it } from 'vitest'
import {
  definitionChanges,
  definitionOf,
  eventWords,
  hookSourceWords,
  readHooks,
} from '../../../../../renderer/stores/config/hooks-words'

const hook = (more: object = {}) => ({
  key: '/h/hooks.json:stop:0:0',
  eventName: 'stop',
  handlerType: 'command',
  command: 'echo hi',
  async: false,
  matcher: null,
  timeoutSec: 600,
  statusMessage: null,
  sourcePath: '/h/hooks.json',
  source: 'user',
  displayOrder: 0,
  enabled: true,
  currentHash: 'sha256:1',
  trustStatus: 'untrusted',
  pluginId: null,
  ...more,
})
const read = (...hooks: unknown[]) => readHooks({ data: [{ hooks, warnings: [], errors: [] }] }).hooks

describe('reading hooks', () => {
  it('keeps Codex’s order and says what each runs', () => {
    const hooks = read(
      hook({ key: 'b', displayOrder: 2, handlerType: 'mcpTool', command: undefined, server: 's', tool: 't' }),
      hook({ key: 'a', displayOrder: 1 }),
      hook({ key: 'c', displayOrder: 3, handlerType: 'prompt', command: undefined }),
    )
    expect(hooks.map(({ key, runs }) => [key, runs])).toEqual([
      ['a', 'echo hi'],
      ['b', 's / t'],
      ['c', ''],
    ])
  })

  it('takes an unknown trust as none, and leaves out what can’t be named or trusted', () => {
    expect(read(hook({ trustStatus: 'certainly' }))[0]?.trust).toBe('untrusted')
    expect(read(hook({ currentHash: null }), hook({ key: 3 }), 'x', null)).toEqual([])
    expect(readHooks(undefined)).toEqual({ hooks: [], warnings: [] })
  })

  it('tells warnings and errors alike', () => {
    const { warnings } = readHooks({
      data: [{ hooks: [], warnings: ['broken', 1], errors: [{ path: '/a', message: 'no' }] }],
    })
    expect(warnings).toEqual(['broken', '/a: no'])
  })
})

describe('words for hooks', () => {
  it('pass on what this app doesn’t know, names of objects too', () => {
    expect(eventWords('preToolUse')).toBe('Before a tool runs')
    expect(eventWords('constructor')).toBe('constructor')
    expect(hookSourceWords({ source: 'plugin', pluginId: 'demo@m' })).toBe('the plugin demo@m')
    expect(hookSourceWords({ source: 'moon', pluginId: null })).toBe('moon')
  })

  it('name each part that changed since the trust', () => {
    const [before] = read(hook())
    const [now] = read(hook({ command: 'echo ho', timeoutSec: 5, matcher: 'Bash' }))
    if (!before || !now) throw new Error('no hooks')
    expect(definitionChanges(definitionOf(before), now)).toEqual([
      { field: 'Command', before: 'echo hi', now: 'echo ho' },
      { field: 'Matcher', before: '', now: 'Bash' },
      { field: 'Time limit (s)', before: '600', now: '5' },
    ])
    expect(definitionChanges(definitionOf(now), now)).toEqual([])
  })
})
