import { describe, expect, it } from 'vitest'
import {
  emptyForm,
  tableOfForm,
  templateOf,
  type ProviderForm,
} from '../../../../../renderer/stores/config/providers-form'

const fine: ProviderForm = {
  ...emptyForm,
  id: 'house',
  name: 'House',
  baseUrl: 'https://h.example/v1',
  envKey: 'HOUSE_KEY',
}
describe('the form of a provider', () => {
  it('writes one way to sign and no other', () => {
    expect(tableOfForm({ ...fine, command: '/x' })).toEqual({
      name: 'House',
      base_url: 'https://h.example/v1',
      wire_api: 'responses',
      env_key: 'HOUSE_KEY',
    })
    expect(
      tableOfForm({ ...fine, auth: 'command', command: '/x', rest: { experimental_bearer_token: 't' } }),
    ).not.toMatchObject({
      env_key: expect.anything(),
    })
    expect(
      tableOfForm({ ...fine, auth: 'command', command: '/x', rest: { experimental_bearer_token: 't' } }),
    ).not.toHaveProperty('experimental_bearer_token')
    expect(tableOfForm({ ...fine, auth: 'none', rest: { experimental_bearer_token: 't' } })).toHaveProperty(
      'experimental_bearer_token',
      't',
    )
  })

  it('knows Bedrock to take little', () => {
    expect(Object.keys(tableOfForm({ ...templateOf('bedrock'), query: [{ name: 'a', value: 'b' }] }))).toEqual([])
  })
})
