import { describe, expect, it } from 'vitest'
import {
  filtered,
  parentOf,
  treeNodes,
  typedAhead,
  type TreeOptions,
} from '../../../../../../renderer/features/changes/viewer/tree'
import { fileOf } from './samples'

const filesOf = (...paths: string[]) =>
  paths.map((path, place) => fileOf({ id: `${place}`, path, added: 2, removed: 1 }))
const nodes = (paths: string[], part: Partial<TreeOptions> = {}) =>
  treeNodes(filesOf(...paths), { flat: false, shut: new Set(), viewed: new Set(), filter: '', ...part })
const drawn = (...args: Parameters<typeof nodes>) =>
  nodes(...args).map(({ kind, depth, name }) => `${'  '.repeat(depth)}${name}${kind === 'folder' ? '/' : ''}`)

describe('the tree', () => {
  it('joins folders that hold one folder only, and keeps the order of the files', () => {
    expect(drawn(['README.md', 'src/main/deep/a.ts', 'src/main/deep/b.ts', 'tests/x.ts'])).toEqual([
      'README.md',
      'src/main/deep/',
      '  a.ts',
      '  b.ts',
      'tests/',
      '  x.ts',
    ])
    expect(drawn(['a/b/c.ts', 'a/d.ts'])).toEqual(['a/', '  b/', '    c.ts', '  d.ts'])
  })

  it('counts what is in a folder and which of it was viewed', () => {
    const [folder] = nodes(['src/a.ts', 'src/b/c.ts'], { viewed: new Set(['1']) })
    expect(folder).toMatchObject({ files: 2, added: 4, removed: 2, viewed: 1 })
  })

  it('hides what is in a folder that was shut, unless something is looked for', () => {
    const shut = new Set(['src/'])
    expect(drawn(['src/a.ts', 'b.ts'], { shut })).toEqual(['src/', 'b.ts'])
    expect(drawn(['src/a.ts', 'b.ts'], { shut, filter: 'A.TS' })).toEqual(['src/', '  a.ts'])
  })

  it('is a flat list of paths on request', () => {
    expect(drawn(['src/a.ts', 'b.ts'], { flat: true })).toEqual(['src/a.ts', 'b.ts'])
  })

  it('tells a file from the folder of its name, and two files that are drawn alike', () => {
    expect(drawn(['a', 'a/b', 'c\ufffd', 'c\ufffd'])).toEqual(['a', 'a/', '  b', 'c\ufffd', 'c\ufffd'])
  })

  it('takes names that objects have of their own', () => {
    expect(drawn(['__proto__/constructor', 'toString'])).toEqual(['__proto__/', '  constructor', 'toString'])
  })

  it('takes 20,000 files and a path of thousands of folders', () => {
    const many = Array.from({ length: 20_000 }, (_, place) => `folder${place % 100}/part${place % 7}/file${place}.ts`)
    const begun = performance.now()
    expect(nodes(many).filter(({ kind }) => kind === 'file')).toHaveLength(20_000)
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(nodes([`${'d/'.repeat(5_000)}x`, `${'d/'.repeat(2_500)}y`])).toHaveLength(4)
  })
})

describe('looking for a file', () => {
  it('wants every word, in any case, in the path or the one before', () => {
    const files = [
      ...filesOf('src/Chat/row.ts', 'src/row.ts'),
      fileOf({ id: 'r', path: 'new.ts', oldPath: 'chat/row.ts' }),
    ]
    expect(filtered(files, 'ROW chat').map(({ id }) => id)).toEqual(['0', 'r'])
    expect(filtered(files, '   ')).toBe(files)
  })

  it('by typing goes to the next name that begins so, around the end', () => {
    const all = nodes(['alpha.ts', 'beta.ts', 'src/alps.ts'])
    expect(typedAhead(all, 1, 'al')).toBe(3)
    expect(typedAhead(all, 4, 'AL')).toBe(0)
    expect(typedAhead(all, 0, 'zeta')).toBe(-1)
    expect(typedAhead(nodes(['x/deep.ts'], { flat: true }), 0, 'deep')).toBe(0)
  })

  it('knows the folder that holds a node', () => {
    const all = nodes(['src/a.ts', 'src/b.ts', 'c.ts'])
    expect([parentOf(all, 2), parentOf(all, 3)]).toEqual([0, 3])
  })
})
