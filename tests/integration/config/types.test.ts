// The list of keys that set-up got out of the bundled Codex.
import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ConfigTypes } from '../../../main/config/config-types'
import { keyHelp } from '../../../main/config/key-help'

const file = fileURLToPath(new URL('../../../codex-bin/protocol/config-types.json', import.meta.url))

describe('the keys that Codex knows', async () => {
  const keys = await new ConfigTypes(file).list()
  const key = (name: string) => keys.find(({ path }) => path.join('.') === name)

  it('are several hundred, each told once', () => {
    expect(keys.length).toBeGreaterThan(700)
    expect(new Set(keys.map(({ path }) => JSON.stringify(path))).size).toBe(keys.length)
  })

  it.each([
    ['model', 'string'],
    ['features.goals', 'boolean'],
    ['model_context_window', 'integer'],
    ['tui.mouse_scroll_speed', 'number'],
    ['notify', 'strings'],
    ['sandbox_workspace_write.writable_roots', 'strings'],
    ['hooks.Stop', 'array'],
    ['log_dir', 'path'],
    ['mcp_servers', 'table'],
    ['mcp_servers.*.command', 'string'],
    ['mcp_servers.*.env.*', 'string'],
    ['mcp_servers.*.tools.*.approval_mode', 'enum'],
    ['model_providers.*.request_max_retries', 'integer'],
    ['permissions.*.network.enabled', 'boolean'],
    ['projects.*.trust_level', 'enum'],
  ])('%s is %s', (name, type) => expect(key(name)?.type).toBe(type))

  it('have values where they are one of several, without those that Codex names only to refuse', () => {
    expect(key('model_verbosity')?.values).toEqual(['low', 'medium', 'high'])
    expect(key('approval_policy')?.values).toContain('on-request')
    expect(key('approval_policy')?.values).not.toContain('untrusted')
    expect(keys.filter(({ type, values }) => type === 'enum' && values.length === 0)).toEqual([])
  })

  it('are explained where people use them, and every explanation is of a key', () => {
    expect(Object.keys(keyHelp).length).toBeGreaterThan(110)
    expect(Object.keys(keyHelp).filter((name) => !key(name))).toEqual([])
    expect(key('model')?.help).toMatch(/model/)
    for (const help of Object.values(keyHelp)) expect(help).toMatch(/^[A-Z].{5,140}[.]$/)
  })

  it('name no path of this machine', () => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/zz__|\/root|\/home\/|codex-home/)
  })

  it('are none where set-up made no list', async () => {
    expect(await new ConfigTypes(`${file}.missing`).list()).toEqual([])
  })
})
