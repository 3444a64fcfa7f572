// Edits of config.toml through the real Codex: what becomes of each home, what is put back, and how it is taken back.
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConfigEdit, ConfigValue, HomeWrite } from '@contract/config'
import { isTable, valueAt } from '../../../main/config/key-path'
import { layersOf, userLayer } from '../../../main/config/config-layers'
import { quiet, setConfigStage, type ConfigStage, type StagedProject } from '../../support/config-stage'
import { until } from '../../support/waiting'

const set = (path: string[], value: ConfigValue, merge: ConfigEdit['merge'] = 'replace'): ConfigEdit => ({
  path,
  value,
  merge,
})

describe('an edit of the configuration', () => {
  let stage: ConfigStage
  beforeEach(() => {
    stage = setConfigStage()
  })
  afterEach(() => stage.end())

  const write = async (one: StagedProject, edits: ConfigEdit[], version: string | null = null): Promise<HomeWrite> => {
    const [report] = await stage.wing.writes.write({ kind: 'project', projectId: one.project.id }, edits, version)
    if (!report) throw new Error('no report')
    return report
  }
  const versionOf = async (one: StagedProject): Promise<string | null> =>
    userLayer(layersOf(await (await one.codex()).request('config/read', { includeLayers: true })))?.version ?? null
  const userConfig = async (one: StagedProject): Promise<unknown> =>
    userLayer(layersOf(await (await one.codex()).request('config/read', { includeLayers: true })))?.config

  it('is written, keeps every other byte, and can be taken back and done again', async () => {
    const old = `# mine\r\nmodel = "a" # why\r\n\r\n# about features\r\n[features]\r\nplugins = false\r\n[analytics]\r\nenabled = false`
    const one = stage.add('one', { config: `\ufeff${old}` })
    const report = await write(one, [set(['model'], 'b')])
    expect(report).toMatchObject({ state: 'written', problem: null, overridden: null, theirs: null })
    expect(one.read()).toBe(`\ufeff${old.replace('"a"', '"b"')}`)
    expect(report.version).toBe(await versionOf(one))

    const [undone] = await stage.wing.writes.undo([report.undoId ?? ''])
    expect(undone).toMatchObject({ state: 'written', projectId: one.project.id, name: 'one' })
    expect(one.read()).toBe(`\ufeff${old}`)
    await stage.wing.writes.undo([undone?.undoId ?? ''])
    expect(one.read()).toContain('"b"')
  })

  it('of what is so already changes nothing', async () => {
    const one = stage.add('one')
    expect(await write(one, [set(['features', 'plugins'], false)])).toMatchObject({ state: 'unchanged', undoId: null })
    expect(one.read()).toBe(quiet)
  })

  it('keeps the mode of the file, and a link to it', async () => {
    const one = stage.add('one')
    const real = join(stage.root, 'dotfiles.toml')
    writeFileSync(real, quiet)
    chmodSync(real, 0o664)
    rmSync(one.config)
    symlinkSync(real, one.config)
    expect((await write(one, [set(['model'], 'x')])).state).toBe('written')
    expect(lstatSync(one.config).isSymbolicLink()).toBe(true)
    expect(readFileSync(real, 'utf8')).toContain('model = "x"')
    expect(statSync(real).mode & 0o777).toBe(0o664)
  })

  it('makes the file where there is none, and undo takes it away again', async () => {
    const one = stage.add('one')
    await one.codex()
    rmSync(one.config)
    const report = await write(one, [set(['model'], 'x')])
    expect(one.read()).toBe('model = "x"\n')
    await stage.wing.writes.undo([report.undoId ?? ''])
    expect(readdirSync(one.home)).not.toContain('config.toml')
  })

  it.each([
    'a.b',
    'with "quotes"',
    "it's",
    'back\\slash',
    'ünï 漢字 🙂',
    'tab\tbell\u0007del\u007f',
    'line\nbreak',
    '__proto__',
    'constructor',
    ' ',
    '[x]',
    '#',
    'a'.repeat(1000),
  ])('takes the name %j as it is', async (name) => {
    const one = stage.add('one')
    const path = ['mcp_servers', name]
    const server = { command: 'true', enabled: false, env: { [name]: name } }
    const added = await write(one, [set(path, server)])
    expect(added).toMatchObject({ state: 'written', problem: null })
    expect(valueAt(await userConfig(one), path)).toEqual(server)
    expect((await write(one, [set([...path, 'enabled'], true)])).state).toBe('written')
    expect(valueAt(await userConfig(one), [...path, 'enabled'])).toBe(true)
    expect((await write(one, [set(path, null)])).state).toBe('written')
    expect(valueAt(await userConfig(one), path)).toBeUndefined()
  })

  it('is all or nothing', async () => {
    const one = stage.add('one')
    const report = await write(one, [set(['model'], 'x'), set(['model_verbosity'], 'loud')])
    expect(report.state).toBe('refused')
    expect(report.problem).toMatch(/loud.*low.*medium.*high.*model_verbosity/s)
    expect(one.read()).toBe(quiet)
  })

  it.each<[string, ConfigEdit[]]>([
    ['a provider that is not there', [set(['model_provider'], 'nope')]],
    ['permissions without a default', [set(['permissions', 'x'], { description: 'a' })]],
    ['a missing instructions file', [set(['model_instructions_file'], '/nowhere/at/all.md')]],
    ['half a feature', [set(['features', 'rollout_budget'], true)]],
  ])('that Codex takes but can’t work with is put back, byte for byte: %s', async (_what, edits) => {
    const old = `# c\r\n${quiet}`
    const one = stage.add('one', { config: old })
    const report = await write(one, edits)
    expect(report).toMatchObject({ state: 'refused', undoId: null })
    expect(report.problem).toMatch(/^Codex could not work with this: .*Nothing was changed\.$/)
    expect(one.read()).toBe(old)
    await (await one.codex()).startThread()
  })

  it('of a configuration that never worked stays, for a repair may take several steps', async () => {
    const one = stage.add('one', { config: `model_provider = "nope"\n${quiet}` })
    const report = await write(one, [set(['model'], 'x')])
    expect(report.state).toBe('written')
    expect(report.overridden).toMatch(/nope/)
    expect(one.read()).toContain('model = "x"')
    expect(await write(one, [set(['model_provider'], null)])).toMatchObject({ state: 'written', overridden: null })
    // Each state that didn't work was copied before it was written over; the one that works is not.
    await write(one, [set(['model'], 'y')])
    const { files, backups } = stage.wing
    const copies = await files.backups(one.project.id)
    const texts = await Promise.all(copies.map(({ id }) => backups.open(one.project.id, id)))
    expect(texts.map(({ bytes }) => bytes.toString()).toSorted()).toEqual(
      [`model_provider = "nope"\n${quiet}`, `model_provider = "nope"\nmodel = "x"\n${quiet}`].toSorted(),
    )
  })

  it('mends a value of the wrong type that blocks every other edit', async () => {
    const one = stage.add('one')
    await one.codex()
    one.put(`model = 5\n${quiet}`)
    expect((await write(one, [set(['model_verbosity'], 'low')])).problem).toMatch(/integer `5`.*model/)
    expect((await write(one, [set(['model'], 'x')])).state).toBe('written')
    expect(await stage.wing.files.backups(one.project.id)).toHaveLength(1)
  })

  it('works where Codex would write a comment into a header', async () => {
    const old = `${quiet}# about it\n[mcp_servers.x]\ncommand = "true"\n\n# the environment\nenv = { A = "1" } # one\n`
    const one = stage.add('one', { config: old })
    const report = await write(one, [set(['mcp_servers', 'x'], { enabled: false }, 'upsert')])
    expect(report).toMatchObject({ state: 'written', problem: null })
    expect(one.read()).toBe(old.replace('command = "true"\n', 'command = "true"\nenabled = false\n'))
  })

  it('of a broken file is refused with the line, and nothing is overwritten', async () => {
    const one = stage.add('one')
    await one.codex()
    one.put('model = "a\nx = 1\n')
    const report = await write(one, [set(['model'], 'b')])
    expect(report.state).toBe('refused')
    expect(report.problem).toMatch(/config\.toml line 1, column \d+/)
    expect(one.read()).toBe('model = "a\nx = 1\n')
  })

  it('does not touch how far folders are trusted', async () => {
    const one = stage.add('one')
    const report = await write(one, [set(['projects', '/x', 'trust_level'], 'trusted')])
    expect(report.state).toBe('refused')
    expect(one.read()).toBe(quiet)
  })

  describe('when somebody else was quicker', () => {
    it('shows what they wrote, and goes on from there', async () => {
      const one = stage.add('one', { config: `model = "a"\n${quiet}` })
      const version = await versionOf(one)
      one.put(`model = "theirs"\n${quiet}`)
      const report = await write(one, [set(['model'], 'mine'), set(['model_verbosity'], 'low')], version)
      expect(report).toMatchObject({
        state: 'conflict',
        undoId: null,
        theirs: [
          { path: ['model'], value: 'theirs' },
          { path: ['model_verbosity'], value: null },
        ],
      })
      expect(one.read()).toContain('"theirs"')
      expect((await write(one, [set(['model'], 'mine')], report.version)).state).toBe('written')
    })

    it('does not take theirs away by an undo', async () => {
      const one = stage.add('one')
      const { undoId } = await write(one, [set(['model'], 'mine')])
      const theirs = `${one.read()}# theirs\n`
      one.put(theirs)
      const [report] = await stage.wing.writes.undo([undoId ?? ''])
      expect(report?.state).toBe('conflict')
      expect(one.read()).toBe(theirs)
      expect((await stage.wing.writes.undo(['long-ago']))[0]?.state).toBe('refused')
    })
  })

  it('says who wins over it', async () => {
    const one = stage.add('one', { config: `${quiet}` })
    mkdirSync(join(one.project.path, '.codex'))
    writeFileSync(join(one.project.path, '.codex', 'config.toml'), 'model_verbosity = "high"\n')
    one.put(`${quiet}[projects.${JSON.stringify(one.project.path)}]\ntrust_level = "trusted"\n`)
    const report = await write(one, [set(['model_verbosity'], 'low')])
    expect(report.state).toBe('written')
    expect(report.overridden).toMatch(/folder’s own configuration.*model_verbosity/)
    expect((await write(one, [set(['model_verbosity'], 'high')])).overridden).toBeNull()
  })

  it('survives twenty at once', async () => {
    const one = stage.add('one')
    const reports = await Promise.all(
      Array.from({ length: 20 }, (_, index) => write(one, [set(['x', `k${index}`], index)])),
    )
    expect(new Set(reports.map(({ state }) => state))).toEqual(new Set(['written']))
    expect(valueAt(await userConfig(one), ['x'])).toEqual(
      Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, index])),
    )
    await stage.wing.writes.undo(reports.map(({ undoId }) => undoId ?? ''))
    expect(one.read()).toBe(quiet)
  })

  it('of a file of 5 MB takes few seconds and keeps its lines', { timeout: 60_000 }, async () => {
    const lines = Array.from({ length: 115_000 }, (_, index) => `key${index} = "some value of this key" # note\r\n`)
    const one = stage.add('one', { config: quiet + '[mine]\r\n' + lines.join('') })
    await one.codex()
    const old = one.read()
    expect(old.length).toBeGreaterThan(4_500_000)
    const started = performance.now()
    expect((await write(one, [set(['mine', 'key500'], 'other')])).state).toBe('written')
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(one.read() === old.replace('key500 = "some value of this key"', 'key500 = "other"')).toBe(true)
  })

  it.runIf(process.platform === 'linux')('on a disk that can only be read is refused', async () => {
    const home = stage.add('home', { readOnly: 'home' })
    const report = await write(home, [set(['model'], 'x')])
    expect(report.state).toBe('refused')
    expect(report.problem).toMatch(/Codex ended as it started/)
    expect(home.read()).toBe(quiet)

    const file = stage.add('file', { readOnly: 'config' })
    expect((await write(file, [set(['model'], 'x')])).problem).toMatch(
      /config\.toml can’t be written.*Nothing was changed/,
    )
    expect(file.read()).toBe(quiet)
    expect(readdirSync(file.home).filter((name) => name.includes('config'))).toEqual(['config.toml'])
  })

  describe('for all projects', () => {
    it('writes each home once and tells each by itself', async () => {
      const one = stage.add('one')
      const two = stage.add('two')
      const sharing = stage.add('three', { home: two.home })
      const broken = stage.add('four', { config: 'model = "\n' })
      await one.codex()
      const reports = await stage.wing.writes.write({ kind: 'all' }, [set(['model'], 'x')], 'sha256:old')
      expect(reports.map(({ name, state }) => [name, state])).toEqual([
        ['one', 'written'],
        [`two, ${sharing.project.name}`, 'written'],
        ['four', 'refused'],
      ])
      expect(reports[2]?.problem).toMatch(/not valid TOML at line 1/)
      for (const each of [one, two]) expect(each.read()).toContain('model = "x"')
      expect(broken.read()).toBe('model = "\n')
      // Only those that were started for it go to rest again.
      expect(stage.rested.toSorted()).toEqual([two.project.id, broken.project.id].toSorted())

      const undone = await stage.wing.writes.undo(reports.flatMap(({ undoId }) => undoId ?? []))
      expect(undone.map(({ state }) => state)).toEqual(['written', 'written'])
      for (const each of [one, two]) expect(each.read()).toBe(quiet)
    })

    it('tells how far it is, and leaves those alone that it has not come to when it is stopped', async () => {
      const homes = ['one', 'two', 'three', 'four', 'five', 'six'].map((name) => stage.add(name))
      const progress = () =>
        stage.pushed.flatMap((event) => (event.type === 'config-all-homes' ? [event.progress] : []))
      const writing = stage.wing.writes.write({ kind: 'all' }, [set(['model'], 'x')], null)
      await until(() => (progress().at(-1)?.done ?? 0) > 0, 'the first home')
      stage.wing.writes.stopAllHomes()
      const reports = await writing
      const states = reports.map(({ state }) => state)
      // Two are written at once: those that were begun are ended.
      expect(states.filter((state) => state === 'written').length).toBeLessThanOrEqual(3)
      expect(new Set(states)).toEqual(new Set(['written', 'stopped']))
      expect(homes.map((home) => home.read() === quiet)).toEqual(states.map((state) => state === 'stopped'))
      expect(progress()[0]).toEqual({ done: 0, of: 6 })
      expect(progress().slice(-2)).toEqual([{ done: 6, of: 6 }, null])

      await stage.wing.writes.undo(reports.flatMap(({ undoId }) => undoId ?? []))
      expect(homes.every((home) => home.read() === quiet)).toBe(true)
      // The next one goes through all of them again.
      const again = await stage.wing.writes.write({ kind: 'all' }, [set(['model'], 'x')], null)
      expect(again.every(({ state }) => state === 'written')).toBe(true)
    })

    it('has nothing to say of a project that is gone, and refuses one that is not known', async () => {
      const one = stage.add('one')
      stage.remove(one)
      expect(await stage.wing.writes.write({ kind: 'all' }, [set(['model'], 'x')], null)).toEqual([])
      await expect(
        stage.wing.writes.write({ kind: 'project', projectId: one.project.id }, [set(['model'], 'x')], null),
      ).rejects.toThrow(/no longer in the list/)
    })
  })

  it('keeps the keys of forks byte for byte, whatever is edited around them', async () => {
    const forks = [
      '# runs around every tool call',
      'tool_hook_command = [ "python3",   # why this one',
      '  "~/scripts/log_tool_calls.py" ]',
      '',
      '# tools of our own',
      '[custom_tools.echo_demo] # the demo',
      'command = ["python3", "/tools/echo.py"]',
      'parameters = { type = \'object\', properties = { text = { type = "string" } } }',
      'timeout_ms = 4_000',
      '[custom_tools."odd name".env]',
      'CUSTOM_TOOL_PREFIX = "dev: " # kept',
      '',
    ]
    const old = `model = "a"\n${forks.slice(0, 4).join('\n')}\n${forks.slice(4).join('\n')}\n${quiet}`
    const one = stage.add('one', { config: old })
    const undoIds: string[] = []
    for (const edits of [
      [set(['model'], 'b')],
      [set(['model'], null)],
      [set(['mcp_servers', 'x'], { command: 'true', args: ['a'] })],
      [set(['mcp_servers', 'x'], { enabled: false }, 'upsert')],
      [set(['features', 'goals'], true), set(['notify'], ['x'])],
      [set(['mcp_servers'], null)],
    ]) {
      const { state, undoId } = await write(one, edits)
      expect(state).toBe('written')
      if (undoId !== null) undoIds.push(undoId)
      const now = one.read()
      expect(now).toContain(forks.slice(0, 3).join('\n'))
      expect(now).toContain(forks.slice(4).join('\n'))
    }
    await stage.wing.writes.undo(undoIds)
    expect(one.read()).toBe(old)
    // And a form's edit of one of them touches that line alone, although this Codex doesn't know the key.
    await write(one, [set(['custom_tools', 'echo_demo', 'timeout_ms'], 10)])
    expect(one.read()).toBe(old.replace('4_000', '10'))
  })

  it('asks Codex for little beside the write itself', async () => {
    const one = stage.add('one')
    await one.codex()
    const askedBy = async (edit: ConfigEdit): Promise<string[]> => {
      stage.asked.length = 0
      await write(one, [edit])
      return stage.asked.map(({ method }) => method).filter((method) => method !== 'config/read')
    }
    await write(one, [set(['model'], 'a')])
    stage.asked.length = 0
    await write(one, [set(['model'], 'b')])
    // What was written here before is known to work: Codex is not asked about it again.
    expect(stage.asked.map(({ method }) => method)).toEqual(['config/batchWrite', 'config/read'])
    expect(await askedBy(set(['features', 'goals'], false))).toEqual(['config/batchWrite'])
    expect(await askedBy(set(['web_search'], 'live'))).toEqual(['config/batchWrite', 'configRequirements/read'])
  })

  it('reads back what it wrote', async () => {
    const one = stage.add('one')
    const value = { s: 'a\n"b"\\', n: -3, f: 2.5, b: true, list: [1, 'x', { y: [] }], t: { 'a.b': { c: '' } } }
    expect((await write(one, [set(['mine'], value)])).state).toBe('written')
    expect(isTable(await userConfig(one)) && valueAt(await userConfig(one), ['mine'])).toEqual(value)
    expect((await write(one, [set(['mine', 'bad'], [null])])).state).toBe('refused')
  })
})
