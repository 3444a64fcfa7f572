import { describe, expect, it } from 'vitest'
import { drawnPatch } from '../../../../main/changes/drawn-patch'
import { heldFile, type FileFacts } from '../../../../main/changes/sources/held-file'
import { heldHunks, hunkAt, type FoundHunk } from '../../../../main/changes/sources/hunks'

const file = (hunks: Buffer | null, facts: Partial<FileFacts> = {}) => {
  const rawPath = Buffer.from('x')
  const found: FoundHunk[] = []
  const bytes = hunks ?? Buffer.alloc(0)
  for (let hunk = hunkAt(bytes, 0); hunk; hunk = hunkAt(bytes, hunk.end)) found.push(hunk)
  return heldFile(
    {
      rawPath,
      rawOldPath: null,
      status: 'modified',
      oldMode: '100644',
      newMode: '100644',
      oldId: null,
      newId: null,
      hunks: hunks && heldHunks(rawPath, hunks, found),
      added: 0,
      removed: 0,
      binary: false,
      content: '',
      ...facts,
    },
    'own',
  )
}

const replacing = (line: number, old: Buffer | string, now: Buffer | string): Buffer =>
  Buffer.concat([
    Buffer.from(`@@ -${line} +${line} @@\n-`),
    Buffer.from(old),
    Buffer.from('\n+'),
    Buffer.from(now),
    Buffer.from('\n'),
  ])

describe('a patch for drawing', () => {
  it('has headers, the hunks as they are, and their names', () => {
    const drawn = drawnPatch(file(Buffer.concat([replacing(1, 'a', 'b'), replacing(9, 'ü', 'ö')])))
    expect(drawn.patch).toBe('diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n@@ -9 +9 @@\n-ü\n+ö\n')
    expect(drawn).toMatchObject({ lossy: false, cut: false, hunks: [expect.any(String), expect.any(String)] })
  })

  it('says when bytes are no UTF-8', () => {
    expect(drawnPatch(file(replacing(1, Buffer.from([0xe9]), 'e')))).toMatchObject({ lossy: true })
    const odd = file(replacing(1, 'a', 'b'), { rawPath: Buffer.from([0xff]) })
    expect(drawnPatch(odd)).toMatchObject({ lossy: true, patch: expect.stringContaining('a/\ufffd') })
  })

  it('cuts a long line between two letters', () => {
    const drawn = drawnPatch(file(replacing(1, 'a', 'ü'.repeat(200_000))))
    expect(drawn).toMatchObject({ lossy: false, cut: true })
    expect(drawn.hunks).toHaveLength(1)
    expect(drawn.patch).toMatch(/ü … \d+ more bytes\n$/)
  })

  it('names no hunk that is drawn in part, and none that is not drawn', () => {
    const many = Array.from(
      { length: 60_000 },
      (_, at) => `+line ${at} of a very long hunk, up to the bound and beyond\n`,
    ).join('')
    const long = Buffer.from(`@@ -3,0 +3,60000 @@\n${many}`)
    const drawn = drawnPatch(file(Buffer.concat([replacing(1, 'a', 'b'), long, replacing(99_000, 'a', 'b')])))
    expect(drawn.cut).toBe(true)
    expect(drawn.hunks).toHaveLength(1)
    expect(drawn.patch.endsWith('beyond\n')).toBe(true)
    expect(drawn.patch).not.toContain('-99000')
  })

  it('of a file that was not read is its header and cut; of a mode its modes; of a binary file git’s words', () => {
    expect(drawnPatch(file(null))).toMatchObject({ patch: 'diff --git a/x b/x\n', cut: true, hunks: [] })
    expect(drawnPatch(file(Buffer.alloc(0), { newMode: '100755' })).patch).toBe(
      'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n',
    )
    expect(drawnPatch(file(Buffer.alloc(0), { binary: true })).patch).toContain('Binary files a/x and b/x differ\n')
  })

  it('quotes names that could pass for other lines', () => {
    const { patch } = drawnPatch(file(replacing(1, 'a', 'b'), { rawPath: Buffer.from('a\n+++ b/y') }))
    expect(patch).toContain(String.raw`--- "a/a\n+++ b/y"` + '\n')
  })
})
