// Random configurations, random sequences of edits, the real Codex: every line that no edit was about stays as it was, byte for byte,
// the values are those that were asked for, and nothing else changed. What is not promised is said in main/config/keep-lines.ts.
import { parse } from 'smol-toml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigEdit } from '@contract/config'
import { isTable, sameValue } from '../../../main/config/key-path'
import { setConfigStage, type ConfigStage, type StagedProject } from '../../support/config-stage'
import { randomEdits, randomFile, randomFrom, type Piece } from '../../support/random-toml'

const meaning = (text: string): Record<string, unknown> =>
  parse(text.replace(/^\ufeff/, ''), { integersAsBigInt: true })

/** What `value` means in TOML: whole numbers are integers. */
const inToml = (value: unknown): unknown => {
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value)
  if (Array.isArray(value)) return value.map(inToml)
  return isTable(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inToml(inner)])) : value
}

/** The edits applied to what a file means; null where an edit has no table to go into. */
const applied = (before: Record<string, unknown>, edits: readonly ConfigEdit[]): Record<string, unknown> | null => {
  const root = structuredCloneOf(before)
  edit: for (const { path, value, merge } of edits) {
    let table = root
    for (const segment of path.slice(0, -1)) {
      if (!Object.hasOwn(table, segment)) {
        if (value === null) continue edit
        table[segment] = {}
      }
      const next = table[segment]
      if (!isTable(next)) return null
      table = next as Record<string, unknown>
    }
    const last = path.at(-1) ?? ''
    const there = table[last]
    if (value === null) delete table[last]
    else if (merge === 'upsert' && isTable(there) && isTable(value)) Object.assign(there, inToml(value))
    else table[last] = inToml(value)
  }
  return root
}

const structuredCloneOf = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isTable(inner) ? structuredCloneOf({ ...inner }) : inner]),
  )

/** Without empty tables: Codex takes a table that is only there as the parent of a deleted one along. */
const pruned = (value: unknown): unknown => {
  if (!isTable(value)) return value
  const members = Object.entries(value).map(([key, inner]) => [key, pruned(inner)] as const)
  return Object.fromEntries(members.filter(([, inner]) => !isTable(inner) || Object.keys(inner).length > 0))
}

const startsWith = (path: readonly string[], start: readonly string[]): boolean =>
  start.every((segment, index) => path[index] === segment)

/** Whether one of the edits is about this piece. */
const touched = (piece: Piece, edits: readonly ConfigEdit[]): boolean =>
  edits.some(({ path, value, merge }) => {
    const targets = merge === 'upsert' && isTable(value) ? Object.keys(value).map((key) => [...path, key]) : [path]
    return targets.some(
      (target) => startsWith(piece.path, target) || (piece.kind === 'pair' && startsWith(target, piece.path)),
    )
  })

const withoutEnd = (text: string): string => text.replace(/\r?\n$/, '')

/** The pieces of `kept` that are not in `text` in their order, each beginning a line. */
const missing = (kept: readonly Piece[], text: string): string[] => {
  let at = 0
  const gone: string[] = []
  for (const [index, piece] of kept.entries()) {
    // The last line may have had no end, and may have one now.
    const wanted = index === kept.length - 1 ? withoutEnd(piece.text) : piece.text
    let found = text.indexOf(wanted, at)
    while (found > 0 && text[found - 1] !== '\n') found = text.indexOf(wanted, found + 1)
    if (found < 0) gone.push(piece.text)
    else at = found + wanted.length
  }
  return gone
}

describe('random edits of random configurations', () => {
  let stage: ConfigStage
  let one: StagedProject

  beforeAll(() => {
    stage = setConfigStage()
    one = stage.add('one')
  })
  afterAll(() => stage.end())

  it('leave every line that they are not about as it was', { timeout: 120_000 }, async () => {
    const first = 20_260_101
    const until = performance.now() + 10_000
    let runs = 0
    let edited = 0
    for (let seed = first; performance.now() < until; seed += 1) {
      const random = randomFrom(seed)
      const file = randomFile(random)
      one.put(file.text)
      const undoIds: string[] = []
      const all: ConfigEdit[] = []
      let meant = meaning(file.text)
      let version: string | null = null
      const said: string[] = []
      for (let step = 0; step < 1 + Math.floor(random() * 4); step += 1) {
        const edits = randomEdits(random, file)
        const next = applied(meant, edits)
        // Nothing to go into, perhaps because an edit before has taken it.
        if (next === null) continue
        const before = one.read()
        // Each against the version that the one before has answered.
        const [report] = await stage.wing.writes.write({ kind: 'project', projectId: one.project.id }, edits, version)
        const now = one.read()
        said.push(`${JSON.stringify(edits)}\n--- before\n${JSON.stringify(before)}\n--- after\n${JSON.stringify(now)}`)
        const about = `seed ${seed}\n${said.join('\n')}\n${report?.problem ?? ''}`
        all.push(...edits)
        meant = next
        version = report?.version ?? version
        if (report?.undoId) undoIds.push(report.undoId)

        expect(report?.state, about).toMatch(/written|unchanged/)
        expect(sameValue(pruned(meaning(now)), pruned(meant)), about).toBe(true)
        const kept = file.pieces.filter((piece) => piece.kind !== 'blank' && !touched(piece, all))
        expect(missing(kept, now.replace(/^\ufeff/, '')).slice(0, 3), about).toEqual([])
        expect(now.startsWith('\ufeff'), about).toBe(file.text.startsWith('\ufeff'))
        if (!file.text.includes('\r')) expect(now, about).not.toContain('\r')
        edited += 1
      }
      if (undoIds.length > 0) {
        // In whatever order they are named: a file can only be taken back the newest change first.
        const undone = await stage.wing.writes.undo(undoIds)
        expect(undone.map(({ state }) => state)).toEqual(undoIds.map(() => 'written'))
        expect(one.read(), `seed ${seed}\n${said.join('\n')}`).toBe(file.text)
      }
      runs += 1
    }
    expect(runs).toBeGreaterThan(20)
    process.stdout.write(`  ${runs} files, ${edited} writes\n`)
  })
})
