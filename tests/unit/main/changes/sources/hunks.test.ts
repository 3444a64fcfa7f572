import { describe, expect, it } from 'vitest'
import { heldHunks, hunkAt } from '../../../../../main/changes/sources/hunks'

const at = (text: string, start = 0) => hunkAt(Buffer.from(text), start)

describe('a hunk', () => {
  it('ends where its head says, whatever its lines look like', () => {
    const lines = ' a\n---- a/x\n++++ b/x\n+@@ -1 +1 @@\n-diff --git a/x b/x\n'
    const text = `@@ -1,3 +1,3 @@ function\n${lines}diff --git a/next b/next\n`
    expect(at(text)).toMatchObject({ added: 2, removed: 2, whole: true, end: text.indexOf('diff --git a/next') })
  })

  it('takes the mark of a missing newline with the line before it, at both sides', () => {
    const text = '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\nrest'
    expect(at(text)).toMatchObject({ added: 1, removed: 1, whole: true, end: text.length - 4 })
  })

  it('has lines of any bytes, and empty ones that lost their space', () => {
    const bytes = Buffer.concat([
      Buffer.from('@@ -1,3 +1,3 @@\n\n \r\n-'),
      Buffer.from([0xff, 0, 0x0a]),
      Buffer.from('+x\n'),
    ])
    expect(hunkAt(bytes, 0)).toMatchObject({ whole: true, end: bytes.length })
  })

  it.each([
    '@@ -1,2 +1 @@\n-a\n',
    '@@ -1 +1 @@\n-a\n',
    '@@ -1,9 +1,9 @@\n a\n@@ -20 +20 @@\n',
    '@@ -1 +1,3 @@\n-a\nnonsense',
  ])('that lies about its lines is not whole: %j', (text) => {
    expect(at(text)?.whole).toBe(false)
  })

  it.each([
    '@@ function',
    '@@ -1 +1',
    '@@@ -1 -1 +1 @@@',
    'a @@ -1 +1 @@',
    '@@ --1 +1 @@',
    `@@ -${'9'.repeat(20)} +1 @@`,
  ])('does not start with %j', (text) => {
    expect(at(text)).toBeNull()
  })
})

describe('the name of a hunk', () => {
  const named = (path: string, text: string) => {
    const bytes = Buffer.from(text)
    const first = hunkAt(bytes, 0)
    const second = first && hunkAt(bytes, first.end)
    return heldHunks(
      Buffer.from(path),
      bytes,
      [first, second].filter((hunk) => hunk !== null),
    ).map(({ id }) => id)
  }

  it('is the same for the same bytes of the same file, and another one otherwise', () => {
    const text = '@@ -1 +1 @@\n-a\n+b\n@@ -9 +9 @@\n-a\n+b\n'
    expect(named('x', text)).toEqual(named('x', text))
    expect(new Set([...named('x', text), ...named('y', text)]).size).toBe(4)
  })

  it('is another one for a hunk that is said twice', () => {
    const [first, second] = named('x', '@@ -1 +1 @@\n-a\n+b\n@@ -1 +1 @@\n-a\n+b\n')
    expect(second).not.toBe(first)
  })
})
