import { expect, it } from 'vitest'
import { languageOf } from '../../../../renderer/text/languages'

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
