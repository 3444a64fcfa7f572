import { parse } from 'smol-toml'
import { expect, it } from 'vitest'
import { secretPurposeSchema } from '../../../../../preload/contract/secrets'
import { referenceFor } from '../../../../../renderer/features/secrets/reference'

it.each(secretPurposeSchema.options)('names a secret for %s by its variable, in TOML', (purpose) => {
  const { table, line } = referenceFor(purpose, 'MY_KEY')
  expect(JSON.stringify(parse(`${table}\n${line}`))).toContain('"MY_KEY"')
})

it('names the keys that Codex reads', () => {
  const key = (purpose: Parameters<typeof referenceFor>[0]) => referenceFor(purpose, 'X').line.split(' ')[0]
  expect(secretPurposeSchema.options.map(key)).toEqual([
    'env_key',
    'bearer_token_env_var',
    'env_vars',
    'env_http_headers',
  ])
})
