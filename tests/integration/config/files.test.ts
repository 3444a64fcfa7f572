// The files behind the configuration as text, checked by the real Codex: what is read, saved, kept, removed and refused.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConfigFile, FileText, SaveReport } from '@contract/config'
import { quiet, setConfigStage, type ConfigStage, type StagedProject } from '../../support/config-stage'
import { until } from '../../support/waiting'

const config: ConfigFile = { kind: 'config' }
const projectConfig: ConfigFile = { kind: 'project-config' }

describe('a file of the configuration', () => {
  let stage: ConfigStage
  let one: StagedProject
  beforeEach(() => {
    stage = setConfigStage()
    one = stage.add('one')
  })
  afterEach(() => stage.end())

  const text = (file: ConfigFile): Promise<FileText> => stage.wing.files.text(one.project.id, file)
  const save = (
    file: ConfigFile,
    value: string,
    expectedHash: string | null = null,
    evenIfInvalid = false,
  ): Promise<SaveReport> => stage.wing.files.save(one.project.id, file, value, { expectedHash, evenIfInvalid })
  const inFolder = (...parts: string[]): string => join(one.project.path, ...parts)

  it('is read with its path, and saved as it was typed', async () => {
    const read = await text(config)
    expect(read).toMatchObject({
      path: one.config,
      exists: true,
      text: quiet,
      lossy: false,
      writable: true,
      problems: [],
    })
    const saved = await save(config, `model = "x"\n${quiet}`, read.hash)
    expect(saved).toMatchObject({ state: 'saved', backup: null })
    expect(one.read()).toBe(`model = "x"\n${quiet}`)
    expect((await text(config)).hash).toBe(saved.state === 'saved' ? saved.hash : '')
  })

  it('that is not there is empty, and made with what is above it', async () => {
    const files: [ConfigFile, string][] = [
      [{ kind: 'profile', name: 'work' }, join(one.home, 'work.config.toml')],
      [projectConfig, inFolder('.codex', 'config.toml')],
      [{ kind: 'rules', where: 'home', name: 'mine' }, join(one.home, 'rules', 'mine.rules')],
      [{ kind: 'rules', where: 'project', name: '..' }, inFolder('.codex', 'rules', '...rules')],
      [{ kind: 'agents', where: 'home', override: false }, join(one.home, 'AGENTS.md')],
      [{ kind: 'agents', where: 'project', override: true }, inFolder('AGENTS.override.md')],
      [{ kind: 'hooks', where: 'home' }, join(one.home, 'hooks.json')],
      [{ kind: 'hooks', where: 'project' }, inFolder('.codex', 'hooks.json')],
    ]
    for (const [file, path] of files) {
      expect(await text(file)).toMatchObject({
        path,
        exists: false,
        text: '',
        hash: 'absent',
        writable: true,
        problems: [],
      })
      const content = file.kind === 'hooks' ? '{}' : '# hello\n'
      expect((await save(file, content, 'absent')).state).toBe('saved')
      expect(readFileSync(path, 'utf8')).toBe(content)
      const { undoId } = await stage.wing.files.remove(one.project.id, file)
      expect(existsSync(path)).toBe(false)
      expect((await stage.wing.writes.undo([undoId]))[0]?.state).toBe('written')
      expect(readFileSync(path, 'utf8')).toBe(content)
    }
    await expect(stage.wing.files.remove(one.project.id, config)).rejects.toThrow(/needs its config\.toml/)
  })

  it('keeps its line ends and byte order mark when an editor has lost them', async () => {
    one.put(`\ufeffmodel = "a"\r\n\r\n${quiet.replaceAll('\n', '\r\n')}`)
    const read = await text(config)
    expect(read.text.startsWith('model')).toBe(true)
    const typed = read.text.replaceAll('\r\n', '\n').replace('"a"', '"b"').replace('\n\n', '\n# new\n\n')
    expect((await save(config, typed, read.hash)).state).toBe('saved')
    expect(one.read()).toBe(`\ufeffmodel = "b"\r\n# new\r\n\r\n${quiet.replaceAll('\n', '\r\n')}`)
  })

  it('is not saved over what somebody else wrote meanwhile: both are shown', async () => {
    const read = await text(config)
    one.put(`model = "theirs"\n${quiet}`)
    const report = await save(config, `model = "mine"\n${quiet}`, read.hash)
    expect(report).toMatchObject({ state: 'conflict', now: { text: `model = "theirs"\n${quiet}` } })
    expect(one.read()).toContain('theirs')
    if (report.state !== 'conflict') throw new Error(report.state)
    expect((await save(config, `model = "mine"\n${quiet}`, report.now.hash)).state).toBe('saved')
  })

  it('tells of a key that Codex doesn’t know, and is saved with it', async () => {
    const problems = await stage.wing.files.check(
      one.project.id,
      config,
      `${quiet}[mcp_servers.x]\ncommand = "a"\nfoo = 1\n`,
    )
    expect(problems).toEqual([
      {
        line: 7,
        column: 1,
        level: 'warning',
        message: expect.stringMatching(/doesn’t know mcp_servers\.x\.foo/) as string,
      },
    ])
    expect((await save(config, `tool_hook_command = "x"\n${quiet}`)).state).toBe('saved')
  })

  it('names the line where Codex names none', async () => {
    const lineOf = async (value: string): Promise<number | null | undefined> =>
      (await stage.wing.files.check(one.project.id, config, value))[0]?.line
    expect(await lineOf(`${quiet}\n\n[permissions.x]\ndescription = "a"\n`)).toBe(7)
    expect(await lineOf(`\n\nmodel_provider = "nope"\n${quiet}`)).toBe(3)
    expect(await lineOf(`#\napproval_policy = "untrusted"\n${quiet}`)).toBe(2)
    expect(await lineOf(`model = "a"\nmodel_instructions_file = "/not/there.md"\n${quiet}`)).toBe(2)
    expect(await lineOf(`[features]\nplugins = false\nrollout_budget = true\n`)).toBe(3)
  })

  it('may name other files of the home by relative paths', async () => {
    mkdirSync(join(one.home, 'texts'))
    writeFileSync(join(one.home, 'texts', 'base.md'), 'Be kind.')
    const value = `model_instructions_file = "texts/base.md"\n${quiet}`
    expect(await stage.wing.files.check(one.project.id, config, value)).toEqual([])
    rmSync(join(one.home, 'texts'), { recursive: true })
    const [problem] = await stage.wing.files.check(one.project.id, config, value)
    expect(problem).toMatchObject({ level: 'error', line: 1 })
    expect(problem?.message).toContain(join(one.home, 'texts', 'base.md'))
  })

  it('that comes on top of the home’s configuration may use what is there', async () => {
    one.put(`${quiet}[model_providers.mine]\nname = "Mine"\nbase_url = "http://127.0.0.1:9/v1"\n`)
    const profile: ConfigFile = { kind: 'profile', name: 'work' }
    expect(await stage.wing.files.check(one.project.id, profile, 'model_provider = "mine"\n')).toEqual([])
    expect(await stage.wing.files.check(one.project.id, profile, 'model_provider = "other"\n')).toMatchObject([
      { level: 'error', line: 1 },
    ])
  })

  it('of rules is checked as rules', async () => {
    const rules: ConfigFile = { kind: 'rules', where: 'home', name: 'default' }
    expect(
      await stage.wing.files.check(one.project.id, rules, 'prefix_rule(pattern=["git"], decision="allow")\n'),
    ).toEqual([])
    expect(
      await stage.wing.files.check(one.project.id, rules, '\nprefix_rule(pattern=["git"], decision="maybe")\n'),
    ).toEqual([{ line: 2, column: 1, level: 'error', message: 'invalid decision: maybe' }])
    expect(
      await stage.wing.files.check(one.project.id, rules, 'prefix_rule(pattern=["a"], match=["cat x"])\n'),
    ).toEqual([
      {
        line: null,
        column: null,
        level: 'error',
        message: expect.stringMatching(/match at least one rule.*cat x/) as string,
      },
    ])
    expect((await save(rules, 'nonsense(')).state).toBe('invalid')
    expect(existsSync(join(one.home, 'rules'))).toBe(false)
  })

  it('of hooks is checked as JSON', async () => {
    const hooks: ConfigFile = { kind: 'hooks', where: 'home' }
    const check = (value: string) => stage.wing.files.check(one.project.id, hooks, value)
    expect(await check('{"hooks": {}}')).toEqual([])
    expect(await check('{\n  "a": 1,\n}')).toMatchObject([{ line: 3, level: 'error' }])
    expect(await check('[1]')).toMatchObject([{ line: 1, level: 'error' }])
    expect(await check('{"a": ')).toMatchObject([{ line: 1, level: 'error' }])
  })

  it('is shown in the file manager once it is there', async () => {
    await stage.wing.files.reveal(one.project.id, config)
    expect(stage.revealed).toEqual([one.config])
    await expect(stage.wing.files.reveal(one.project.id, projectConfig)).rejects.toThrow(/not there yet/)
  })

  it('is read anew by a running Codex', async () => {
    const codex = await one.codex()
    await save(config, `model_verbosity = "low"\n${quiet}`)
    expect((await codex.request('config/read', { includeLayers: false })).config.model_verbosity).toBe('low')
    expect(stage.asked.at(-1)?.method).toBe('config/batchWrite')
  })

  describe('in a hostile folder', () => {
    it.each([
      ['the file', () => ['.codex/config.toml', 'outside/config.toml'] as const],
      ['the folder', () => ['.codex', 'outside'] as const],
    ])('is not reached through a link that leads out: %s', async (_what, place) => {
      const outside = join(stage.root, 'outside')
      mkdirSync(outside)
      writeFileSync(join(outside, 'config.toml'), 'secret = "theirs"\n')
      const [from, to] = place()
      if (from.includes('/')) mkdirSync(inFolder('.codex'))
      symlinkSync(join(stage.root, to), inFolder(from))
      const acts = [
        () => text(projectConfig),
        () => save(projectConfig, 'x = 1\n'),
        () => stage.wing.files.remove(one.project.id, projectConfig),
      ]
      for (const act of acts) await expect(act()).rejects.toThrow(/leads out of the project/)
      expect(readFileSync(join(outside, 'config.toml'), 'utf8')).toBe('secret = "theirs"\n')
    })

    it('may be a link that stays inside', async () => {
      writeFileSync(inFolder('CLAUDE.md'), 'hello')
      symlinkSync('CLAUDE.md', inFolder('AGENTS.md'))
      const agents: ConfigFile = { kind: 'agents', where: 'project', override: false }
      const read = await text(agents)
      expect(read.text).toBe('hello')
      await save(agents, 'hello again', read.hash)
      expect(lstatSync(inFolder('AGENTS.md')).isSymbolicLink()).toBe(true)
      expect(readFileSync(inFolder('CLAUDE.md'), 'utf8')).toBe('hello again')
    })

    it('is refused when it is a folder, a pipe, too large, or behind a file', async () => {
      const agents: ConfigFile = { kind: 'agents', where: 'project', override: false }
      mkdirSync(inFolder('AGENTS.md'))
      await expect(text(agents)).rejects.toThrow(/is no file/)
      await expect(save(agents, 'x')).rejects.toThrow(/is no file/)
      rmSync(inFolder('AGENTS.md'), { recursive: true })
      execFileSync('mkfifo', [inFolder('AGENTS.md')])
      await expect(text(agents)).rejects.toThrow(/is no file/)
      rmSync(inFolder('AGENTS.md'))
      writeFileSync(inFolder('AGENTS.md'), Buffer.alloc(8 * 1024 * 1024 + 1, 'a'))
      await expect(text(agents)).rejects.toThrow(/9 MB.*up to 8 MB/)
      await expect(save(agents, 'x')).rejects.toThrow(/9 MB/)
      expect(statSync(inFolder('AGENTS.md')).size).toBe(8 * 1024 * 1024 + 1)
      writeFileSync(inFolder('.codex'), 'a file')
      await expect(text(projectConfig)).rejects.toThrow(/\.codex is a file where a folder should be/)
    })
  })

  it('keeps its mode, and a link of the home', async () => {
    const real = join(stage.root, 'dotfiles.toml')
    writeFileSync(real, quiet)
    chmodSync(real, 0o640)
    rmSync(one.config)
    symlinkSync(real, one.config)
    expect((await save(config, `model = "x"\n${quiet}`)).state).toBe('saved')
    expect(lstatSync(one.config).isSymbolicLink()).toBe(true)
    expect(statSync(real).mode & 0o777).toBe(0o640)
    await save({ kind: 'agents', where: 'project', override: false }, 'hi')
    expect(statSync(inFolder('AGENTS.md')).mode & 0o777).toBe(0o644)
  })

  it.runIf(process.getuid?.() !== 0)('that may not be written says so and stays', async () => {
    chmodSync(one.home, 0o500)
    try {
      expect(await text(config)).toMatchObject({ text: quiet, writable: false })
      await expect(save(config, 'x = 1\n')).rejects.toThrow(/EACCES/)
      expect(one.read()).toBe(quiet)
    } finally {
      chmodSync(one.home, 0o700)
    }
  })

  it('leaves nothing of its checks behind', async () => {
    await Promise.all([text(config), stage.wing.files.check(one.project.id, config, 'model = 5')])
    expect(readdirSync(join(stage.userData, 'config-checks'))).toEqual([])
  })
})

