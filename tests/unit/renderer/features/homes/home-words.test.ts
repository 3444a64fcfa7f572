import { expect, it } from 'vitest'
import { bytesWords, homeWords, sizeWords, splitPath } from '../../../../../renderer/features/homes/home-words'
import { accountHome, sampleHome, sizeOf, terminalHome } from './sample-homes'

it('says sizes in the unit that fits', () => {
  expect([0, 999, 1000, 999_499, 999_500, 999_949_999, 999_950_000, 12_345_678_901].map(bytesWords)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '999 kB',
    '1.0 MB',
    '999.9 MB',
    '1.0 GB',
    '12.3 GB',
  ])
})

it('says whether a size is known, still grows or is at least that', () => {
  expect(sizeWords(undefined)).toBe('…')
  expect(sizeWords(sizeOf('x', { bytes: 5, state: 'counting' }))).toBe('5 B…')
  expect(sizeWords(sizeOf('x', { bytes: 5, state: 'partial' }))).toBe('> 5 B')
})

it('says whose a home is', () => {
  expect(homeWords(sampleHome())).toBe('The project’s own')
  expect(homeWords(sampleHome({ users: [] }))).toBe('The project uses another home now')
  const removed = { projectId: null, name: 'x', path: '/x', inList: false }
  expect(homeWords(sampleHome({ users: [], owner: removed }))).toMatch(/taken from the list/)
  expect(homeWords(sampleHome({ users: [], owner: null }))).toMatch(/no longer known/)
  expect(homeWords(accountHome)).toMatch(/Keeps the login/)
  expect(homeWords({ ...terminalHome, users: [{ projectId: 'p', name: 'weather' }] })).toBe('Yours, shared by weather')
})

it('splits a path so that its name can stay in view', () => {
  expect(splitPath('/home/ada/.codex')).toEqual(['/home/ada', '/.codex'])
  expect(splitPath(String.raw`C:\Users\ada\.codex`)).toEqual([String.raw`C:\Users\ada`, String.raw`\.codex`])
  expect(splitPath('/codex')).toEqual(['', '/codex'])
  expect(splitPath('codex')).toEqual(['', 'codex'])
})
