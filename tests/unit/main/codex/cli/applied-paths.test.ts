import { expect, test } from 'vitest'
import { namedPaths } from '../../../../../main/codex/cli/applied-paths'

test('reads what git says of each path', () => {
  const said = [
    'Error: Git apply failed (applied=1, skipped=0, conflicts=1)',
    'stdout:',
    '',
    'stderr:',
    "Applied patch to 'src/ok.ts' cleanly.",
    'error: patch failed: a b.txt:12',
    'Falling back to three-way merge...',
    "Applied patch to 'a b.txt' with conflicts.",
    'U a b.txt',
    'error: dirty.txt: does not match index',
    "error: invalid path '../x.txt'",
  ].join('\n')
  expect(namedPaths(said)).toEqual({
    applied: ['src/ok.ts'],
    skipped: ['dirty.txt', '../x.txt'],
    conflicted: ['a b.txt'],
  })
})

test('a path that was applied and then conflicted is conflicted', () => {
  expect(namedPaths("Applied patch to 'a' cleanly.\nerror: a: patch does not apply\r\n")).toEqual({
    applied: [],
    skipped: [],
    conflicted: ['a'],
  })
})

test('names nothing from Codex’s own counts', () => {
  expect(namedPaths('Error: Git apply failed (applied=3, skipped=1, conflicts=0)')).toEqual({
    applied: [],
    skipped: [],
    conflicted: [],
  })
})
