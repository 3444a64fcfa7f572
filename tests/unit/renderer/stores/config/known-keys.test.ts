import { expect, it } from 'vitest'
import { knownKeys, standingOf } from '../../../../../renderer/stores/config/known-keys'
import { binaryKeys, key } from './sample-config'

const known = knownKeys([
  ...binaryKeys,
  key('apps.*', 'table'),
  key('apps._default', 'table'),
  key('apps._default.on', 'boolean'),
])
const standing = (...path: string[]) => standingOf(known, path).kind

it('knows keys, names that stand for any, and what lies in open tables', () => {
  expect(standing('model')).toBe('known')
  expect(standing('mcp_servers', 'a.b', 'command')).toBe('known')
  expect(standing('mcp_servers', 'a', 'env', 'ANY')).toBe('free')
  expect(standing('apps', 'mine', 'anything')).toBe('free')
})

it('knows what is unknown, hostile names among it', () => {
  expect(standing('nope')).toBe('unknown')
  expect(standing('mcp_servers', 'a', 'transport')).toBe('unknown')
  expect(standing('features', 'goals', 'deep')).toBe('unknown')
  expect(standing('constructor')).toBe('unknown')
  expect(standing('__proto__', 'x')).toBe('unknown')
})

it('prefers a name of its own to one that stands for any', () => {
  expect(standingOf(known, ['apps', '_default', 'on'])).toMatchObject({ key: { type: 'boolean' } })
})
