import { describe, expect, it } from 'vitest'
import { BlockBuilder, type BlockOptions } from '../../../../../../renderer/features/changes/viewer/blocks'
import { headerPx, spacePx } from '../../../../../../renderer/features/changes/viewer/layout'
import {
  anchorAt,
  heightOfAnchor,
  quoteOf,
  rowsWithin,
} from '../../../../../../renderer/features/changes/viewer/places'
import { stack } from '../../../../../../renderer/features/changes/viewer/layout'
import { fileOf, readyWith, twoHunks } from './samples'

const files = [fileOf(), fileOf({ id: 'f2', path: 'src/b.ts' }), fileOf({ id: 'f3', path: 'yarn.lock' })]
const patches = new Map(files.map(({ id }) => [id, readyWith(twoHunks)]))
const layout = { columns: 80, half: 36, wrap: false }
const options: BlockOptions = {
  files,
  patches,
  mode: 'unified',
  layout,
  folding: 'usual',
  viewed: new Set(),
  folds: new Map(),
  unfolded: new Map(),
  annotations: [],
  unfolds: true,
  images: false,
  measured: new Map(),
}
const topsOf = (blocks: readonly { height: number }[]) => stack(blocks.map(({ height }) => height))

describe('blocks', () => {
  it('are as high as their header, their rows and the space behind; a folded one is its header', () => {
    const [open, , folded] = new BlockBuilder().build(options)
    expect(open?.height).toBe(headerPx + (open?.offsets.at(-1) ?? 0) + spacePx)
    expect(folded).toMatchObject({ folded: true, why: 'lock file', height: headerPx, rows: [] })
  })

  it('stay the same while nothing about their file changed', () => {
    const builder = new BlockBuilder()
    const before = builder.build(options)
    const after = builder.build({ ...options, folds: new Map([['src/b.ts', true]]), viewed: new Set() })
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
    expect(after[2]).toBe(before[2])
  })

  it('keep their rows when only the width changed', () => {
    const builder = new BlockBuilder()
    const before = builder.build(options)
    const after = builder.build({ ...options, layout: { ...layout, columns: 30 } })
    expect(after[0]?.rows).toBe(before[0]?.rows)
  })

  it('fold what was viewed, unless it was unfolded by hand or a person approves by reading', () => {
    const viewed = new Set(['f1'])
    const foldedIn = (part: Partial<BlockOptions>) =>
      new BlockBuilder().build({ ...options, viewed, ...part })[0]?.folded
    expect(foldedIn({})).toBe(true)
    expect(foldedIn({ folds: new Map([['src/a.ts', false]]) })).toBe(false)
    expect(foldedIn({ folding: 'none' })).toBe(false)
  })

  it('take measured heights for rows that can not be reckoned, and for those alone', () => {
    const long = new Map([['f1', readyWith(`@@ -0,0 +1,2 @@\n+${'x'.repeat(200)}\n+short\n`)]])
    const measured = new Map([
      [
        'src/a.ts',
        new Map([
          ['n1', 77],
          ['n2', 99],
        ]),
      ],
    ])
    const [block] = new BlockBuilder().build({
      ...options,
      files: [fileOf({ status: 'added' })],
      patches: long,
      measured,
      layout: { ...layout, wrap: true },
    })
    expect([...(block?.offsets ?? [])]).toEqual([0, 77, 95])
  })

  it('say by how many columns their widest line is too wide', () => {
    const wide = new Map([['f1', readyWith(`@@ -0,0 +1,2 @@\n+${'x'.repeat(200)}\n+${'y'.repeat(9_000)}\n`)]])
    const build = (wrap: boolean) =>
      new BlockBuilder().build({ ...options, files: [fileOf()], patches: wide, layout: { ...layout, wrap } })[0]?.over
    expect(build(false)).toBe(120)
    expect(build(true)).toBe(0)
  })

  it('of 20,000 files that nobody read yet are built in a moment, and again in less', () => {
    const many = Array.from({ length: 20_000 }, (_, place) => fileOf({ id: `${place}`, path: `src/${place}.ts` }))
    const builder = new BlockBuilder()
    const begun = performance.now()
    builder.build({ ...options, files: many, patches: new Map() })
    builder.build({ ...options, files: many, patches: new Map([['7', readyWith(twoHunks)]]) })
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})

describe('what is on the screen', () => {
  it('is found again after rows came in above it, and at its header after it was folded away', () => {
    const builder = new BlockBuilder()
    const before = builder.build({ ...options, patches: new Map([['f2', readyWith(twoHunks)]]) })
    const tops = topsOf(before)
    const at = (tops[1] ?? 0) + headerPx + 50
    const anchor = anchorAt(before, tops, at)
    if (anchor === null) throw new Error('no anchor')
    expect(heightOfAnchor(before, tops, anchor)).toBe(at)
    const after = builder.build(options)
    const moved = (topsOf(after)[1] ?? 0) - (tops[1] ?? 0)
    expect(moved).not.toBe(0)
    expect(heightOfAnchor(after, topsOf(after), anchor)).toBe(at + moved)
    const folded = builder.build({ ...options, folds: new Map([['src/b.ts', true]]) })
    expect(heightOfAnchor(folded, topsOf(folded), anchor)).toBe(topsOf(folded)[1])
    expect(heightOfAnchor([], topsOf([]), anchor)).toBeNull()
  })
})

describe('lines of one side', () => {
  const [block] = new BlockBuilder().build(options)
  const rows = block?.rows ?? []
  it('are quoted as they stand there', () => {
    expect(quoteOf(rows, { side: 'new', from: 10, to: 12 })).toEqual(['ten', 'eleven!', 'twelve'])
    expect(quoteOf(rows, { side: 'old', from: 11, to: 11 })).toEqual(['eleven'])
    expect(quoteOf(rows, { side: 'new', from: 500, to: 900 })).toEqual([])
  })

  it('are found by their numbers', () => {
    const within = rowsWithin(rows, { side: 'old', from: 11, to: 12 })
    expect(
      within && rows.slice(within.first, within.last + 1).map((row) => (row.kind === 'line' ? row.line.text : '')),
    ).toEqual(['eleven', 'eleven!', 'twelve'])
    expect(rowsWithin(rows, { side: 'old', from: 900, to: 901 })).toBeNull()
  })
})
