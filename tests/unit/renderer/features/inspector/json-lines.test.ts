import { describe, expect, it } from 'vitest'
import { jsonLines } from '../../../../../renderer/features/inspector/json-lines'

const none = new Set<string>()
const drawn = (value: unknown, turned = none) =>
  jsonLines(value, turned).map(
    ({ depth, name, text }) => `${'.'.repeat(depth)}${name === null ? '' : `${name}=`}${text}`,
  )

describe('a raw event as lines', () => {
  it('opens what is near the root', () => {
    expect(drawn({ a: 1, b: [true, null], c: {} })).toEqual([
      '{',
      '.a=1',
      '.b=[',
      '..true',
      '..null',
      '.]',
      '.c={}',
      '}',
    ])
  })

  it('shuts what lies deep, and turns a fold round', () => {
    const deep = { a: { b: { c: { d: { e: 1 } } } } }
    const folded = jsonLines(deep, none).find(({ kind }) => kind === 'folded')
    expect(folded?.text).toBe('{ 1 entry }')
    expect(drawn(deep, new Set([folded?.path ?? ''])).join()).toContain('e=1')
    expect(drawn({ a: 1 }, new Set(['']))).toEqual(['{ 1 entry }'])
  })

  it('shuts long lists at first', () => {
    expect(drawn({ a: Array.from({ length: 100 }, () => 0) })).toEqual(['{', '.a=[ 100 entries ]', '}'])
  })

  it('keeps keys apart that look alike', () => {
    const paths = jsonLines({ 'a/b': { c: 'x\ny' }, a: { 'b/c': 'x\ny' } }, none)
      .filter(({ kind }) => kind === 'string')
      .map(({ path }) => path)
    expect(new Set(paths).size).toBe(2)
  })

  it('cuts long strings until they are unfolded', () => {
    const [line] = jsonLines('x'.repeat(1000), none)
    expect(line?.whole).toBe(false)
    expect(jsonLines('x'.repeat(1000), new Set(['']))[0]?.whole).toBe(true)
    expect(jsonLines('short', none)[0]?.whole).toBe(true)
  })
})
