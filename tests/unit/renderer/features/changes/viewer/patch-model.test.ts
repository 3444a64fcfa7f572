import { describe, expect, it } from 'vitest'
import { changeBlocks, readPatch, type HunkLine } from '../../../../../../renderer/features/changes/viewer/patch-model'
import { patchOf, twoHunks } from './samples'

const read = (patch: string, hunks: string[] = []) => readPatch(patchOf(patch, { hunks }))
const texts = (lines: readonly HunkLine[] | undefined) => lines?.map((line) => `${line.kind} ${line.text}`)

describe('a patch', () => {
  it('is read as hunks with their names, their ranges and what each adds and removes', () => {
    const { hunks, strays } = read(twoHunks, ['h-one', 'h-two'])
    expect(strays).toEqual([])
    expect(hunks.map(({ id, index, section, added, removed }) => ({ id, index, section, added, removed }))).toEqual([
      { id: 'h-one', index: 0, section: 'function first()', added: 1, removed: 1 },
      { id: 'h-two', index: 1, section: 'function second()', added: 2, removed: 0 },
    ])
    expect(hunks[0]?.before).toEqual({ old: 9, new: 9 })
    expect(hunks[1]?.after).toEqual({ old: 41, new: 43 })
  })

  it('pairs each removed line with the added one that took its place', () => {
    const { hunks } = read('@@ -1,3 +1,2 @@\n-a\n-b\n-c\n+A\n+B\n')
    const lines = hunks[0]?.lines ?? []
    const partners = lines.map((line) => (line.kind === 'stray' ? null : (line.partner?.text ?? null)))
    expect(partners).toEqual(['A', 'B', null, 'a', 'b'])
  })

  it('knows lines that end in CR LF, and a last line that does not end', () => {
    const model = read('@@ -1,2 +1,2 @@\n a\r\n-b\r\n+b\n\\ No newline at end of file\n')
    const lines = model.hunks[0]?.lines ?? []
    expect(lines.map((line) => (line.kind === 'stray' ? null : [line.text, line.cr, line.open]))).toEqual([
      ['a', true, false],
      ['b', true, false],
      ['b', false, true],
    ])
    expect(model.endings).toEqual({ old: 'crlf', new: 'crlf' })
  })
})

describe('a hostile patch', () => {
  it('is believed line by line, whatever its counts say', () => {
    const { hunks } = read('@@ -1,900 +1,2 @@\n a\n+b\n@@ -5,1 +5,1 @@\n-c\n+d\n')
    // The first head claims 900 lines, so that the second is a line to it: it stays where it is, and in sight.
    expect(texts(hunks[0]?.lines)).toEqual(['context a', 'add b', 'stray @@ -5,1 +5,1 @@', 'remove c', 'add d'])
  })

  it('keeps what is no line of code where it stands', () => {
    const { hunks, strays } = read('surprise\n@@ -1,1 +1,1 @@\n-a\n+b\nwhat is this\n')
    expect(strays).toEqual(['surprise'])
    expect(texts(hunks[0]?.lines)).toEqual(['remove a', 'add b', 'stray what is this'])
  })

  it('shows the headers of a second file that hides behind the first', () => {
    const { hunks } = read(`${twoHunks}diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n+b\n`)
    expect(hunks).toHaveLength(3)
    expect(texts(hunks[1]?.lines)?.filter((text) => text.startsWith('stray'))).toEqual([
      'stray diff --git a/x b/x',
      'stray --- a/x',
      'stray +++ b/x',
    ])
  })

  it('has no place in the file when its head makes no sense', () => {
    const { hunks } = read('@@ what @@\n a\n+b\n')
    expect(hunks[0]?.before).toBeNull()
    expect(hunks[0]?.after).toBeNull()
    expect(texts(hunks[0]?.lines)).toEqual(['context a', 'add b'])
  })

  it('without hunks has none', () => {
    expect(read('').hunks).toEqual([])
    expect(read('Binary files a/x and b/x differ\n').strays).toEqual(['Binary files a/x and b/x differ'])
  })

  it('of 100,000 lines is read in a moment', () => {
    const begun = performance.now()
    const { hunks, added } = read(`@@ -0,0 +1,100000 @@\n${'+a line of it\n'.repeat(100_000)}`)
    expect(added).toBe(100_000)
    expect(hunks[0]?.lines).toHaveLength(100_000)
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})

describe('blocks', () => {
  it('put removals beside the additions that follow them, and start anew after those', () => {
    const { hunks } = read('@@ -1,4 +1,4 @@\n-a\n+A\n-b\n+B\n c\n+d\n')
    expect(
      changeBlocks(hunks[0]?.lines ?? []).map(({ removed, added, other }) => [
        removed.map(({ text }) => text).join(),
        added.map(({ text }) => text).join(),
        other?.text ?? null,
      ]),
    ).toEqual([
      ['a', 'A', null],
      ['b', 'B', null],
      ['', '', 'c'],
      ['', 'd', null],
    ])
  })
})
