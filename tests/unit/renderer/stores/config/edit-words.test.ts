import { expect, it } from 'vitest'
import {
  deleteKey,
  editedWords,
  readProblemWords,
  setKey,
  stateWords,
} from '../../../../../renderer/stores/config/edit-words'
import { homeWrite } from './sample-config'

it('writes exactly the value, and deletes with null', () => {
  expect(setKey(['a', 'b.c'], [1])).toEqual({ path: ['a', 'b.c'], value: [1], merge: 'replace' })
  expect(deleteKey(['a'])).toEqual({ path: ['a'], value: null, merge: 'replace' })
})

it('names what was edited', () => {
  expect(editedWords([setKey(['a', 'b.c'], 1)])).toBe('a."b.c"')
  expect(editedWords([setKey(['a'], 1), setKey(['b'], 1), setKey(['c'], 1)])).toBe('a and 2 more keys')
})

it('says what became of an edit', () => {
  expect(stateWords(homeWrite())).toBe('written')
  expect(stateWords(homeWrite({ overridden: 'The folder wins.' }))).toBe('written, but the folder wins.')
  expect(stateWords(homeWrite({ state: 'refused', problem: 'No.' }))).toBe('No.')
})

it.each([
  [
    'failed to read configuration layers: /homes/a b/config.toml:3:13: invalid basic string, expected `"`',
    'config.toml, line 3, column 13: invalid basic string, expected `"`',
  ],
  ['C:\\homes\\x\\config.toml:1:2: no', 'config.toml, line 1, column 2: no'],
  [
    'invalid configuration: invalid type: integer `5`, expected a string\nin `model`\n',
    'invalid type: integer `5`, expected a string (in model)',
  ],
  ['Codex ended.', 'Codex ended.'],
])('says why the configuration can’t be read: %s', (message, words) => {
  expect(readProblemWords(message)).toBe(words)
})
