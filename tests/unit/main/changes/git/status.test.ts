import { describe, expect, it } from 'vitest'
import { readStatus } from '../../../../../main/changes/git/status'

const id = 'a'.repeat(40)
const record = (text: string): string => `${text}\0`
const changed = (letters: string, path: string): string =>
  record(`1 ${letters} N... 100644 100644 100644 ${id} ${id} ${path}`)
const read = (text: string, prefix = '') => readStatus(Buffer.from(text), Buffer.from(prefix))

describe('a status', () => {
  it('counts within the folder, and what is staged outside of it', () => {
    const text = [
      record(`# branch.oid ${id}`),
      record('# branch.head main'),
      record('# branch.upstream origin/main'),
      record('# branch.ab +2 -3'),
      changed('M.', 'sub/staged'),
      changed('.M', 'sub/changed'),
      changed('MM', 'sub/both'),
      changed('M.', 'other/staged'),
      changed('.M', 'other/changed'),
      record(`2 R. N... 100644 100644 100644 ${id} ${id} R100 sub/to`) + record('1 .M N... looks like a record'),
      record(`u UU N... 100644 100644 100644 100644 ${id} ${id} ${id} sub/conflict`),
      record('? sub/new\nname'),
      record('? other/new'),
    ].join('')

    expect(read(text, 'sub/')).toEqual({
      head: id,
      branch: 'main',
      upstream: { name: 'origin/main', ahead: 2, behind: 3 },
      staged: 3,
      unstaged: 2,
      untracked: 1,
      conflicted: 1,
      stagedOutside: 1,
    })
  })

  it('knows no head before the first commit, no branch when detached, no distance from what is gone', () => {
    const text =
      record('# branch.oid (initial)') + record('# branch.head (detached)') + record('# branch.upstream origin/x')
    expect(read(text)).toMatchObject({ head: null, branch: null, upstream: null })
  })

  it('that was cut counts what is whole', () => {
    expect(read(`${changed('M.', 'a')}1 M. N... 1006`)).toMatchObject({ staged: 1 })
  })
})
