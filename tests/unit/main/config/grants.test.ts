import { describe, expect, it } from 'vitest'
import type { ConfigEdit, ConfigValue } from '@contract/config'
import { grantsIn, grantsOf, newGrants } from '../../../../main/config/grants'

const edit = (path: string[], value: ConfigValue): ConfigEdit => ({ path, value, merge: 'upsert' })
const hook = { kind: 'hook', name: 'a:stop:0:0', value: 'sha256:1' }

describe('what lets something run', () => {
  it('is found however much of the key an edit writes at once', () => {
    const state = { 'a:stop:0:0': { trusted_hash: 'sha256:1' } }
    for (const one of [
      edit(['hooks', 'state', 'a:stop:0:0', 'trusted_hash'], 'sha256:1'),
      edit(['hooks', 'state', 'a:stop:0:0'], { trusted_hash: 'sha256:1', enabled: true }),
      edit(['hooks', 'state'], state),
      edit(['hooks'], { state }),
    ])
      expect(grantsOf([edit(['model'], 'x'), one])).toEqual([hook])
    expect(grantsOf([edit(['marketplaces', 'm', 'source'], 'https://host/x.git')])).toEqual([
      { kind: 'marketplace', name: 'm', value: 'https://host/x.git' },
    ])
  })

  it('is nothing that takes it away, turns it off or only looks like it', () => {
    expect(
      grantsOf([
        edit(['hooks', 'state', 'a', 'trusted_hash'], null),
        edit(['hooks', 'state', 'a', 'enabled'], false),
        edit(['marketplaces', 'm'], null),
        edit(['trusted_hash'], 'x'),
        edit(['hooks', 'state', 'a', 'trusted_hash', 'deeper'], 'x'),
        edit(['__proto__', 'hooks', 'state', 'a', 'trusted_hash'], 'x'),
      ]),
    ).toEqual([])
  })

  it('is new when its value is another one', () => {
    const config = (hash: string) => ({ hooks: { state: { k: { trusted_hash: hash } } } })
    const before = grantsIn(config('1'))
    expect(newGrants(before, grantsIn(config('1')))).toEqual([])
    expect(newGrants(before, grantsIn(config('2')))).toMatchObject([{ name: 'k', value: '2' }])
    expect(newGrants(before, [])).toEqual([])
  })

  it('survives configurations of any shape', () => {
    for (const odd of [null, 1, [], { hooks: [] }, { hooks: { state: 'x' } }, { hooks: { state: { k: null } } }])
      expect(grantsIn(odd)).toEqual([])
  })
})
