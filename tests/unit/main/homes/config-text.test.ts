import { parse } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { addSettings, withTopSetting } from '../../../../main/homes/config-text'

const seed = `# Created by Codex Deck. Yours to edit.
cli_auth_credentials_store = "ephemeral"

[analytics] # quiet
enabled = false

[features]
plugins = false

[projects."/srv/a.b"]
trust_level = "untrusted"
`

describe('adding settings to a configuration', () => {
  it('adds what is missing everywhere and keeps every line that was there', () => {
    const wanted = parse(`
      model = "gpt-5.5"
      notify = ["say", "done"]
      [features]
      plugins = true
      web = true
      [features.deep]
      x = 1
      [analytics]
      enabled = true
      [mcp_servers.docs]
      command = "docs"
      [[hooks.Stop]]
      command = "x"
      [projects."/srv/a.b"]
      note = "n"
    `)
    const result = addSettings(seed, wanted)
    expect(result?.kept).toEqual(['features.plugins', 'analytics.enabled'])
    expect(result?.added).toEqual([
      'model',
      'notify',
      'features.web',
      'features.deep',
      'mcp_servers',
      'hooks',
      'projects./srv/a.b.note',
    ])
    const lines = (result?.text ?? '').split('\n')
    for (const line of seed.split('\n').filter(Boolean)) expect(lines).toContain(line)
    expect(lines[0]).toMatch(/^# Created/)
    expect(parse(result?.text ?? '')).toMatchObject({
      model: 'gpt-5.5',
      cli_auth_credentials_store: 'ephemeral',
      features: { plugins: false, web: true, deep: { x: 1 } },
      analytics: { enabled: false },
      hooks: { Stop: [{ command: 'x' }] },
      projects: { '/srv/a.b': { trust_level: 'untrusted', note: 'n' } },
    })
  })

  it('changes nothing when all is there', () => {
    expect(addSettings(seed, parse(seed))).toEqual({ text: seed, added: [], kept: [] })
  })

  it('begins a file that is empty, and a table that only has tables below it', () => {
    expect(parse(addSettings('', { a: 1, b: { c: 'x' } })?.text ?? '')).toEqual({ a: 1, b: { c: 'x' } })
    const text = addSettings('[a.b]\nx = 1\n', { a: { y: 2, b: { z: 3 } } })?.text ?? ''
    expect(parse(text)).toEqual({ a: { b: { x: 1, z: 3 }, y: 2 } })
  })

  it('refuses where a table is written in one line or dotted, and would change its meaning', () => {
    expect(addSettings('a = { x = 1 }\n', { a: { y: 2 } })).toBeNull()
    expect(addSettings('a.x = 1\n', { a: { y: 2 } })).toBeNull()
  })

  it('is not led astray by a text of several lines that looks like a header', () => {
    const text = 'note = """\n[features]\n"""\n[features]\nplugins = false\n'
    const result = addSettings(text, { features: { web: true } })
    if (result !== null) expect(parse(result.text)).toEqual({ ...parse(text), features: { plugins: false, web: true } })
  })

  it('keeps line ends of Windows and large numbers', () => {
    const result = addSettings('a = 1\r\n[t]\r\nb = 9223372036854775807\r\n', {
      c: 'd',
      t: { e: 9007199254740993n },
      u: { f: 'g' },
    })
    expect(result?.text.split('\n').filter((line) => line !== '' && !line.endsWith('\r'))).toEqual([])
    expect(parse(result?.text ?? '', { integersAsBigInt: 'asNeeded' })).toEqual({
      a: 1,
      c: 'd',
      t: { b: 9223372036854775807n, e: 9007199254740993n },
      u: { f: 'g' },
    })
  })

  it('says that broken TOML is broken', () => {
    expect(() => addSettings('a = ', { b: 1 })).toThrow(/TOML/)
  })
})

describe('setting one setting of the top level', () => {
  it('replaces its value and nothing else', () => {
    expect(withTopSetting(seed, 'cli_auth_credentials_store', 'file')).toBe(seed.replace('"ephemeral"', '"file"'))
    expect(withTopSetting(`  'k' = 'v' # why\r\n[t]\r\n`, 'k', 'w')).toBe(`  'k' = "w" # why\r\n[t]\r\n`)
  })

  it('adds it before the first table', () => {
    expect(parse(withTopSetting('# hi\n[t]\na = 1\n', 'k', 'v') ?? '')).toEqual({ k: 'v', t: { a: 1 } })
  })

  it('refuses where the first of that name is not the top level’s', () => {
    expect(withTopSetting('s = """\nk = "x"\n"""\nk = "v"\n', 'k', 'w')).toBeNull()
    expect(withTopSetting('k = 5\n', 'k', 'w')).toBeNull()
  })
})
