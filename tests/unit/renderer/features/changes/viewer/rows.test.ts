import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../../../../../renderer/features/changes/viewer'
import { modelOf } from '../../../../../../renderer/features/changes/viewer/blocks'
import { contextLine } from '../../../../../../renderer/features/changes/viewer/patch-model'
import { rowsOf, type Row, type RowsInput } from '../../../../../../renderer/features/changes/viewer/rows'
import { nothingUnfolded } from '../../../../../../renderer/features/changes/viewer/unfold'
import { fileOf, goingOn, readyWith, twoHunks } from './samples'

const rows = (patch: string | null, part: Partial<RowsInput> = {}): Row[] => {
  const state = patch === null ? null : readyWith(patch)
  return rowsOf({
    file: fileOf(),
    patch: state,
    model: modelOf(state),
    mode: 'unified',
    unfolded: new Map(),
    annotations: [],
    unfolds: true,
    images: false,
    ...part,
  })
}
const drawn = (row: Row): string => {
  switch (row.kind) {
    case 'line':
      return `${{ add: '+', remove: '-', context: ' ' }[row.line.kind]}${row.line.text}`
    case 'pair':
      return `${row.old?.text ?? ''}|${row.now?.text ?? ''}`
    case 'bar':
      return `bar ${row.left}`
    case 'annotation':
      return `note ${row.annotation.key}${row.where === null ? '' : ` (${row.where})`}`
    case 'note':
      return `says ${row.words}`
    case 'stray':
      return `stray ${row.text}`
    case 'failed':
      return `failed ${row.problem}`
    case 'waiting':
    case 'images':
      return row.kind
    default:
      return row satisfies never
  }
}
const note = (part: Partial<Annotation>): Annotation => ({
  key: 'n',
  fileId: 'f1',
  side: 'new',
  line: 11,
  node: null,
  ...part,
})

describe('unified rows', () => {
  it('are the hunks with what is left out around them', () => {
    expect(rows(goingOn).map(drawn)).toEqual([
      'bar 9',
      ' ten',
      '-eleven',
      '+eleven!',
      ' twelve',
      'bar 27',
      ' forty',
      '+new one',
      '+new two',
      ' forty-one',
      ' forty-two',
      ' forty-three',
      'bar null',
    ])
  })

  it('offer nothing to unfold where nothing can be loaded, but keep the heads that acts stand on', () => {
    expect(
      rows(twoHunks, { unfolds: false })
        .map(drawn)
        .filter((text) => text.startsWith('bar')),
    ).toEqual(['bar 0', 'bar 0'])
  })

  it('need no head for a file that is wholly new', () => {
    const file = fileOf({ status: 'added' })
    expect(rows('@@ -0,0 +1,2 @@\n+a\n+b\n', { file }).map(drawn)).toEqual(['+a', '+b'])
  })
})

describe('split rows', () => {
  it('put what was replaced side by side and leave an empty half beside the rest', () => {
    const patch = '@@ -1,3 +1,4 @@\n same\n-a\n-b\n+A\n+B\n+C\n'
    expect(rows(patch, { mode: 'split', unfolds: false }).map(drawn)).toEqual([
      'bar 0',
      'same|same',
      'a|A',
      'b|B',
      '|C',
    ])
  })

  it('are whole rows for a file that has one side only', () => {
    const file = fileOf({ status: 'deleted' })
    expect(rows('@@ -1,1 +0,0 @@\n-a\n', { file, mode: 'split' }).map(drawn)).toEqual(['-a'])
  })

  it('have the keys of the unified ones, so that the place is kept when the mode changes', () => {
    const keys = (mode: 'unified' | 'split') => rows(twoHunks, { mode }).map(({ key }) => key)
    expect(keys('split').filter((key) => !keys('unified').includes(key))).toEqual([])
  })
})

