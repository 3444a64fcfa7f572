import { describe, expect, it } from 'vitest'
import type { AccountLimits, Limit, LimitWindow } from '../../../../../preload/contract/accounts'
import { dueWarnings, readSaid, type SaidWarnings } from '../../../../../renderer/stores/accounts/limit-warnings'

const nowMs = new Date(2026, 4, 13, 12, 0).getTime()
const hourMs = 3_600_000
const reset = nowMs + 2 * hourMs

const window = (usedPercent: number, more: Partial<LimitWindow> = {}): LimitWindow => ({
  usedPercent,
  windowMinutes: 300,
  resetsAtMs: reset,
  ...more,
})
const limit = (more: Partial<Limit> = {}): Limit => ({
  id: 'codex',
  name: null,
  primary: null,
  secondary: null,
  credits: null,
  reached: false,
  ...more,
})
const limits = (...list: Limit[]): AccountLimits => ({ accountId: 'a1', limits: list, readAtMs: nowMs })

/** Goes through the readings one after the other; answers the levels that were said at each. */
function levels(...readings: (Limit | [Limit, number])[]): number[][] {
  let said: SaidWarnings = {}
  return readings.map((reading) => {
    const [one, atMs] = Array.isArray(reading) ? reading : [reading, nowMs]
    const due = dueWarnings(said, limits(one), null, atMs)
    said = due.said
    return due.warnings.map(({ level }) => level)
  })
}
const at = (usedPercent: number, more: Partial<LimitWindow> = {}) => limit({ primary: window(usedPercent, more) })
const wordsOf = (one: Limit, owner: string | null = null) =>
  dueWarnings({}, limits(one), owner, nowMs).warnings.map(({ message }) => message)

describe('a warning is due', () => {
  it('at 80, at 95 and when all is used, each once', () => {
    expect(levels(at(79.9), at(80), at(84), at(95), at(96), at(100), at(104))).toEqual([
      [],
      [80],
      [],
      [95],
      [],
      [100],
      [],
    ])
  })

  it('only for the highest level that was jumped to', () => {
    expect(levels(at(10), at(97), at(85), at(97))).toEqual([[], [95], [], []])
  })

  it('not again when the use wavers around a level', () => {
    expect(levels(at(80), at(79), at(81), at(78), at(80))).toEqual([[80], [], [], [], []])
  })

  it('again in the next window', () => {
    const next = { resetsAtMs: reset + 5 * hourMs }
    expect(levels(at(96), [at(81, next), reset + 1], [at(96, next), reset + 2])).toEqual([[95], [80], [95]])
  })

  it('not again because the reset time came out a little different', () => {
    expect(levels(at(81), at(82, { resetsAtMs: reset + 90_000 }), at(83, { resetsAtMs: reset - 90_000 }))).toEqual([
      [80],
      [],
      [],
    ])
  })

  it('again after a fall, where no reset time is known', () => {
    const none = { resetsAtMs: null }
    expect(levels(at(96, none), at(3, none), at(81, none))).toEqual([[95], [], [80]])
  })

  it('for each window and each limit by itself', () => {
    const both = limit({ primary: window(81), secondary: window(96, { windowMinutes: 10_080 }) })
    expect(dueWarnings({}, limits(both, { ...both, id: 'mini' }), null, nowMs).warnings).toHaveLength(4)
  })

  it('for each account by itself', () => {
    const first = dueWarnings({}, limits(at(81)), null, nowMs)
    const other = dueWarnings(first.said, { ...limits(at(81)), accountId: 'b2' }, null, nowMs)
    expect(other.warnings).toHaveLength(1)
  })

  it('never for a window that has ended by its time', () => {
    expect(levels(at(100, { resetsAtMs: nowMs - 1 }))).toEqual([[]])
  })

  it('once while a limit is reached without a full window, and again the next time', () => {
    const reached = limit({ primary: window(40), reached: true })
    expect(levels(reached, reached, at(40), reached)).toEqual([[100], [], [], [100]])
  })

  it('once, not twice, for a full window that is said to be reached', () => {
    expect(levels(limit({ primary: window(100), reached: true }))).toEqual([[100]])
  })
})

describe('a warning says', () => {
  it('how much of which limit, and when it resets', () => {
    expect(wordsOf(at(81.7))[0]).toMatch(/^81 % of the 5-hour limit is used; it resets in 2 h, at .*\.$/)
    expect(wordsOf(at(100))[0]).toMatch(/^The 5-hour limit is used up; it resets in 2 h, at .*\.$/)
  })

  it('whose limit and which model’s, where there are several', () => {
    const mini = limit({ id: 'mini', name: 'GPT-Mini', primary: window(96, { resetsAtMs: null }) })
    expect(wordsOf(mini, 'ada@example.org')).toEqual(['GPT-Mini: 96 % of the 5-hour limit of ada@example.org is used.'])
  })

  it('that credits go on from there', () => {
    expect(wordsOf({ ...at(100), credits: '12' })[0]).toMatch(/Codex may go on with credits\.$/)
    expect(wordsOf({ ...at(81), credits: '12' })[0]).not.toContain('credits')
  })
})

describe('what was said is kept', () => {
  it('over a restart', () => {
    const { said } = dueWarnings({}, limits(at(96)), null, nowMs)
    const again = readSaid(JSON.parse(JSON.stringify(said)))
    expect(dueWarnings(again, limits(at(97)), null, nowMs).warnings).toEqual([])
  })

  it('without entries that were spoiled', () => {
    const good = { level: 80, highest: 81, resetsAtMs: null, atMs: nowMs }
    expect(readSaid({ a: good, b: { ...good, level: 81 }, c: null, d: { ...good, atMs: 'x' }, e: 5 })).toEqual({
      a: good,
    })
    expect(readSaid('x')).toEqual({})
  })

  it('but not for ever', () => {
    const { said } = dueWarnings({}, limits(at(96)), null, nowMs)
    const later = dueWarnings(said, { ...limits(), accountId: 'b2' }, null, nowMs + 100 * 24 * hourMs)
    expect(later.said).toEqual({})
  })
})
