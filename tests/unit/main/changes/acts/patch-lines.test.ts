import { describe, expect, it } from 'vitest'
import {
  applyExactly,
  DamagedPatch,
  parseHunk,
  patchText,
  reversedHunk,
  wholeSide,
  type LineHunk,
} from '../../../../../main/changes/acts/patch-lines'

const hunk = (text: string): LineHunk => parseHunk(Buffer.from(text))
const applied = (content: string, ...hunks: LineHunk[]): string | null =>
  applyExactly(Buffer.from(content), hunks)?.toString() ?? null

describe('a hunk', () => {
  it('is applied exactly where it says, with exactly its lines', () => {
    const change = hunk('@@ -2,2 +2,2 @@\n b\n-c\n+C\n')
    expect(applied('a\nb\nc\nd\n', change)).toBe('a\nb\nC\nd\n')
    expect(applied('x\na\nb\nc\nd\n', change)).toBeNull()
    expect(applied('a\nb\nc \nd\n', change)).toBeNull()
    expect(applied('a\n', change)).toBeNull()
    expect(applied('', change)).toBeNull()
  })

  it('stands after the line that it names when it only adds', () => {
    expect(applied('a\nb\n', hunk('@@ -1,0 +2 @@\n+x\n'))).toBe('a\nx\nb\n')
    expect(applied('', hunk('@@ -0,0 +1 @@\n+x\n'))).toBe('x\n')
    expect(applied('a\nb\n', hunk('@@ -0,0 +1 @@\n+x\n'))).toBe('x\na\nb\n')
  })

  it('knows files that end without a newline, on both sides', () => {
    const mark = '\\ No newline at end of file\n'
    expect(applied('a\nb', hunk(`@@ -2 +2 @@\n-b\n${mark}+b\n`))).toBe('a\nb\n')
    expect(applied('a\nb\n', hunk(`@@ -2 +2 @@\n-b\n+b\n${mark}`))).toBe('a\nb')
    expect(applied('a\nb\n', hunk(`@@ -2 +2 @@\n-b\n${mark}+c\n`))).toBeNull()
    expect(applied('a\nb\nc\n', hunk(`@@ -1 +1 @@\n-a\n+x\n${mark}`))).toBeNull()
  })

  it('keeps carriage returns and bytes of any kind', () => {
    expect(applied('a\r\nb\r\n', hunk('@@ -2 +2 @@\n-b\r\n+B\r\n'))).toBe('a\r\nB\r\n')
    const bytes = Buffer.from([0x2d, 0xff, 0x0a, 0x2b, 0xfe, 0x00, 0x0a])
    const odd = parseHunk(Buffer.concat([Buffer.from('@@ -1 +1 @@\n'), bytes]))
    expect(applyExactly(Buffer.from([0xff, 0x0a]), [odd])).toEqual(Buffer.from([0xfe, 0x00, 0x0a]))
  })

  it('can be left out while others of the same file are applied', () => {
    const [first, second, third] = [
      hunk('@@ -1 +1,2 @@\n-a\n+A\n+A2\n'),
      hunk('@@ -3 +4,0 @@\n-c\n'),
      hunk('@@ -5 +5 @@\n-e\n+E\n'),
    ]
    const old = 'a\nb\nc\nd\ne\n'
    expect(applied(old, first, second, third)).toBe('A\nA2\nb\nd\nE\n')
    expect(applied(old, third)).toBe('a\nb\nc\nd\nE\n')
    expect(applied(old, third, first)).toBe('A\nA2\nb\nc\nd\nE\n')
    expect(applied('A\nA2\nb\nd\nE\n', reversedHunk(second))).toBe('A\nA2\nb\nd\nc\nE\n')
  })

  it('taken back is what was before', () => {
    const change = hunk('@@ -1,3 +1,4 @@\n-a\n+x\n+y\n b\n-c\n+z\n')
    const after = applied('a\nb\nc\n', change)
    expect(after).toBe('x\ny\nb\nz\n')
    expect(applied(after ?? '', reversedHunk(change))).toBe('a\nb\nc\n')
    expect(reversedHunk(reversedHunk(change))).toEqual(change)
  })

  it.each([
    '@@ -1,2 +1 @@\n-a\n+b\n',
    '@@ -1 +1 @@\n-a\n+b\n+c\n',
    '@@ -1 +1 @@\n-a\nb\n',
    '@@ -1 +1 @@\n\\ No newline at end of file\n',
    'no hunk\n',
    '',
  ])('that lies is refused: %j', (text) => {
    expect(() => hunk(text)).toThrow(DamagedPatch)
  })

  it('that overlaps another one fits nothing', () => {
    const change = hunk('@@ -1,2 +1,2 @@\n a\n-b\n+B\n')
    expect(applied('a\nb\n', change, change)).toBeNull()
  })
})

describe('what is made of hunks', () => {
  it('is a patch with counts and places of these hunks alone', () => {
    const later = hunk('@@ -5,2 +9,3 @@ of another count\n e\n-f\n+F\n+G\n')
    const last = hunk('@@ -9 +14,0 @@\n-i\n')
    expect(patchText('c1', [last, later]).toString()).toBe(
      'diff --git a/c1 b/c1\n--- a/c1\n+++ b/c1\n@@ -5,2 +5,3 @@\n e\n-f\n+F\n+G\n@@ -9,1 +9,0 @@\n-i\n',
    )
  })

  it('is one whole side where they hold it', () => {
    const made = hunk('@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n')
    expect(wholeSide([made], 'new').toString()).toBe('a\nb')
    expect(wholeSide([made], 'old')).toHaveLength(0)
  })
})
