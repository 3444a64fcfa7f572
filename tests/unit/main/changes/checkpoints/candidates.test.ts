// What `git status` says, read as bytes.
import { expect, it } from 'vitest'
import { readStatus } from '../../../../../main/changes/checkpoints/candidates'

it('sorts paths into gone, to be looked at, and repositories, whatever is in their names', () => {
  const output = [
    ' M edited',
    'D  from the index only',
    ' D gone',
    'MD gone too',
    '?? new\nline',
    '?? inner/',
    ' T link',
    'A  \u00ff',
  ]
  expect(readStatus(Buffer.from(`${output.join('\0')}\0`, 'latin1'))).toEqual({
    gone: ['gone', 'gone too'],
    there: ['edited', 'from the index only', 'new\nline', 'link', '\u00ff'],
    repositories: ['inner/'],
  })
})

it('looks once at a path that is told twice', () => {
  expect(readStatus(Buffer.from('D  a\0?? a\0')).there).toEqual(['a'])
  expect(readStatus(Buffer.alloc(0))).toEqual({ gone: [], there: [], repositories: [] })
})
