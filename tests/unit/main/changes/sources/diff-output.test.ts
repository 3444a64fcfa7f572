import { describe, expect, it } from 'vitest'
import { readDiffOutput } from '../../../../../main/changes/sources/diff-output'

const one = '1'.repeat(40)
const two = '2'.repeat(40)
const raw = (status: string, ...paths: string[]): string =>
  `:100644 100644 ${one} ${two} ${status}\0${paths.join('\0')}\0`
const patchOf = (path: string, hunk: string): string =>
  `diff --git a/${path} b/${path}\nindex ${one}..${two} 100644\n--- a/${path}\n+++ b/${path}\n${hunk}`

const read = (text: string, cut = false) =>
  readDiffOutput(Buffer.from(text), cut).entries.map(({ entry, section }) => [
    entry.path.toString(),
    section?.hunks.length ?? null,
    section?.cut ?? null,
  ])

describe('git’s answer', () => {
  it('may be empty', () => {
    expect(read('')).toEqual([])
  })

  it('gives each file its patch, and files without one none', () => {
    const text = `${raw('M', 'a')}${raw('M', 'spaces')}${raw('R090', 'old', 'new')}\0${patchOf('a', '@@ -1 +1 @@\n-a\n+b\n')}diff --git a/old b/new\nsimilarity index 90%\nrename from old\nrename to new\n--- a/old\n+++ b/new\n@@ -1 +1 @@\n-a\n+b\n@@ -9 +9 @@\n-a\n+b\n`
    expect(read(text)).toEqual([
      ['a', 1, false],
      ['spaces', null, null],
      ['new', 2, false],
    ])
  })

  it('is not deceived by lines of files that look like another file’s patch', () => {
    const spoof = `@@ -1,2 +1,6 @@\n-x\n+y\n+diff --git a/b b/b\n+--- a/b\n++++ b/b\n+@@ -1 +1 @@\n z\n`
    const text = `${raw('M', 'a')}${raw('M', 'b')}\0${patchOf('a', spoof)}${patchOf('b', '@@ -1 +1 @@\n-a\n+b\n')}`
    expect(read(text)).toEqual([
      ['a', 1, false],
      ['b', 1, false],
    ])
  })

  it('puts the two halves of a changed type together, and skips what is unmerged', () => {
    const text = `:000000 100644 ${one} ${two} U\0u\0:120000 100644 ${one} ${two} T\0t\0\0* Unmerged path u\ndiff --git a/t b/t\ndeleted file mode 120000\n--- a/t\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\\ No newline at end of file\ndiff --git a/t b/t\nnew file mode 100644\n--- /dev/null\n+++ b/t\n@@ -0,0 +1 @@\n+y\n`
    expect(read(text)).toEqual([
      ['u', null, null],
      ['t', 2, false],
    ])
  })

  it('cut at any byte gives files that were whole before, and never a hunk that was not', () => {
    const text = `${raw('M', 'a')}${raw('M', 'b')}\0${patchOf('a', '@@ -1,2 +1,2 @@\n c\n-a\n+b\n')}${patchOf('b', '@@ -1 +1 @@\n-a\n+b\n')}`
    const whole = Buffer.from(text)
    const aEnds = text.lastIndexOf('diff --git')
    for (let end = 0; end < whole.length; end += 1) {
      const { entries } = readDiffOutput(whole.subarray(0, end), true)
      for (const { entry, section } of entries) {
        if (section && !section.cut) {
          expect([entry.path.toString(), end >= aEnds]).toEqual(['a', true])
          expect(section.hunks).toHaveLength(1)
        }
      }
    }
  })

  it('that is a broken list is an error and no view', () => {
    expect(() => read(`:100644 100644 ${one} ${two} M\0name without an end`)).toThrow('could not be read')
  })
})
