// What git tells of two trees.
import { expect, it } from 'vitest'
import { readRaw } from '../../../../../main/changes/checkpoints/tree-changes'

const [a, b, none] = ['a'.repeat(40), 'b'.repeat(40), '0'.repeat(40)]

it('reads additions, removals and changes with names of any bytes', () => {
  const output = `:100644 100755 ${a} ${b} M\0x\ny\0:000000 120000 ${none} ${b} A\0:odd\0:100644 000000 ${a} ${none} D\0\u00ff\0`
  expect(readRaw(Buffer.from(output, 'latin1'))).toEqual([
    { path: 'x\ny', old: { mode: '100644', id: a }, new: { mode: '100755', id: b } },
    { path: ':odd', old: null, new: { mode: '120000', id: b } },
    { path: '\u00ff', old: { mode: '100644', id: a }, new: null },
  ])
  expect(readRaw(Buffer.alloc(0))).toEqual([])
})
