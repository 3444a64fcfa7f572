import { describe, expect, it } from 'vitest'
import type { ConfigKey } from '../../../../../preload/contract/config'
import { controlOf, typedNumber } from '../../../../../renderer/features/config/control-kind'
import { effectiveRows } from '../../../../../renderer/stores/config/effective-rows'
import { knownKeys } from '../../../../../renderer/stores/config/known-keys'
import { readLayers } from '../../../../../renderer/stores/config/layers'
import { key, readAnswer, userLayer } from '../../stores/config/sample-config'

const control = (value: unknown, type?: ConfigKey['type'], path = 'some_key') => {
  const [row] = effectiveRows({
    layers: readLayers(readAnswer([userLayer({ [path]: value })])),
    config: {},
    known: knownKeys(type ? [key(path, type)] : []),
    requirements: new Map(),
  })
  if (row === undefined) throw new Error('no row')
  return controlOf(row)
}

describe('the control of a key', () => {
  it.each([
    ['boolean', true, 'switch'],
    ['enum', 'low', 'select'],
    ['integer', 5, 'integer'],
    ['number', 1.5, 'number'],
    ['string', 'x', 'text'],
    ['path', '/x', 'text'],
    ['strings', ['a'], 'strings'],
    ['strings', [], 'strings'],
    ['array', [1], 'raw'],
    ['any', true, 'switch'],
  ] as const)('%s: %j with %s', (type, value, kind) => {
    expect(control(value, type)).toBe(kind)
  })
  it('goes by the value where it is of another type than Codex wants, so that it can be mended', () => {
    expect(control('yes', 'boolean')).toBe('text')
    expect(control([{ granular: true }], 'enum')).toBe('raw')
    expect(control(2 ** 60, 'integer')).toBe('integer')
  })
  it.each([
    ['hides a character', 'a\u202eb'],
    ['has a control character', 'a\u0007'],
    ['has ends of lines that a field would change', 'a\r\nb'],
    ['is far too long', 'x'.repeat(30_000)],
  ])('is the file for a text that %s', (_what, text) => {
    expect(control(text, 'string')).toBe('raw')
    expect(control([text], 'strings')).toBe('raw')
  })
  it('is the file for a secret of several lines, and for a list with one', () => {
    expect(control('-----BEGIN\nx', 'string', 'private_key')).toBe('raw')
    expect(control('one\ntwo', 'string')).toBe('text')
    expect(control(['one\ntwo'], 'strings')).toBe('raw')
  })
  it('goes by the value of a key that Codex does not know', () => {
    expect(control('x')).toBe('text')
    expect(control([1, 2])).toBe('raw')
    expect(control([])).toBe('raw')
  })
  it('leaves the trust of folders to the project', () => {
    expect(controlOf({ ...rowOfProjects() })).toBe('raw')
  })
})

const rowOfProjects = () => {
  const [row] = effectiveRows({
    layers: readLayers(readAnswer([userLayer({ projects: { '/x': { trust_level: 'trusted' } } })])),
    config: {},
    known: knownKeys([]),
    requirements: new Map(),
  })
  if (row === undefined) throw new Error('no row')
  return row
}

describe('typing a number', () => {
  it.each([
    ['5', 'integer', 5],
    [' 1_000 ', 'integer', 1000],
    ['-0', 'integer', 0],
    ['1.5', 'number', 1.5],
    ['1e3', 'number', 1000],
  ] as const)('%j is %s %d', (text, kind, value) => {
    expect(typedNumber(text, kind)).toEqual({ ok: true, value })
  })
  it.each([
    ['', 'integer'],
    ['x', 'number'],
    ['1.5', 'integer'],
    ['0x10', 'integer'],
    ['Infinity', 'number'],
    ['99999999999999999999', 'integer'],
    ['1 000', 'integer'],
  ] as const)('%j is no %s', (text, kind) => {
    expect(typedNumber(text, kind).ok).toBe(false)
  })
})
