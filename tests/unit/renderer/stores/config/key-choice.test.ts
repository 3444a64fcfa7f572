import { expect, it } from 'vitest'
import { nothingRead } from '../../../../../renderer/stores/config/effective'
import { noteOf } from '../../../../../renderer/stores/config/key-choice'
import type { Layer } from '../../../../../renderer/stores/config/layers'

const layer = (
  place: Layer['place'],
  config: Record<string, unknown>,
  disabledReason: string | null = null,
): Layer => ({
  type: 'x',
  place,
  words: `the ${place} layer`,
  source: null,
  managed: false,
  version: '',
  config,
  disabledReason,
})
const note = (layers: Layer[], home: unknown, requirements = new Map()) =>
  noteOf({ ...nothingRead, layers, requirements }, ['sandbox_mode'], home)

it('says who wins over the home’s value, and nothing when nobody does', () => {
  const home = layer('home', { sandbox_mode: 'read-only' })
  expect(note([home, layer('below', { sandbox_mode: 'x' })], 'read-only')).toBeNull()
  expect(note([layer('above', { sandbox_mode: 'x' }), home], 'read-only')).toBe(
    'the above layer says "x" here, which wins.',
  )
  expect(note([layer('above', { sandbox_mode: 'read-only' }), home], 'read-only')).toBeNull()
  expect(note([layer('above', { sandbox_mode: 'x' }, 'not trusted'), home], 'read-only')).toBeNull()
})

it('says what an administrator allows', () => {
  const requirements = new Map([['sandbox_mode', { allowed: ['read-only'] }]])
  expect(note([], 'danger-full-access', requirements)).toMatch(/administrator/)
  expect(note([], 'read-only', requirements)).toBeNull()
  expect(note([], undefined, requirements)).toBeNull()
})
