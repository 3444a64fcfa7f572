import { describe, expect, it } from 'vitest'
import { layersOf, overridingLayer, overridingWords, userLayer } from '../../../../main/config/config-layers'
import { requiredWords } from '../../../../main/config/required'

const layer = (type: string, config: unknown, more: object = {}) => ({ name: { type }, version: 'v', config, ...more })

describe('the layers of a configuration', () => {
  it('are read leniently', () => {
    for (const answer of [null, {}, { layers: 1 }, { layers: [null, {}, { name: 1 }] }])
      expect(layersOf(answer)).toEqual([])
    const layers = layersOf({
      layers: [layer('project', {}, { disabledReason: 'untrusted' }), layer('user', { a: 1 })],
    })
    expect(layers.map(({ type }) => type)).toEqual(['user'])
    expect(userLayer(layers)?.version).toBe('v')
  })

  it('above win where they say something else, and only there', () => {
    const above = (config: unknown) =>
      layersOf({
        layers: [layer('project', config), layer('user', { a: { b: 1, c: 2 }, m: 'x' }), layer('system', { m: 'y' })],
      })
    expect(overridingLayer(above({ m: 'z' }), [['m']])?.path).toEqual(['m'])
    expect(overridingLayer(above({ m: 'x' }), [['m']])).toBeNull()
    expect(overridingLayer(above({ n: 1 }), [['m']])).toBeNull()
    expect(overridingLayer(above({ a: { b: 5 } }), [['a']])?.path).toEqual(['a'])
    expect(overridingLayer(above({ a: { d: 5 } }), [['a']])).toBeNull()
    expect(overridingLayer(above({ a: { b: 5 } }), [['a', 'c']])).toBeNull()
  })

  it('are named for people, unknown ones too', () => {
    for (const type of ['project', 'sessionFlags', 'mdm', 'legacyManagedConfigTomlFromFile', 'new'])
      expect(overridingWords({ type, file: '/f', version: null, config: {} }, 'model')).toMatch(/model/)
  })
})

describe('requirements', () => {
  const edit = (path: string[], value: string | boolean | null) => [{ path, value, merge: 'replace' as const }]
  const requirements = {
    allowedSandboxModes: ['read-only'],
    allowedPermissionProfiles: { ':read-only': true, ':workspace': false },
    modelProvider: 'openai',
  }

  it.each([
    [edit(['sandbox_mode'], 'danger-full-access'), /doesn’t allow "danger-full-access".*"read-only"/],
    [edit(['model_provider'], 'mine'), /model_provider to be "openai"/],
    [edit(['default_permissions'], ':workspace'), /doesn’t allow/],
  ])('speak against %j', (edits, words) => expect(requiredWords({ requirements }, edits)).toMatch(words))

  it.each([
    [edit(['sandbox_mode'], 'read-only')],
    [edit(['sandbox_mode'], null)],
    [edit(['features', 'goals'], true)],
    [edit(['model'], 'x')],
    [edit(['constructor'], 'x')],
  ])('have nothing against %j', (edits) => {
    expect(requiredWords({ requirements }, edits)).toBeNull()
    for (const answer of [null, { requirements: null }, {}]) expect(requiredWords(answer, edits)).toBeNull()
  })
})
