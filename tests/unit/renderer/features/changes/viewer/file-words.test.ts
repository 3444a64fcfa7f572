import { describe, expect, it } from 'vitest'
import {
  endingWords,
  marksReturns,
  modeWords,
  sizeWords,
  splitPath,
} from '../../../../../../renderer/features/changes/viewer/file-words'
import { readPatch } from '../../../../../../renderer/features/changes/viewer/patch-model'
import { fileOf, patchOf } from './samples'

describe('modes', () => {
  it('are worth a word when they changed or are unusual', () => {
    expect(modeWords(fileOf())).toBeNull()
    expect(modeWords(fileOf({ oldMode: null, newMode: '100644' }))).toBeNull()
    expect(modeWords(fileOf({ newMode: '100755' }))).toEqual({
      short: 'file → executable',
      long: 'Mode 100644 → 100755',
    })
    expect(modeWords(fileOf({ oldMode: null, newMode: '120000' }))?.short).toBe('symbolic link')
    expect(modeWords(fileOf({ newMode: '100640' }))?.short).toBe('file → 100640')
  })
})

describe('line ends', () => {
  const model = (patch: string) => readPatch(patchOf(patch))
  it('are named where they are not LF, and drawn where they differ', () => {
    const plain = model('@@ -1,1 +1,1 @@\n-a\n+b\n')
    const windows = model('@@ -1,1 +1,1 @@\n-a\r\n+b\r\n')
    const changed = model('@@ -1,1 +1,1 @@\n-a\r\n+a\n')
    const mixed = model('@@ -1,2 +1,2 @@\n x\r\n-a\n+b\n')
    expect([plain, windows, changed, mixed].map((one) => endingWords(one)?.short ?? null)).toEqual([
      null,
      'CRLF',
      'CRLF → LF',
      'mixed',
    ])
    expect([plain, windows, changed, mixed].map(marksReturns)).toEqual([false, false, true, true])
  })

  it('are nothing in a file without lines', () => {
    expect(endingWords(model(''))).toBeNull()
    expect(marksReturns(model(''))).toBe(false)
  })
})

it('says sizes and paths', () => {
  expect([12, 1_234, 640_000, 1_200_000].map(sizeWords)).toEqual(['12 bytes', '1.2 KB', '640 KB', '1.2 MB'])
  expect(splitPath('a/b/c.ts')).toEqual({ folder: 'a/b/', name: 'c.ts' })
  expect(splitPath('c.ts')).toEqual({ folder: '', name: 'c.ts' })
})
