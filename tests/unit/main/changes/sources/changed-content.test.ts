import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changedContent } from '../../../../../main/changes/sources/changed-content'
import { heldHunks, hunkAt, type FoundHunk } from '../../../../../main/changes/sources/hunks'

const hunksOf = (patch: Buffer) => {
  const found: FoundHunk[] = []
  const start = patch.indexOf('@@ -')
  for (let hunk = start < 0 ? null : hunkAt(patch, start); hunk; hunk = hunkAt(patch, hunk.end)) found.push(hunk)
  return heldHunks(Buffer.from('x'), patch, found)
}

/** Numbers that look random and are the same in each run. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state / 2_147_483_648
  }
}

describe('old content with hunks applied', () => {
  it('is the new content, for random edits that git told', () => {
    const folder = mkdtempSync(join(tmpdir(), 'codex-deck-content-'))
    const random = numbers(7)
    const pick = (most: number): number => Math.floor(random.next().value * most)
    const content = (): Buffer => {
      const ends = ['\n', '\n', '\r\n', '']
      const lines = Array.from({ length: pick(40) }, () => `word ${pick(5)}${ends[pick(3)]}`)
      return Buffer.concat([
        Buffer.from(lines.join('') + (pick(2) ? 'end' : '')),
        Buffer.from(pick(3) ? [] : [0xff, 0x0a]),
      ])
    }
    for (let round = 0; round < 40; round += 1) {
      const [before, after] = [content(), content()]
      writeFileSync(join(folder, 'before'), before)
      writeFileSync(join(folder, 'after'), after)
      let patch: Buffer = Buffer.alloc(0)
      try {
        execFileSync('git', ['diff', '--no-index', '--no-color', '-a', 'before', 'after'], { cwd: folder })
      } catch (error) {
        if (error instanceof Error && 'stdout' in error && Buffer.isBuffer(error.stdout)) patch = error.stdout
      }
      expect(changedContent(before, hunksOf(patch))).toEqual(after)
    }
    rmSync(folder, { recursive: true, force: true })
  })

  it('is nothing where a hunk doesn’t fit', () => {
    const hunks = hunksOf(Buffer.from('@@ -2 +2 @@\n-b\n+c\n'))
    expect(changedContent(Buffer.from('a\nb\n'), hunks)?.toString()).toBe('a\nc\n')
    expect(changedContent(Buffer.from('a\nx\n'), hunks)).toBeNull()
    expect(changedContent(Buffer.from(''), hunks)).toBeNull()
  })
})
