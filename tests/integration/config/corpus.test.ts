// Broken configurations of every kind: shown with the place of what is wrong, never overwritten unasked, copied before a repair,
// and mended by it.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { transformWithOxc } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigFile } from '@contract/config'
import { quiet, setConfigStage, type ConfigStage, type StagedProject } from '../../support/config-stage'

const config: ConfigFile = { kind: 'config' }

/** [what, the text, the line that is told (null: none)]. */
const corpus: [string, string | Uint8Array, number | null][] = [
  ['a key without a value', 'model =\n', 1],
  ['a key alone', '\nmodel\n', 2],
  ['a text that isn’t closed', 'a = 1\nmodel = "x\n', 2],
  ['a long text that isn’t closed', 'a = """x\ny\n', 2],
  ['a text without quotes', 'model = gpt\n', 1],
  ['single quotes around half', "model = 'x\n", 1],
  ['an unknown escape', 'model = "\\q"\n', 1],
  ['a half escape', 'model = "\\u12"\n', 1],
  ['a control character', 'model = "\u0001"\n', 1],
  ['a zero byte', 'model = "a\u0000b"\n', 1],
  ['a header that isn’t closed', '[features\nplugins = false\n', 1],
  ['an empty header', '[]\n', 1],
  ['an array header closed once', '[[x]\n', 1],
  ['a list that isn’t closed', 'notify = ["a",\n', 1],
  ['two commas', 'notify = ["a",,"b"]\n', 1],
  ['an inline table that isn’t closed', 'features = { plugins = false\n', 1],
  ['a key twice', 'model = "a"\nmodel = "b"\n', 2],
  ['a table twice', '[tui]\n[tui]\n', 2],
  ['a table over a value', 'model = "a"\n[model.x]\n', 2],
  ['a dotted key over a value', 'model = "a"\nmodel.x = 1\n', 2],
  ['two statements in a line', 'a = 1 b = 2\n', 1],
  ['JSON', '{ "model": "x" }\n', 1],
  ['YAML', 'model: x\n', 1],
  ['an INI comment', '; hello\n', 1],
  ['a bare key with umlauts', 'größe = 1\n', 1],
  ['a number with a leading zero', 'x = 01\n', 1],
  ['a date that is none', 'x = 2020-13-40\n', 1],
  ['a carriage return alone', 'a = 1\rb = 2\n', 1],
  ['merge markers', '<<<<<<< HEAD\nmodel = "a"\n=======\nmodel = "b"\n>>>>>>> x\n', 1],
  ['a number for a text', 'model = 5\n', 1],
  ['a text for a switch', '[features]\nplugins = "no"\n', 2],
  ['a value that isn’t one of them', `${quiet}model_verbosity = 1\n[x]\n`, null],
  ['a name for a list of names', '\nweb_search = "sometimes"\n', 2],
  ['a server with both ways', '[mcp_servers.x]\ncommand = "a"\nurl = "http://127.0.0.1"\n', 1],
  ['a provider with a name of Codex’s own', '\n[model_providers.openai]\nname = "x"\n', 2],
  ['a profile in the file', 'profile = "x"\n', 1],
  ['a policy that is no more', '\n\napproval_policy = "untrusted"\n', 3],
  ['a provider that is not there', '\nmodel_provider = "nope"\n', 2],
  ['very deep lists', `x = ${'['.repeat(5000)}\n`, 1],
  ['bytes that are no UTF-8', Buffer.from([...Buffer.from('a = 1\nmodel = "'), 0xff, 0xfe, 0x22, 0x0a]), 2],
  ['UTF-16', Buffer.from('\ufeffmodel = "x"\n', 'utf16le'), null],
  ['zeros, as a crashed machine leaves', Buffer.alloc(4096), 1],
]

