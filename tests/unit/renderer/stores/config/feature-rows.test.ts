import { describe, expect, it } from 'vitest'
import {
  featureRows,
  filterFeatures,
  readFeatures,
  resetEdits,
  rowsInProfile,
  toggleEdits,
  writtenOf,
} from '../../../../../renderer/stores/config/feature-rows'
import { readLayers } from '../../../../../renderer/stores/config/layers'
import { readRequirements } from '../../../../../renderer/stores/config/requirements'
import { flagsLayer, folderLayer, readAnswer, userLayer } from './sample-config'

const feature = (name: string, change: object = {}) => ({
  name,
  stage: 'stable',
  displayName: null,
  description: null,
  announcement: null,
  enabled: true,
  defaultEnabled: true,
  ...change,
})
const rows = (list: object[], layers: object[], requirements: object | null = null) =>
  featureRows(readFeatures({ data: list }), readLayers(readAnswer(layers)), readRequirements({ requirements }))

describe('reading the list', () => {
  it('keeps what has a name, once, with stages that it does not know as other', () => {
    const list = readFeatures({
      data: [feature('a'), feature('a'), feature(''), 5, null, feature('b', { stage: 'new' })],
    })
    expect(list.map(({ name, stage }) => [name, stage])).toEqual([
      ['a', 'stable'],
      ['b', 'other'],
    ])
    expect(readFeatures(null)).toEqual([])
  })
})

it('reads a plain word and the `enabled` of a table, and nothing else', () => {
  expect([true, false, { enabled: true }, { limit: 1 }, 'yes', undefined].map(writtenOf)).toEqual([
    true,
    false,
    true,
    null,
    null,
    null,
  ])
})

describe('what was written and what runs', () => {
  it('is the same most of the time', () => {
    const [row] = rows([feature('goals', { enabled: false })], [userLayer({ features: { goals: false } })])
    expect(row).toMatchObject({ written: false, runs: false, differs: null, fixed: null })
  })
  it('differs where the folder says otherwise, which Codex’s list does not show', () => {
    const [row] = rows(
      [feature('goals')],
      [folderLayer({ features: { goals: false } }), userLayer({ features: { goals: true } })],
    )
    expect(row?.runs).toBe(false)
    expect(row?.differs).toBe('config.toml says on, but it is off: the folder’s .codex says so.')
  })
  it('differs from Codex’s default where the folder alone says something, and says who', () => {
    const [row] = rows([feature('goals')], [folderLayer({ features: { goals: false } }), userLayer({})])
    expect(row).toMatchObject({ written: null, runs: false, differs: 'It is off: the folder’s .codex says so.' })
  })
  it('takes no word of a folder that does not count', () => {
    const [row] = rows([feature('goals')], [folderLayer({ features: { goals: false } }, 'Not trusted.'), userLayer({})])
    expect(row).toMatchObject({ runs: true, differs: null })
  })
  it('differs under the app’s own flags', () => {
    const [row] = rows(
      [feature('plugins', { enabled: false })],
      [flagsLayer({ features: { plugins: false } }), userLayer({ features: { plugins: true } })],
    )
    expect(row?.differs).toContain('app (session flags) says so')
  })
  it('is locked by an administrator', () => {
    const [row] = rows([feature('goals', { enabled: false })], [userLayer({ features: { goals: true } })], {
      featureRequirements: { goals: false },
    })
    expect(row).toMatchObject({ required: false, fixed: 'Your administrator keeps it off.' })
    expect(row?.differs).toContain('your administrator requires that')
  })
  it('never turns for what Codex has dropped, nor for what it keeps on', () => {
    const [unified, removed] = rows(
      [feature('undo', { stage: 'removed', enabled: false, defaultEnabled: false }), feature('unified_exec')],
      [userLayer({ features: { undo: true, unified_exec: false } })],
    )
    expect(removed).toMatchObject({ runs: false, written: true })
    expect(removed?.fixed).toContain('dropped')
    expect(removed?.differs).toContain('dropped')
    expect(unified?.fixed).toContain('keeps it on')
  })
})

describe('edits', () => {
  it('keep the table of a feature that is one', () => {
    expect(toggleEdits({ name: 'code_mode', isTable: true }, true)).toEqual([
      { path: ['features', 'code_mode', 'enabled'], value: true, merge: 'replace' },
    ])
    expect(resetEdits({ name: 'code_mode', isTable: true })[0]).toMatchObject({
      path: ['features', 'code_mode', 'enabled'],
      value: null,
    })
  })
  it('take a name with a dot as one', () => {
    expect(toggleEdits({ name: 'a.b', isTable: false }, false)).toEqual([
      { path: ['features', 'a.b'], value: false, merge: 'replace' },
    ])
  })
})

it('filters by stage, by change, by words of ours and of Codex', () => {
  const list = rows(
    [
      feature('goals'),
      feature('apps', { enabled: false }),
      feature('network_proxy', { stage: 'beta', description: 'A proxy.', enabled: false, defaultEnabled: false }),
    ],
    [userLayer({ features: { goals: true } })],
  )
  const names = (...[filter, search]: [Parameters<typeof filterFeatures>[1], string]) =>
    filterFeatures(list, filter, search, (name) => (name === 'apps' ? 'Connectors' : '')).map(({ name }) => name)
  expect(names('all', '')).toHaveLength(3)
  expect(names('beta', '')).toEqual(['network_proxy'])
  expect(names('changed', '')).toEqual(['apps', 'goals'])
  expect(names('all', 'connectors')).toEqual(['apps'])
  expect(names('all', 'PROXY a')).toEqual(['network_proxy'])
})

describe('in a profile', () => {
  const list = [feature('goals'), feature('old', { stage: 'removed', enabled: false, defaultEnabled: false })]
  const inHome = rows(list, [userLayer({ features: { goals: false } }), folderLayer({ features: { goals: true } })])
  const said = (values: Record<string, boolean>) =>
    Object.fromEntries(rowsInProfile(inHome, values, 'deep').map((row) => [row.name, row]))

  it('is written what the profile says, and what a chat has without it is the rest', () => {
    expect(said({ goals: false })['goals']).toMatchObject({ written: false, runs: false, differs: null })
    expect(said({})['goals']).toMatchObject({ written: null, runs: inHome[0]?.runs, defaultEnabled: inHome[0]?.runs })
  })

  it('differs where a feature is fixed, and says why', () => {
    expect(said({ old: true })['old']).toMatchObject({ written: true, runs: false })
    expect(said({ old: true })['old']?.differs).toBe(
      'The profile deep says on, but it is off. Codex has dropped this feature: its switch does nothing any more.',
    )
    expect(said({ old: false })['old']?.differs).toBeNull()
  })

  it('takes no feature from names that every object has', () => {
    const [row] = rowsInProfile(rows([feature('constructor')], []), {}, 'deep')
    expect(row?.written).toBeNull()
  })
})
