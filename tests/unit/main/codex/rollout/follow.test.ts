// Following a file that somebody else writes, with real files and real changes.
import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { followRollout } from '../../../../../main/codex/rollout/follow'
import { readLines } from '../../../../../main/codex/rollout/lines'
import { until } from '../../../../support/waiting'

const quick = { quietMs: 5, lookMs: 10 }
let folder: string
let path: string
let told: number
let ends: (() => void)[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollout-follow-'))
  path = join(folder, 'rollout.jsonl')
  writeFileSync(path, 'one\n')
  told = 0
  ends = []
})
afterEach(() => {
  for (const end of ends) end()
  rmSync(folder, { recursive: true, force: true })
})

function follow(options = quick, file = path): () => void {
  const end = followRollout(file, () => (told += 1), options)
  ends.push(end)
  return end
}

/** Waits until another follower, begun now, has told of a change: by then the first one had as much time. */
async function aChangeElsewhere(): Promise<void> {
  const other = join(folder, `other-${Math.random()}`)
  writeFileSync(other, '')
  let seen = false
  ends.push(followRollout(other, () => (seen = true), { quietMs: 20, lookMs: 20 }))
  appendFileSync(other, 'x')
  await until(() => seen, 'the change elsewhere')
}

describe('a followed file', () => {
  it('is told of when it grows, each time, and what came can be read from where the reader stood', async () => {
    follow()
    appendFileSync(path, 'two\n')
    await until(() => told === 1, 'the first growth')
    appendFileSync(path, 'thr')
    await until(() => told === 2, 'the second growth')
    const came: [string | null, boolean][] = []
    for await (const lines of readLines(path, { start: 4 }))
      came.push(...lines.map(({ text, ended }): [string | null, boolean] => [text, ended]))
    expect(came).toEqual([
      ['two', true],
      ['thr', false],
    ])
  })

  it('is told of by the system long before the slow look', async () => {
    follow({ quietMs: 1, lookMs: 3_600_000 })
    appendFileSync(path, 'two\n')
    await until(() => told > 0, 'the growth')
  })

  it('that grows without a pause is told of at most once in the quiet time', async () => {
    follow({ quietMs: 60, lookMs: 5 })
    const began = performance.now()
    for (let at = 0; at < 100; at++) await appendFile(path, `line ${at}\n`)
    await until(() => told > 0, 'the growth')
    await aChangeElsewhere()
    expect(told).toBeLessThanOrEqual(1 + (performance.now() - began) / 60)
  })

  it('is told of when it is cut short, and when it grows again', async () => {
    follow()
    truncateSync(path, 1)
    await until(() => told === 1, 'the cut')
    appendFileSync(path, 'more')
    await until(() => told === 2, 'the growth after it')
  })

  it('is told of when another is put in its place, and the other is followed from then on', async () => {
    follow()
    const next = join(folder, 'next')
    writeFileSync(next, 'two\n')
    renameSync(next, path)
    await until(() => told === 1, 'the other file')
    appendFileSync(path, 'three\n')
    await until(() => told === 2, 'its growth')
  })

  it('is not told of when it is removed, but when it is there again', async () => {
    follow()
    unlinkSync(path)
    await aChangeElsewhere()
    expect(told).toBe(0)
    writeFileSync(path, 'anew\n')
    await until(() => told > 0, 'the new file')
  })

  it('may be missing at first', async () => {
    const later = join(folder, 'later.jsonl')
    follow(quick, later)
    writeFileSync(later, 'one\n')
    await until(() => told > 0, 'the file')
  })

  it('is not told of while nothing changes, or for being read', async () => {
    follow()
    for await (const lines of readLines(path)) expect(lines).toHaveLength(1)
    await aChangeElsewhere()
    expect(told).toBe(0)
  })

  it('may have a time in the future, and is told of as ever', async () => {
    utimesSync(path, new Date(), new Date('2099-01-01'))
    follow()
    appendFileSync(path, 'back in time\n')
    await until(() => told === 1, 'the growth')
  })
})

describe('following that was ended', () => {
  it('tells nothing any more, not even of a change that was seen already', async () => {
    const end = follow({ quietMs: 100, lookMs: 5 })
    appendFileSync(path, 'two\n')
    // By the end of this one the first one has seen its change and waits for quiet.
    await aChangeElsewhere()
    end()
    end()
    const before = told
    appendFileSync(path, 'three\n')
    for (let at = 0; at < 4; at++) await aChangeElsewhere()
    expect(told).toBe(before)
  })
})
