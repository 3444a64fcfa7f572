import { expect, it } from 'vitest'
import { withoutMoveNote } from '../../../../renderer/text/moved'

const hunks = '@@ -1 +1 @@\n-a\n+b\n'

it.each([
  ['an edited file', `${hunks}\n\nMoved to: /srv/p/b.ts`, hunks],
  ['one that ends with a line end', `${hunks}\nMoved to: /srv/p/b.ts\n`, hunks],
  ['one that was only moved', '\n\nMoved to: /srv/p/b.ts', ''],
  ['one that was only moved, plainly', 'Moved to: /srv/p/b.ts', ''],
])('takes the words about the move off %s', (_, diff, left) => {
  expect(withoutMoveNote(diff, '/srv/p/b.ts')).toBe(left)
})

it('takes nothing off that is not about this very move', () => {
  for (const diff of [
    `${hunks}\n\nMoved to: /srv/p/other.ts`,
    '@@ -1 +1 @@\n-a\n+Moved to: /srv/p/b.ts\n',
    '@@ -1 +1 @@\n-a\n Moved to: /srv/p/b.ts',
    `Moved to: /srv/p/b.ts\n${hunks}`,
  ])
    expect(withoutMoveNote(diff, '/srv/p/b.ts')).toBe(diff)
  expect(withoutMoveNote(`${hunks}\n\nMoved to: /srv/p/b.ts`, null)).toContain('Moved to:')
})

it('takes a path with line breaks for what it is', () => {
  expect(withoutMoveNote(`${hunks}\n\nMoved to: /a\nMoved to: /b`, '/a\nMoved to: /b')).toBe(hunks)
})
