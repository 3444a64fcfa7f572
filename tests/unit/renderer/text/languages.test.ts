import { expect, it } from 'vitest'
import { languageOf, loadLanguage } from '../../../../renderer/text/languages'

it('knows a language by its fence, its file and its other names', () => {
  expect(['ts', 'TypeScript', 'ts {1,3}', 'src/a.py', 'sh', 'yml', 'Cargo.toml', 'c'].map(languageOf)).toEqual([
    'typescript',
    'typescript',
    'typescript',
    'python',
    'bash',
    'yaml',
    'toml',
    'c',
  ])
})

it('leaves every other one plain', () => {
  expect(['', null, undefined, 'cobol', '__proto__', 'constructor', 'toString'].map(languageOf)).toEqual(
    Array(7).fill(null),
  )
})

it('loads a grammar when it is asked for', async () => {
  expect((await loadLanguage('json')).map((grammar) => grammar.name)).toContain('json')
})
