import { describe, expect, it } from 'vitest'
import { joinedTables, withConfigOver, withConfigUnder } from '../../../../main/projects/thread-config'

describe('settings of a thread', () => {
  it('are joined table by table; lists and plain values are replaced', () => {
    expect(joinedTables({ a: { b: 1, c: [1, 2] }, d: 1, e: { x: 1 } }, { a: { c: [3] }, d: { y: 2 }, e: 5 })).toEqual({
      a: { b: 1, c: [3] },
      d: { y: 2 },
      e: 5,
    })
  })

  it('go over or under those that a call carries', () => {
    const params = { cwd: '/p', config: { a: { b: 1 } } }
    expect(withConfigOver(params, { a: { b: 2, c: 3 } })).toEqual({ cwd: '/p', config: { a: { b: 2, c: 3 } } })
    expect(withConfigUnder(params, { a: { b: 2, c: 3 } })).toEqual({ cwd: '/p', config: { a: { b: 1, c: 3 } } })
    expect(withConfigUnder({ config: null }, { a: 1 })).toEqual({ config: { a: 1 } })
  })

  it('keep a key called __proto__ a key', () => {
    const hostile: Record<string, unknown> = JSON.parse('{"__proto__": {"polluted": true}}')
    const joined = joinedTables({}, hostile)
    expect(Object.hasOwn(joined, '__proto__')).toBe(true)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})
