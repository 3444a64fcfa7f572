// Permission bits that git doesn't keep.
import { describe, expect, it } from 'vitest'
import { noFacts } from '../../../../../main/changes/checkpoints/facts'
import { modesAfter, modeToRestore, usualModes } from '../../../../../main/changes/checkpoints/modes'

const file = (path: string, mode: number) => ({ path, mode, kind: 'file' as const })
const usual = { file: 0o644, program: 0o755 }

it('takes the most frequent bits of a folder for the usual ones', () => {
  const seen = [file('a', 0o664), file('b', 0o664), file('c', 0o600), file('run', 0o775)]
  expect(usualModes(seen)).toEqual({ file: 0o664, program: 0o775 })
  expect(usualModes([])).toEqual(usual)
})

it('keeps the others as they were last read', () => {
  const before = modesAfter(new Map(), usual, [file('secret', 0o600), file('plain', 0o644), file('run', 0o755)], [])
  expect([...before]).toEqual([['secret', 0o600]])
  expect([...modesAfter(before, usual, [file('secret', 0o644)], [])]).toEqual([])
  expect([...modesAfter(before, usual, [], ['secret'])]).toEqual([])
  expect([...modesAfter(before, usual, [{ path: 'secret', mode: 0o777, kind: 'link' }], [])]).toEqual([])
})

describe('a file that is restored', () => {
  const facts = { ...noFacts, usual, modes: new Map([['secret', 0o600]]) }

  it('gets the bits it had', () => {
    expect(modeToRestore(facts, 'secret', false, 0o644)).toBe(0o600)
    expect(modeToRestore(facts, 'secret', true, 0o644)).toBe(0o700)
    expect(modeToRestore(facts, 'plain', false, null)).toBe(0o644)
    expect(modeToRestore(facts, 'plain', true, 0o644)).toBe(0o755)
    expect(modeToRestore(facts, 'plain', false, 0o777)).toBe(0o644)
  })

  it('is never opened to others when it was closed to them since', () => {
    expect(modeToRestore(facts, 'plain', false, 0o600)).toBe(0o600)
    expect(modeToRestore(facts, 'plain', true, 0o600)).toBe(0o700)
    expect(modeToRestore(facts, 'plain', false, 0o440)).toBe(0o440)
  })
})
