import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'smol-toml'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectHomePath } from '../../../../main/codex/home/layout'
import { applyTemplate } from '../../../../main/homes/template'
import type { TemplatePart } from '../../../../preload/contract/homes'

describe('a home from a template', () => {
  let root: string
  let template: string
  let home: string
  const put = (path: string, content: string): string => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    return path
  }
  const read = (path: string): string => readFileSync(join(home, path), 'utf8')
  const run = (
    parts: TemplatePart[] = ['config', 'instructions', 'rules', 'skills'],
    sharedHome: string | null = null,
  ) =>
    applyTemplate({
      userData: join(root, 'data'),
      project: { path: join(root, 'project'), sharedHome },
      template,
      parts,
    })

  beforeEach(() => {
    const cache = join(homedir(), '.cache', 'codex-deck-tests')
    mkdirSync(cache, { recursive: true })
    root = realpathSync(mkdtempSync(join(cache, 'home-')))
    template = join(root, 'template')
    mkdirSync(join(root, 'project'))
    mkdirSync(template)
    home = projectHomePath(join(root, 'data'), join(root, 'project'))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('has the settings, instructions, rules and skills, and nothing else', async () => {
    put(
      join(template, 'config.toml'),
      'model = "m"\ncli_auth_credentials_store = "file"\n[mcp_servers.x]\ncommand = "c"\nenv = { K = "canary" }\n',
    )
    put(join(template, 'AGENTS.md'), 'Be brief.')
    put(join(template, 'rules/default.rules'), 'allow')
    chmodSync(put(join(template, 'skills/mine/run.sh'), '#!/bin/sh'), 0o755)
    put(join(template, 'skills/.system/theirs/SKILL.md'), 'x')
    for (const secret of ['auth.json', '.credentials.json', 'history.jsonl', 'sessions/2026/a.jsonl', 'hooks.json'])
      put(join(template, secret), 'canary')
    const report = await run()
    expect(report.copied).toEqual(['AGENTS.md', 'rules/default.rules', 'skills/mine/run.sh'])
    expect(report.settings).toEqual(['model', 'mcp_servers'])
    expect(report.left.map(({ name }) => name)).toEqual([
      'config.toml: cli_auth_credentials_store',
      'config.toml: mcp_servers.x.env',
    ])
    expect(parse(read('config.toml'))).toMatchObject({
      model: 'm',
      cli_auth_credentials_store: 'ephemeral',
      mcp_servers: { x: { command: 'c' } },
      features: { plugins: false },
    })
    expect(read('config.toml')).not.toContain('canary')
    for (const absent of [
      'auth.json',
      '.credentials.json',
      'history.jsonl',
      'sessions',
      'hooks.json',
      'skills/.system',
    ])
      expect(() => lstatSync(join(home, absent)), absent).toThrow(/ENOENT/)
    expect(lstatSync(join(home, 'skills/mine/run.sh')).mode & 0o777).toBe(0o700)
    expect(lstatSync(join(home, 'AGENTS.md')).mode & 0o777).toBe(0o600)
  })

  it('takes only the parts that were chosen', async () => {
    put(join(template, 'AGENTS.md'), 'a')
    put(join(template, 'rules/a.rules'), 'a')
    expect((await run(['rules'])).copied).toEqual(['rules/a.rules'])
    expect(() => read('AGENTS.md')).toThrow(/ENOENT/)
  })

  it('overwrites nothing', async () => {
    put(join(template, 'AGENTS.md'), 'theirs')
    put(join(template, 'rules/a.rules'), 'theirs')
    put(join(template, 'config.toml'), 'model = "theirs"\n[analytics]\nenabled = true\n')
    put(join(home, 'AGENTS.md'), 'mine')
    put(join(home, 'rules/a.rules'), 'mine')
    put(join(home, 'config.toml'), '# mine\nmodel = "mine"\n')
    const report = await run()
    expect(report.copied).toEqual([])
    expect(report.left).toEqual([
      { name: 'AGENTS.md', reason: 'It is there already.' },
      { name: 'rules/a.rules', reason: 'It is there already.' },
      { name: 'config.toml: model', reason: 'It is set already.' },
    ])
    expect([read('AGENTS.md'), read('rules/a.rules')]).toEqual(['mine', 'mine'])
    expect(read('config.toml')).toMatch(/^# mine\nmodel = "mine"\n/)
  })

  it('follows no link, neither in the template nor in the home', async () => {
    const outside = put(join(root, 'outside/secret'), 'canary')
    put(join(template, 'skills/ok/SKILL.md'), 'ok')
    symlinkSync(outside, join(template, 'AGENTS.md'))
    symlinkSync(dirname(outside), join(template, 'skills/linked'))
    symlinkSync(outside, join(template, 'config.toml'))
    put(join(template, 'rules/a.rules'), 'a')
    mkdirSync(home, { recursive: true })
    symlinkSync(dirname(outside), join(home, 'rules'))
    const report = await run()
    expect(report.copied).toEqual(['skills/ok/SKILL.md'])
    expect(report.left.map(({ name }) => name)).toEqual(['AGENTS.md', 'rules', 'skills/linked', 'config.toml'])
    expect(() => lstatSync(join(root, 'outside/a.rules'))).toThrow(/ENOENT/)
    expect(() => lstatSync(join(home, 'AGENTS.md'))).toThrow(/ENOENT/)
  })

  it('does not cut a config.toml that is a link to a file kept elsewhere', async () => {
    put(join(template, 'config.toml'), 'model = "m"\n')
    const kept = put(join(root, 'dotfiles/config.toml'), 'a = 1\n')
    mkdirSync(home, { recursive: true })
    symlinkSync(kept, join(home, 'config.toml'))
    expect((await run(['config'])).settings).toEqual([])
    expect(lstatSync(join(home, 'config.toml')).isSymbolicLink()).toBe(true)
    expect(readFileSync(kept, 'utf8')).toBe('a = 1\n')
  })

  it.each([
    ['broken', 'model = ', /line 1/],
    ['that Codex exits at', 'approval_policy = "untrusted"\n', /makes Codex exit/],
  ])('takes nothing of a configuration %s', async (_what, text, words) => {
    put(join(template, 'config.toml'), text)
    const report = await run(['config'])
    expect(report.left).toHaveLength(1)
    expect(report.left[0]?.reason).toMatch(words)
    expect(read('config.toml')).not.toContain('approval_policy')
  })

  it('says that the project’s own configuration is broken and leaves it', async () => {
    put(join(template, 'config.toml'), 'model = "m"\n')
    put(join(home, 'config.toml'), 'a = \n')
    expect((await run(['config'])).left[0]?.reason).toMatch(/The project’s config.toml is not valid TOML at line 1/)
    expect(read('config.toml')).toBe('a = \n')
  })

  it('is not for a project that shares a home, nor from itself', async () => {
    await expect(run(['config'], '/elsewhere')).rejects.toThrow(/shares another home/)
    mkdirSync(home, { recursive: true })
    template = home
    await expect(run()).rejects.toThrow(/own home/)
  })

  it('says what lies too deep or is too much', async () => {
    put(join(template, `skills/${'d/'.repeat(30)}f`), 'x')
    put(join(template, 'skills/a'), 'x')
    const report = await run(['skills'])
    expect(report.copied).toEqual(['skills/a'])
    expect(report.left).toMatchObject([{ reason: 'It lies too deep.' }])
  })
})
