import { describe, expect, it } from 'vitest'
import { homeLayer, readLayers, sameValue, valueAt } from '../../../../../renderer/stores/config/layers'
import { flagsLayer, folderLayer, managedLayer, readAnswer, systemLayer, userLayer } from './sample-config'

describe('the layers of an answer', () => {
  it('tells each in words, and where it stands to the home', () => {
    const layers = readLayers(
      readAnswer([managedLayer({}), flagsLayer({}), folderLayer({}, 'Not trusted.'), userLayer({}), systemLayer()]),
    )
    expect(layers.map(({ words, place, managed }) => [words, place, managed])).toEqual([
      ['managed by your administrator', 'above', true],
      ['app (session flags)', 'above', false],
      ['folder’s .codex', 'above', false],
      ['this project’s home', 'home', false],
      ['system', 'below', false],
    ])
    expect(layers[2]).toMatchObject({ source: '/srv/weather/.codex', disabledReason: 'Not trusted.' })
    expect(homeLayer(layers)?.version).toBe('v1')
  })

  it('does not take a profile for the home', () => {
    const profile = {
      ...userLayer({}),
      name: { type: 'user', file: '/homes/weather/deep.config.toml', profile: 'deep' },
    }
    const layers = readLayers(readAnswer([profile, userLayer({})]))
    expect(layers.map(({ words, place }) => [words, place])).toEqual([
      ['profile deep', 'above'],
      ['this project’s home', 'home'],
    ])
  })

  it.each([null, 5, {}, { layers: null }, { layers: 'x' }])('makes no layers of %j', (answer) => {
    expect(readLayers(answer)).toEqual([])
  })

  it('shows kinds that it does not know by their own name, and broken layers as empty', () => {
    const [first, second] = readLayers({ layers: [{ name: { type: 'moon' }, config: { a: 1 } }, 7] })
    expect(first).toMatchObject({ words: 'moon', config: { a: 1 }, disabledReason: null })
    expect(second).toMatchObject({ words: 'a layer of an unknown kind', config: {} })
  })
})

it('finds what lies at a path, own keys only', () => {
  expect(valueAt({ a: { 'b.c': 1 } }, ['a', 'b.c'])).toBe(1)
  expect(valueAt({ a: 1 }, ['a', 'b'])).toBeUndefined()
  expect(valueAt({ a: [1] }, ['a', '0'])).toBeUndefined()
  expect(valueAt({}, ['constructor'])).toBeUndefined()
})

it('compares values by what they mean', () => {
  expect(sameValue({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true)
  expect(sameValue({ a: 1 }, { a: 1, b: undefined })).toBe(false)
  expect(sameValue([1, 2], [2, 1])).toBe(false)
  expect(sameValue([], {})).toBe(false)
})
