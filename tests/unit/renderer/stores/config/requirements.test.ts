import { expect, it } from 'vitest'
import { isAllowed, readRequirements, requirementWords } from '../../../../../renderer/stores/config/requirements'

it('reads lists, single values, features and permission profiles, and leaves out the rest', () => {
  const found = readRequirements({
    requirements: {
      allowedSandboxModes: ['read-only'],
      modelProvider: 'corp',
      checkForUpdateOnStartup: false,
      allowedWebSearchModes: null,
      allowedPermissionProfiles: { ':workspace': true, ':danger-full-access': false },
      featureRequirements: { goals: false, odd: 'x' },
      somethingNew: ['a'],
    },
  })
  expect([...found]).toEqual([
    ['sandbox_mode', { allowed: ['read-only'] }],
    ['model_provider', { allowed: ['corp'] }],
    ['check_for_update_on_startup', { allowed: [false] }],
    ['features.goals', { allowed: [false] }],
    ['default_permissions', { allowed: [':workspace'] }],
  ])
  for (const nothing of [null, {}, { requirements: null }, 'x']) expect(readRequirements(nothing).size).toBe(0)
})

it('takes a granular policy for its kind', () => {
  const requirement = { allowed: ['on-request', { granular: { rules: true } }] }
  expect(isAllowed(requirement, { granular: { rules: false } })).toBe(true)
  expect(isAllowed(requirement, 'on-request')).toBe(true)
  expect(isAllowed(requirement, 'never')).toBe(false)
})

it('says what may be', () => {
  expect(requirementWords({ allowed: [] })).toContain('no value')
  expect(requirementWords({ allowed: [false] })).toBe('Your administrator requires false.')
  expect(requirementWords({ allowed: ['a', 'b'] })).toBe('Your administrator allows "a", "b".')
})
