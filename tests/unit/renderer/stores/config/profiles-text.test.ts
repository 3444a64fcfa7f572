import { describe, expect, it } from 'vitest'
import { parse } from 'smol-toml'
import type { Layer } from '../../../../../renderer/stores/config/layers'
import { profileFrom, withFeature } from '../../../../../renderer/stores/config/profiles-text'

const home = (config: Record<string, unknown>): Layer[] => [
  { type: 'user', place: 'home', words: '', source: null, managed: false, version: '', config, disabledReason: null },
]

describe('a profile from what there is', () => {
  it('holds the settings of a profile and no others', () => {
    const text = profileFrom(
      home({
        model: 'a "b"\n',
        approval_policy: { granular: {} },
        projects: { '/p': {} },
        cli_auth_credentials_store: 'file',
        features: { goals: true, 'with.dot': false, table: { limit: 1 } },
      }),
    )
    expect(parse(text)).toEqual({ model: 'a "b"\n', features: { goals: true, 'with.dot': false } })
    expect(parse(profileFrom([]))).toEqual({})
  })
})

describe('a feature in a profile', () => {
  it.each([
    ['', '[features]\ngoals = true\n'],
    ['model = "x"', 'model = "x"\n\n[features]\ngoals = true\n'],
    ['[features]\n# mine\n[tools]\nx = 1\n', '[features]\ngoals = true\n# mine\n[tools]\nx = 1\n'],
    ['[features]\na = false # why\n\n[tools]\n', '[features]\na = false # why\ngoals = true\n\n[tools]\n'],
    ['[features]\r\na = false\r\n', '[features]\r\na = false\r\ngoals = true\r\n'],
    ['[features]\na = false', '[features]\na = false\ngoals = true'],
    ['[ features ] # on\ngoals = false # no', '[ features ] # on\ngoals = true # no'],
    ['[features]\n"goals"=false\n', '[features]\n"goals"=true\n'],
  ])('is turned on in %j', (text, after) => {
    expect(withFeature(text, 'goals', true)).toBe(after)
    expect(parse(after)).toMatchObject({ features: { goals: true } })
  })

  it('is taken out with its line and nothing else', () => {
    expect(withFeature('[features]\na = true\ngoals = false\n# x\n', 'goals', null)).toBe('[features]\na = true\n# x\n')
    expect(withFeature('model = "x"\n', 'goals', null)).toBe('model = "x"\n')
  })

  it('is not looked for in texts, other tables or other spellings', () => {
    const text = 'developer_instructions = """\n[features]\ngoals = false\n"""\n[tools]\ngoals = false\n'
    expect(withFeature(text, 'goals', true)).toBe(`${text}\n[features]\ngoals = true\n`)
    expect(withFeature('features = { goals = false }\n', 'goals', true)).toBeNull()
    expect(withFeature('features.goals = false\n', 'goals', true)).toBeNull()
    expect(withFeature('[features.sleep_tool]\nenabled = false\n', 'sleep_tool', true)).toBeNull()
    expect(withFeature('[ features."a.b" ] # x\n', 'a.b', true)).toBeNull()
    expect(withFeature('[features.sleep_tool]\nenabled = false\n', 'goals', true)).toContain(
      '[features]\ngoals = true\n',
    )
  })

  it('is quoted where its name has a dot', () => {
    const text = withFeature('', 'a.b', false)
    expect(text).toBe('[features]\n"a.b" = false\n')
    expect(withFeature(text ?? '', 'a.b', true)).toBe('[features]\n"a.b" = true\n')
  })
})