describe('a broken configuration', () => {
  let stage: ConfigStage
  let one: StagedProject
  beforeAll(() => {
    stage = setConfigStage()
    one = stage.add('one')
  })
  afterAll(() => stage.end())

  it.each(corpus)('is shown, kept and mended: %s', async (_what, content, line) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
    one.put(bytes)
    const { files } = stage.wing
    const id = one.project.id
    const read = await files.text(id, config)
    expect(read.exists).toBe(true)
    const errors = read.problems.filter(({ level }) => level === 'error')
    if (_what === 'a value that isn’t one of them') {
      // The key is in the last table of the file before it, where it means nothing to Codex.
      expect(read.problems[0]?.level).toBe('warning')
    } else {
      expect(errors).toHaveLength(1)
      expect(errors[0]?.line).toBe(line)
      expect(errors[0]?.message).not.toMatch(/backtrace|config-checks/)
    }
    expect(readFileSync(one.config).equals(bytes)).toBe(true)

    // Saved as it is only on the person's word.
    if (errors.length > 0) {
      const again = await files.save(id, config, `${read.text}\n# more\n`, {
        expectedHash: read.hash,
        evenIfInvalid: false,
      })
      expect(again.state).toBe('invalid')
      expect(readFileSync(one.config).equals(bytes)).toBe(true)
    }

    const options = { expectedHash: read.hash, evenIfInvalid: read.lossy }
    const mended = await files.save(id, config, `# mended\n${quiet}`, options)
    expect(mended.state).toBe('saved')
    expect((await files.text(id, config)).problems).toEqual([])
    if (mended.state !== 'saved' || errors.length === 0) return
    expect(mended.backup).not.toBeNull()
    const [backup] = await files.backups(id)
    expect(backup).toMatchObject({ id: mended.backup, file: config, bytes: bytes.byteLength })

    expect((await files.restore(id, backup?.id ?? '')).state).toBe('saved')
    expect(readFileSync(one.config).equals(bytes)).toBe(true)
    expect((await stage.wing.writes.undo([mended.undoId]))[0]?.state).toBe('conflict')
  })

  it('of another encoding is shown as its text, and saved as one that Codex reads', async () => {
    const { files } = stage.wing
    const id = one.project.id
    const text = `# größer\n${quiet}`
    for (const bytes of [
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(Buffer.from(`\ufeff${text}`, 'utf16le')).swap16(),
    ]) {
      one.put(bytes)
      const read = await files.text(id, config)
      expect(read).toMatchObject({ text, lossy: true })
      expect(read.problems.map(({ message }) => message).join()).toContain('UTF-16')
      const options = { expectedHash: read.hash, evenIfInvalid: true }
      const saved = await files.save(id, config, read.text, options)
      expect(saved.state).toBe('saved')
      expect(one.read()).toBe(text)
      const [copy] = await files.backups(id)
      await files.restore(id, copy?.id ?? '')
      expect(readFileSync(one.config).equals(bytes)).toBe(true)
    }
  })

  it('can be worked on by a person who knows better', async () => {
    one.put(quiet)
    const report = await stage.wing.files.save(one.project.id, config, 'model = \n', {
      expectedHash: null,
      evenIfInvalid: true,
    })
    expect(report).toMatchObject({ state: 'saved', backup: null })
    expect(one.read()).toBe('model = \n')
  })

  it('is never half a file, whenever the app dies', async () => {
    const whole = (letter: string): string => `# ${letter.repeat(400_000)}\n`
    const path = join(stage.root, 'whole.toml')
    writeFileSync(path, whole('a'))
    const script = join(stage.root, 'writer.mjs')
    // The writer itself, in a process that is killed at some point.
    const writer = fileURLToPath(new URL('../../../main/codex/files/atomic-write.ts', import.meta.url))
    const { code } = await transformWithOxc(readFileSync(writer, 'utf8'), writer)
    writeFileSync(join(stage.root, 'atomic-write.mjs'), code)
    writeFileSync(
      script,
      `import { writeFileAtomic } from './atomic-write.mjs'
       const whole = (letter) => '# ' + letter.repeat(400000) + '\\n'
       for (let n = 0; ; n += 1) { await writeFileAtomic(${JSON.stringify(path)}, whole('bcdefgh'[n % 7])); if (n === 0) process.send('on') }`,
    )
    for (let round = 0; round < 8; round += 1) {
      const child = fork(script, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await new Promise((resolve) => child.once('message', resolve))
      child.kill('SIGKILL')
      await ended
      const now = readFileSync(path, 'utf8')
      expect(now).toBe(whole(now[2] ?? ''))
    }
    expect(readdirSync(stage.root)).toContain('whole.toml')
  })
})
