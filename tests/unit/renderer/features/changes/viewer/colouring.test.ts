import { describe, expect, it, vi } from 'vitest'
import type { CodeColours } from '../../../../../../renderer/text/highlight-looks'
import { modelOf } from '../../../../../../renderer/features/changes/viewer/blocks'
import {
  beginsInComment,
  colourRows,
  languageOfPath,
  spansOfLine,
  stretchesOf,
} from '../../../../../../renderer/features/changes/viewer/colouring'
import { rowsOf, type Row } from '../../../../../../renderer/features/changes/viewer/rows'
import { fileOf, readyWith, twoHunks } from './samples'

const rows = (patch: string, mode: 'unified' | 'split' = 'unified', unfolds = true): Row[] => {
  const state = readyWith(patch)
  return rowsOf({
    file: fileOf(),
    patch: state,
    model: modelOf(state),
    mode,
    unfolded: new Map(),
    annotations: [],
    unfolds,
    images: false,
  })
}
/** Colours line n with look n + 1, from its start to its end. */
const counted = vi.fn(async (code: string): Promise<CodeColours> => {
  const lines = code.split('\n')
  return {
    starts: Uint32Array.from({ length: lines.length + 1 }, (_, at) => at),
    ends: Uint32Array.from(lines, (line) => line.length),
    looks: Uint8Array.from(lines, (_, at) => at + 1),
  }
})
const goOn = new AbortController().signal

describe('stretches', () => {
  it('end where lines are left out, and have an old side only where something was removed', () => {
    for (const mode of ['unified', 'split'] as const)
      expect(
        stretchesOf(rows(twoHunks, mode)).map(({ side, lines }) => [side, lines.map(({ text }) => text).join()]),
      ).toEqual([
        ['new', 'ten,eleven!,twelve'],
        ['old', 'ten,eleven,twelve'],
        ['new', 'forty,new one,new two,forty-one'],
      ])
  })
})

describe('colours', () => {
  it('of lines that both sides have come from the new one', async () => {
    const all = rows('@@ -1,3 +1,2 @@\n-gone\n same\n-a\n+b\n')
    expect(await colourRows(all, 'typescript', counted, goOn)).toBe(true)
    const looks = all.flatMap((row) => (row.kind === 'line' ? [[row.line.text, spansOfLine(row.line)[0]?.look]] : []))
    expect(looks).toEqual([
      ['gone', 1],
      ['same', 1],
      ['a', 3],
      ['b', 2],
    ])
  })

  it('are the same array each time a line is drawn', async () => {
    const all = rows(twoHunks)
    await colourRows(all, 'typescript', counted, goOn)
    const line = all.find((row) => row.kind === 'line')
    if (line?.kind !== 'line') throw new Error('no line')
    expect(spansOfLine(line.line)).toBe(spansOfLine(line.line))
  })

  it('are not asked for when the stretch is too long, and change nothing when there are none', async () => {
    const asked = vi.fn(async () => null)
    expect(await colourRows(rows(`@@ -0,0 +1,1 @@\n+${'x'.repeat(400_000)}\n`), 'typescript', asked, goOn)).toBe(false)
    expect(asked).not.toHaveBeenCalled()
    expect(await colourRows(rows(twoHunks), 'typescript', asked, goOn)).toBe(false)
  })

  it('stop between two stretches once nobody wants them', async () => {
    const stop = new AbortController()
    const asked = vi.fn(async (code: string) => {
      stop.abort()
      return counted(code)
    })
    await colourRows(rows(twoHunks), 'typescript', asked, stop.signal)
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it('begin inside of the comment that a hunk begins in', async () => {
    const all = rows('@@ -5,3 +5,3 @@\n  * of a comment\n  */\n-a\n+b\n')
    counted.mockClear()
    await colourRows(all, 'typescript', counted, goOn)
    expect(counted.mock.calls[0]?.[0].startsWith('/*\n')).toBe(true)
    // The added line is not theirs: the first line of the hunk has the second look.
    const [first] = all.flatMap((row) => (row.kind === 'line' ? [row.line] : []))
    expect(first && spansOfLine(first)[0]?.look).toBe(2)
  })
})

it('sees a comment that began before only where one is closed first', () => {
  expect(beginsInComment(' * text\n */\ncode', 'typescript')).toBe(true)
  expect(beginsInComment('/* a */ b', 'typescript')).toBe(false)
  expect(beginsInComment("glob('**/x*/y')", 'typescript')).toBe(false)
  expect(beginsInComment(' * text\n */', 'python')).toBe(false)
})

it('knows the language by the ending of a path, however it is written', () => {
  expect(['a b/c d.ts', 'x.PY', 'Dockerfile', 'go', 'c', '.bashrc', 'a.b/c'].map(languageOfPath)).toEqual([
    'typescript',
    'python',
    'docker',
    null,
    null,
    null,
    null,
  ])
})
