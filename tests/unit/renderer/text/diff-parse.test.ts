import { describe, expect, it } from 'vitest'
import { diffCounts, parseDiff, splitPatch, type DiffLine } from '../../../../renderer/text/diff-parse'

const short = (lines: readonly DiffLine[]) =>
  lines.map((line) =>
    'oldNumber' in line ? [line.kind, line.oldNumber, line.newNumber, line.text] : [line.kind, line.text],
  )

describe('a hunk without file headers, as Codex gives an update', () => {
  it('numbers its lines', () => {
    const diff = parseDiff('@@ -10,3 +10,4 @@ fn main\n a\n-b\n+B\n+C\n d\n')
    expect(short(diff.lines)).toEqual([
      ['hunk', '@@ -10,3 +10,4 @@ fn main'],
      ['context', 10, 10, 'a'],
      ['remove', 11, null, 'b'],
      ['add', null, 11, 'B'],
      ['add', null, 12, 'C'],
      ['context', 12, 13, 'd'],
    ])
    expect([diff.added, diff.removed]).toEqual([2, 1])
  })

  it('takes a removed line that looks like a header for what it is', () => {
    const diff = parseDiff('@@ -1,2 +1,2 @@\n--- a\n+++ b\n x\n')
    expect(short(diff.lines).slice(1)).toEqual([
      ['remove', 1, null, '-- a'],
      ['add', null, 1, '++ b'],
      ['context', 2, 2, 'x'],
    ])
  })

  it('reads counts that are left out, hunks without numbers, and empty context lines', () => {
    expect(short(parseDiff('@@ -1 +1,2 @@\n-a\n+b\n+c').lines)).toHaveLength(4)
    expect(short(parseDiff('@@\n-a\n+b').lines)).toEqual([
      ['hunk', '@@'],
      ['remove', null, null, 'a'],
      ['add', null, null, 'b'],
    ])
    expect(short(parseDiff('@@ -1,2 +1,2 @@\n\n-a\n+b\n').lines)[1]).toEqual(['context', 1, 1, ''])
  })

  it('marks missing newlines on the line they belong to', () => {
    const diff = parseDiff('@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n')
    expect(diff.lines.map((line) => 'noNewline' in line && line.noNewline)).toEqual([false, true, true])
  })

  it('hides nothing, even when its counts lie', () => {
    const diff = parseDiff('@@ -1,1 +1,1 @@\n-a\n+b\n+rm -rf ~\nstray\n')
    expect(short(diff.lines).slice(3)).toEqual([
      ['add', null, 2, 'rm -rf ~'],
      ['meta', 'stray'],
    ])
    expect(diff.added).toBe(2)
  })
})

describe('raw content', () => {
  it('of an added file is all additions', () => {
    const diff = parseDiff('one\n\ntwo', 'add')
    expect(short(diff.lines)).toEqual([
      ['add', null, 1, 'one'],
      ['add', null, 2, ''],
      ['add', null, 3, 'two'],
    ])
    expect(diff.lines.at(-1)).toMatchObject({ noNewline: true })
    expect(diffCounts('one\n\ntwo\n', 'add')).toEqual({ added: 3, removed: 0 })
  })

  it('of a deleted file is all removals', () => {
    expect(diffCounts('a\nb\n', 'delete')).toEqual({ added: 0, removed: 2 })
    expect(parseDiff('', 'delete').lines).toEqual([])
  })

  it('of an added file that begins with dashes or pluses is still content', () => {
    expect(short(parseDiff('--- front matter\n+x\n', 'add').lines)).toEqual([
      ['add', null, 1, '--- front matter'],
      ['add', null, 2, '+x'],
    ])
  })
})

const git = `diff --git a/src/a.ts b/src/a.ts
index 111..222 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -1,2 +1,2 @@
 x
-y
+z
diff --git a/old.txt b/old.txt
deleted file mode 100644
--- a/old.txt
+++ /dev/null
@@ -1 +0,0 @@
-gone
diff --git a/pic.png b/pic.png
Binary files a/pic.png and b/pic.png differ
`

describe('a diff of many files', () => {
  it('is cut at its headers', () => {
    expect(splitPatch(git).map((file) => [file.path, diffCounts(file.patch)])).toEqual([
      ['src/a.ts', { added: 1, removed: 1 }],
      ['old.txt', { added: 0, removed: 1 }],
      ['pic.png', { added: 0, removed: 0 }],
    ])
  })

  it('keeps headers as meta lines', () => {
    const [file] = splitPatch(git)
    expect(parseDiff(file?.patch ?? '').lines.map((line) => line.kind)).toEqual([
      'meta',
      'meta',
      'meta',
      'meta',
      'hunk',
      'context',
      'remove',
      'add',
    ])
  })
})
