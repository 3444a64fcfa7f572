import { describe, expect, it } from 'vitest'
import { describeEnvironment } from '../../../../main/homes/environment'

const tell = (base: Record<string, string>, platform: NodeJS.Platform = 'linux', given: string[] = []) =>
  describeEnvironment({ base, platform, given }).variables
const one = (name: string, base: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
  tell(base, platform).find((variable) => variable.name === name)

describe('the environment as it is shown', () => {
  it('names what matters also when it is not set', () => {
    const names = tell({}).map(({ name, value }) => [name, value])
    for (const name of [
      'CODEX_HOME',
      'OPENAI_API_KEY',
      'CODEX_API_KEY',
      'CODEX_ACCESS_TOKEN',
      'CODEX_CA_CERTIFICATE',
      'HTTPS_PROXY',
      'NO_PROXY',
    ])
      expect(names).toContainEqual([name, null])
  })

  it('tells what becomes of each as the spawner decides it', () => {
    const base = {
      CODEX_HOME: '/h',
      OPENAI_API_KEY: 'sk-1234567890',
      CODEX_CA_CERTIFICATE: '/ca.pem',
      https_proxy: 'http://proxy:3128',
      OPENAI_BASE_URL: 'https://gateway.example/v1',
      CODEX_APP_SERVER_LOGIN_ISSUER: 'https://login.example',
      EDITOR: 'vi',
    }
    expect(tell(base).flatMap(({ name, value, fate }) => (value === null ? [] : [[name, fate, value]]))).toEqual([
      ['CODEX_HOME', 'replaced', '/h'],
      ['OPENAI_API_KEY', 'dropped', '••••••••'],
      ['CODEX_CA_CERTIFICATE', 'passed', '/ca.pem'],
      ['https_proxy', 'passed', 'http://proxy:3128'],
      ['CODEX_APP_SERVER_LOGIN_ISSUER', 'accounts', 'https://login.example'],
      ['OPENAI_BASE_URL', 'dropped', 'https://gateway.example/v1'],
    ])
  })

  it.each([
    ['OPENAI_API_KEY', 'canary-1'],
    ['CODEX_ACCESS_TOKEN', 'canary-1'],
    ['CODEX_GITHUB_PERSONAL_ACCESS_TOKEN', 'canary-1'],
    ['OPENAI_IDENTITY_TOKEN', 'canary-1'],
    ['HTTPS_PROXY', 'http://me:canary-1@proxy:3128'],
    ['https_proxy', 'me:can/ary-1@proxy:3128'],
    ['HTTP_PROXY', 'http://canary-1@proxy'],
    ['OPENAI_BASE_URL', 'https://u:canary-1@gateway/v1?key=canary-1&x=canary-1'],
    ['CODEX_NOTE', 'Bearer canary-1canary-1'],
  ])('shows nothing of a secret in %s', (name, value) => {
    const shown = JSON.stringify(tell({ [name]: value }))
    expect(shown).not.toMatch(/ary-1/)
    expect(shown).toContain(name)
  })

  it('does not tell how long a secret is', () => {
    expect(one('CODEX_API_KEY', { CODEX_API_KEY: 'x' })?.value).toBe(
      one('CODEX_API_KEY', { CODEX_API_KEY: 'x'.repeat(500) })?.value,
    )
  })

  it('tells set to nothing from not set', () => {
    expect(one('NO_PROXY', { NO_PROXY: '' })?.value).toBe('')
  })

  it('shows both spellings of a proxy, and on Windows any spelling of a name', () => {
    expect(tell({ HTTP_PROXY: 'http://a', http_proxy: 'http://b' }).filter(({ value }) => value !== null)).toHaveLength(
      2,
    )
    expect(one('Codex_Home', { Codex_Home: 'C:\\x' }, 'win32')?.fate).toBe('replaced')
    expect(one('codex_home', { codex_home: '/x' }, 'linux')?.fate).toBe('dropped')
  })

  it('tells which names the app gives by itself, without a value', () => {
    expect(tell({}, 'linux', ['GITHUB_PAT_FOR_MCP']).at(-1)).toEqual({
      name: 'GITHUB_PAT_FOR_MCP',
      group: 'other',
      value: '••••••••',
      fate: 'given',
    })
  })

  it('keeps control characters and endless values out', () => {
    const value = one('NO_PROXY', { NO_PROXY: `a\u001b[31m\u202Eb${'c'.repeat(9000)}` })?.value ?? ''
    expect(value).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(value.length).toBeLessThan(400)
    expect(tell(Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`CODEX_X${n}`, '1']))).length).toBeLessThan(
      70,
    )
  })
})
