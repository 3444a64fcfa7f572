import { expect, it } from 'vitest'
import { seal, unseal } from '../../../../main/secrets/sealed'

it.each(['sk-1', 'with:colons:in:it', 'ünï', 'two\nlines', ':'])('gives %j back', (value) => {
  expect(unseal('id', seal('id', value))).toBe(value)
})

it('gives nothing back of an entry that was cut off, wherever', () => {
  const text = seal('id', 'a secret value')
  for (let length = 0; length < text.length; length++) expect(unseal('id', text.slice(0, length))).toBeNull()
})

it('gives nothing back of an entry of another secret, an altered one or one that somebody else wrote', () => {
  const text = seal('id', 'a secret value')
  expect(unseal('other', text)).toBeNull()
  expect(unseal('id', text.replace('secret', 'public'))).toBeNull()
  expect(unseal('id', `${text} `)).toBeNull()
  expect(unseal('id', 'a secret value')).toBeNull()
})
