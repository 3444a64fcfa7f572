import { expect, it } from 'vitest'
import { parse } from 'smol-toml'
import { heldBack } from '../../../../main/secrets/held-back'

it('empties each variable for commands, each by a setting of its own', () => {
  const settings = heldBack(['MY_KEY', '_b2'])
  expect(settings).toHaveLength(2)
  expect(parse(settings.join('\n'))).toEqual({ shell_environment_policy: { set: { MY_KEY: '', _b2: '' } } })
})

it('says nothing without secrets', () => {
  expect(heldBack([])).toEqual([])
})
