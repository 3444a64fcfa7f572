import { describe, expect, it } from 'vitest'
import { secretCalls, secretNameProblem, secretValueProblem } from '../../../../preload/contract/secrets'

describe('a name', () => {
  it.each(['MY_PROVIDER_KEY', '_x', 'OPENAI_API_KEY', 'GITHUB_TOKEN', 'PATHS', 'a'.repeat(128)])(
    'may be %s',
    (name) => {
      expect(secretNameProblem(name)).toBeNull()
    },
  )

  it.each([
    'PATH',
    'Path',
    'CODEX_HOME',
    'codex_api_key',
    'LD_PRELOAD',
    'DYLD_INSERT_LIBRARIES',
    'NODE_OPTIONS',
    'ELECTRON_RUN_AS_NODE',
    'BASH_ENV',
    'PYTHONSTARTUP',
    'GIT_SSH_COMMAND',
    'https_proxy',
    'XDG_CONFIG_HOME',
  ])('may not be %s, which programs act on', (name) => {
    expect(secretNameProblem(name)).toContain(name)
  })

  it.each(['', '1KEY', 'MY-KEY', 'MY KEY', 'KEY=1', 'KEY\n', 'KEY\0', 'SCHLÜSSEL', '__proto__.x', 'a'.repeat(129)])(
    'may not be %j',
    (name) => {
      expect(secretNameProblem(name)).not.toBeNull()
    },
  )
})

describe('a value', () => {
  it('is one line for a key, a token and a header', () => {
    expect(secretValueProblem('sk-1\r\nHost: evil', 'mcp-header')).not.toBeNull()
    expect(secretValueProblem('a\tb', 'provider-key')).not.toBeNull()
    expect(secretValueProblem('sk-ünï côdé', 'mcp-bearer')).toBeNull()
  })

  it('may hold line breaks for a server that is started, but no NUL', () => {
    expect(secretValueProblem('{\n"type": "service_account"\n}', 'mcp-env')).toBeNull()
    expect(secretValueProblem('a\0b', 'mcp-env')).not.toBeNull()
  })
})

describe('the call to set a secret', () => {
  const good = {
    id: null,
    facts: { projectId: null, name: 'MY_KEY', purpose: 'provider-key', label: '' },
    value: 'sk-1',
    keep: true,
  }
  const takes = (change: object): boolean => secretCalls['secrets/set'].safeParse({ ...good, ...change }).success

  it('takes what is right', () => {
    expect(takes({})).toBe(true)
  })

  it.each([
    { id: '../../etc/passwd' },
    { facts: { ...good.facts, name: 'CODEX_HOME' } },
    { facts: { ...good.facts, purpose: 'other' } },
    { facts: { ...good.facts, projectId: 'x' } },
    { value: ' ' },
    { value: 'a\nb' },
    { value: 'a'.repeat(16_385) },
    { extra: 1 },
  ])('refuses %j', (change) => {
    expect(takes(change)).toBe(false)
  })
})