describe('watching a project’s configuration', () => {
  let stage: ConfigStage
  let one: StagedProject
  beforeEach(async () => {
    stage = setConfigStage()
    one = stage.add('one')
    await stage.wing.watch.on(one.project.id)
  })
  afterEach(() => stage.end())

  const told = (): number => stage.pushed.filter(({ type }) => type === 'config-changed').length
  const tellsOf = async (change: () => void): Promise<void> => {
    const before = told()
    change()
    await until(() => told() > before, 'an event')
  }

  it('tells of every file that counts, new ones and folders that appear', async () => {
    await tellsOf(() => one.put(`# x\n${quiet}`))
    await tellsOf(() => writeFileSync(join(one.home, 'work.config.toml'), 'model = "x"\n'))
    await tellsOf(() => writeFileSync(join(one.project.path, 'AGENTS.md'), 'hi'))
    await tellsOf(() => {
      mkdirSync(join(one.project.path, '.codex', 'rules'), { recursive: true })
      writeFileSync(join(one.project.path, '.codex', 'config.toml'), 'model = "x"\n')
    })
    await tellsOf(() => writeFileSync(join(one.project.path, '.codex', 'config.toml'), 'model = "yy"\n'))
    await tellsOf(() => writeFileSync(join(one.project.path, '.codex', 'rules', 'a.rules'), '# x\n'))
    await tellsOf(() => rmSync(join(one.project.path, '.codex'), { recursive: true }))
  })

  it('tells of the app’s own writes, and of many at once only once', async () => {
    await tellsOf(() => {
      for (let index = 0; index < 50; index += 1) one.put(`# ${'x'.repeat(index)}\n${quiet}`)
    })
    expect(told()).toBeLessThan(4)
    const before = told()
    await stage.wing.writes.write(
      { kind: 'project', projectId: one.project.id },
      [{ path: ['model'], value: 'x', merge: 'replace' }],
      null,
    )
    await until(() => told() > before, 'an event')
  })

  it('goes on until the last of several screens has left, and ends for all with the page', async () => {
    const { watch } = stage.wing
    const { id } = one.project
    await watch.on(id)
    watch.off(id)
    await tellsOf(() => one.put(`# still\n${quiet}`))
    await watch.on(id)
    watch.endAll()
    one.put(`# nobody\n${quiet}`)
    await watch.on(id)
    const before = told()
    // One leaving is enough now: the screens of the page before don't count any more.
    watch.off(id)
    one.put(`# nobody looks\n${quiet}`)
    await watch.on(id)
    await tellsOf(() => one.put(`# again\n${quiet}`))
    expect(told()).toBe(before + 1)
  })

  it('says nothing of other files, and nothing once it is off', async () => {
    writeFileSync(join(one.home, 'state.sqlite'), 'x')
    writeFileSync(join(one.project.path, 'main.rs'), 'x')
    stage.wing.watch.off(one.project.id)
    one.put(`# x\n${quiet}`)
    await stage.wing.watch.on(one.project.id)
    await tellsOf(() => one.put(`# xyz\n${quiet}`))
    expect(told()).toBe(1)
  })
})
