// What is kept beside a tree.
import { describe, expect, it } from 'vitest'
import {
  leavesOut,
  noFacts,
  readFacts,
  shownLeft,
  writeFacts,
  type SnapshotFacts,
} from '../../../../../main/changes/checkpoints/facts'

const facts: SnapshotFacts = {
  left: [
    { path: 'dir/\u00ff\n"', reason: 'size' },
    { path: 'inner/', reason: 'repository' },
  ],
  leftCount: 7,
  named: false,
  usual: { file: 0o644, program: 0o755 },
  modes: new Map([['__proto__', 0o600]]),
}

describe('facts of a snapshot', () => {
  it('come back as they were written, in plain ASCII', () => {
    const text = writeFacts(facts)
    expect(text).toMatch(/^[ -~]*$/)
    expect(readFacts(text)).toEqual(facts)
    expect(readFacts(writeFacts(noFacts))).toEqual(noFacts)
  })

  it.each(['', '{', 'null', '{"left":[["a","because"]]}'])(
    'are none when they were written by nobody here: %s',
    (text) => {
      expect(readFacts(text)).toBeNull()
    },
  )

  it('tell which paths were left out, by themselves or with their folder', () => {
    const isLeftOut = leavesOut(facts)
    expect(['inner/a/b', 'inner', 'inners', 'dir/\u00ff\n"', 'dir/other'].map(isLeftOut)).toEqual([
      true,
      false,
      false,
      true,
      false,
    ])
  })

  it('are shown relative to the folder, with words', () => {
    expect(shownLeft(facts, 'dir/')).toEqual({
      state: 'partial',
      left: [
        { path: '\ufffd\n"', reason: 'It is larger than 32 MB.' },
        { path: 'inner/', reason: 'A repository of its own that could not be looked through.' },
      ],
      leftCount: 7,
    })
    expect(shownLeft(noFacts, '')).toEqual({ state: 'whole', left: [], leftCount: 0 })
  })
})