describe('unfolded lines', () => {
  it('stand at the ends of the gap, and the head right over its hunk once nothing is left out', () => {
    const line = (number: number) => contextLine(`line ${number}`, number, number)
    const top = [line(13)]
    const part = rows(twoHunks, { unfolded: new Map([[1, { ...nothingUnfolded, top, bottom: [line(39)] }]]) })
    expect(part.map(drawn).slice(5, 9)).toEqual([' line 13', 'bar 25', ' line 39', ' forty'])
    const all = Array.from({ length: 27 }, (_, at) => line(13 + at))
    const whole = rows(twoHunks, { unfolded: new Map([[1, { ...nothingUnfolded, top: all }]]) })
    expect(whole.map(drawn).slice(30, 34)).toEqual([' line 38', ' line 39', 'bar 0', ' forty'])
  })
})

describe('annotations', () => {
  it('stand under their line, on its side', () => {
    const annotations = [note({ key: 'new', line: 11 }), note({ key: 'old', side: 'old', line: 11 })]
    expect(rows(twoHunks, { annotations }).map(drawn).slice(1, 7)).toEqual([
      ' ten',
      '-eleven',
      'note old',
      '+eleven!',
      'note new',
      ' twelve',
    ])
    expect(rows(twoHunks, { annotations, mode: 'split' }).map(drawn).slice(2, 5)).toEqual([
      'eleven|eleven!',
      'note old',
      'note new',
    ])
  })

  it('about the file stand first; those about a line left out stand where it would be', () => {
    const annotations = [note({ key: 'file', line: 0 }), note({ key: 'hidden', line: 20 })]
    const all = rows(twoHunks, { annotations }).map(drawn)
    expect(all[0]).toBe('note file')
    expect(all.slice(6, 8)).toEqual(['bar 27', 'note hidden (Line 20)'])
  })

  it('are never lost: without a place they stand at the end', () => {
    const annotations = [note({ key: 'astray', line: 9_000, side: 'old' })]
    expect(rows(twoHunks, { annotations, unfolds: false }).map(drawn).at(-1)).toBe('note astray (Line 9000 (before))')
    const file = fileOf({ form: 'binary' })
    expect(rows('', { annotations, file }).map(drawn).at(-1)).toBe('note astray (Line 9000 (before))')
  })
})

describe('a file without lines', () => {
  it.each([
    [fileOf({ form: 'binary' }), ['says A binary file. It is not shown.']],
    [fileOf({ status: 'renamed' }), ['says Renamed, otherwise as it was.']],
    [fileOf({ newMode: '100755' }), ['says Only its mode was changed.']],
    [fileOf({ status: 'added' }), ['says An empty file.']],
  ])('says what it is', (file, words) => {
    expect(rows('', { file }).map(drawn)).toEqual(words)
  })

  it('waits, asks before a huge one is read, and says why it could not be read', () => {
    expect(rows(null).map(drawn)).toEqual(['waiting'])
    expect(rows(null, { file: fileOf({ form: 'huge' }) })[0]).toMatchObject({ kind: 'note', act: 'load' })
    const failed = rows(null, { patch: { state: 'failed', problem: 'gone' } })
    expect(failed.map(drawn)).toEqual(['failed gone'])
  })

  it('shows images where they can be drawn', () => {
    expect(rows('', { file: fileOf({ form: 'image' }), images: true }).map(drawn)).toEqual(['images'])
  })
})

it('says that acts are refused and that bytes were replaced', () => {
  const patch = readyWith(twoHunks, { lossy: true, cut: true })
  const all = rows(null, { patch, model: modelOf(patch), file: fileOf({ refused: 'it leads out' }) }).map(drawn)
  expect(all[0]).toMatch(/it leads out/)
  expect(all[1]).toMatch(/Not UTF-8/)
  expect(all.at(-1)).toMatch(/in part only/)
})

it('gives every row a key of its own, also where a hostile patch numbers lines alike or not at all', () => {
  const patch = `@@ -1,2 +1,2 @@\n a\n b\n@@ -1,2 +1,2 @@\n a\n b\n@@\n${' x\n'.repeat(50_000)}`
  const begun = performance.now()
  for (const mode of ['unified', 'split'] as const) {
    const keys = rows(patch, { mode }).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.length).toBeGreaterThan(50_000)
  }
  expect(performance.now() - begun).toBeLessThan(3_000)
})
