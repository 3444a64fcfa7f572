import { describe, expect, it } from 'vitest'
import { formProblems, isSecretHeader } from '../../../../../renderer/stores/config/providers-check'
import { emptyForm, type ProviderForm } from '../../../../../renderer/stores/config/providers-form'

const fine: ProviderForm = {
  ...emptyForm,
  id: 'house',
  name: 'House',
  baseUrl: 'https://h.example/v1',
  envKey: 'HOUSE_KEY',
}
const problems = (part: Partial<ProviderForm>, taken: string[] = []) =>
  Object.keys(formProblems({ ...fine, ...part }, taken))

describe('the form of a provider', () => {
  it('has nothing against what Codex takes', () => {
    expect(problems({})).toEqual([])
    expect(problems({ id: 'a.b-c_1' })).toEqual([])
  })

  it.each(['openai', 'ollama', 'lmstudio', 'amazon-bedrock', '', 'a b', '-x', 'é', 'x'.repeat(65), 'house'])(
    'refuses the id %j',
    (id) => {
      expect(problems({ id }, ['house'])).toEqual(['id'])
    },
  )

  it.each([
    '',
    'h.example',
    'ftp://h.example',
    'https://me:secret@h.example',
    'https://h.example/v1?key=1',
    'https://h.example/#x',
    'file:///etc',
    'https://YOUR-RESOURCE.openai.azure.com/openai',
  ])('refuses the address %j', (baseUrl) => {
    expect(problems({ baseUrl })).toEqual(['baseUrl'])
  })

  it('refuses variables that mean something else, and headers that are none', () => {
    expect(problems({ envKey: 'PATH' })).toEqual(['envKey'])
    expect(problems({ headers: [{ name: 'a b', value: 'x' }] })).toEqual(['headers'])
    expect(problems({ headers: [{ name: 'X', value: 'a\r\nEvil: 1' }] })).toEqual(['headers'])
    expect(problems({ envHeaders: [{ name: 'X', value: 'LD_PRELOAD' }] })).toEqual(['envHeaders'])
    expect(
      problems({
        headers: [
          { name: 'X', value: '' },
          { name: 'x', value: '' },
        ],
      }),
    ).toEqual(['headers'])
    expect(problems({ query: [{ name: '', value: 'x' }] })).toEqual(['query'])
    expect(problems({ auth: 'command', command: '', timeoutMs: '0' }).toSorted()).toEqual(['command', 'timeoutMs'])
  })

  it('knows headers that carry a secret', () => {
    expect(['Authorization', 'x-api-key', 'X-Auth-Token', 'Cookie'].every(isSecretHeader)).toBe(true)
    expect(isSecretHeader('X-Team')).toBe(false)
  })
})
