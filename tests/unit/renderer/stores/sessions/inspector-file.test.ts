// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { InspectorRow } from '../../../../../preload/contract/inspection'
import { mostPages, pageRows, useInspectorFile } from '../../../../../renderer/stores/sessions/inspector-file'
import { fakeDeck, later, refusal, type FakeDeck } from '../fake-deck'
import { projectId } from '../samples'

const threadId = '01a1fba2-6d5f-70f2-b66c-9d49000e77ad'
const target = { projectId, threadId }
const lineBytes = 10

const row = (index: number): InspectorRow => ({
  index,
  offset: index * lineBytes,
  // The line break is not counted.
  length: lineBytes - 1,
  type: 'event_msg',
  subtype: '',
  kind: 'other',
  label: `record ${index}`,
  atMs: null,
  turnId: null,
  itemId: null,
  durationMs: null,
  status: null,
  tokens: null,
})

/** A file of `count` records behind the deck. Like main, it numbers from 0 what does not follow the page before. */
function fileOf(file: { count: number; lastIsBad?: boolean }, more: Record<string, unknown> = {}): FakeDeck {
  let stands = 0
  return fakeDeck({
    'inspect/open': {
      id: 'i1',
      name: 'rollout.jsonl',
      path: '/h/rollout.jsonl',
      bytes: file.count * lineBytes,
      threadId,
    },
    'inspect/page': ({ offset, limit }: Record<string, unknown>) => {
      const from = Number(offset) / lineBytes
      const to = Math.min(file.count, from + Number(limit))
      const first = stands === from ? from : 0
      stands = to
      const rows = Array.from({ length: Math.max(0, to - from) }, (_, at) => ({ ...row(from + at), index: first + at }))
      const last = rows.at(-1)
      if (file.lastIsBad && last && to === file.count) last.kind = 'bad'
      return {
        rows,
        nextOffset: to < file.count ? to * lineBytes : null,
        progress: to / file.count,
      }
    },
    ...more,
  })
}

const file = () => useInspectorFile.getState()

beforeEach(() => file().close())
afterEach(() => vi.unstubAllGlobals())

describe('reading a file', () => {
  it('begins with one page and reads on when asked', async () => {
    fileOf({ count: 2500 })
    await file().openThread(target)
    expect(file()).toMatchObject({ atEnd: false, reading: 'no', progress: 0.4 })
    expect(file().rows).toHaveLength(pageRows)
    await file().more()
    await file().more()
    expect(file().rows).toHaveLength(2500)
    expect(file()).toMatchObject({ atEnd: true, progress: 1 })
  })

  it('opens the same thread once', async () => {
    const deck = fileOf({ count: 1 })
    await file().openThread(target)
    await file().openThread(target)
    expect(deck.of('inspect/open')).toHaveLength(1)
  })

  it('reads to the end and can be stopped', async () => {
    const deck = fileOf({ count: 100_000 })
    await file().openThread(target)
    const reading = file().toEnd()
    file().stop()
    await reading
    expect(file()).toMatchObject({ reading: 'no', atEnd: false })
    expect(deck.of('inspect/page').length).toBeLessThan(4)
  })

  it('keeps no more than its bound of a big file, and reads what it let go again', async () => {
    const count = (mostPages + 3) * pageRows
    fileOf({ count })
    await file().openThread(target)
    await file().toEnd()
    expect(file().rows).toHaveLength(mostPages * pageRows)
    expect(file().letGo).toBe(3 * pageRows)
    expect(file().rows.at(-1)?.index).toBe(count - 1)
    await file().earlier()
    expect(file().rows[0]?.index).toBe(2 * pageRows)
    expect(file().letGo).toBe(2 * pageRows)
    expect(file().rows).toHaveLength(mostPages * pageRows)
    expect(file().atEnd).toBe(false)
    await file().toEnd()
    expect(file().rows.at(-1)?.index).toBe(count - 1)
  })

  it('never reads the same page for ever', async () => {
    const deck = fileOf({ count: 1 }, { 'inspect/page': { rows: [row(0)], nextOffset: 0, progress: 0 } })
    await file().openThread(target)
    await file().toEnd()
    expect(deck.of('inspect/page')).toHaveLength(1)
    expect(file().atEnd).toBe(true)
  })

  it('shows what was appended since', async () => {
    const grown = { count: 3 }
    fileOf(grown)
    await file().openThread(target)
    grown.count = 5
    await file().refresh()
    expect(file().rows.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4])
    await file().refresh()
    expect(file().rows).toHaveLength(5)
  })

  it('reads a line again that was half written', async () => {
    const grown = { count: 3, lastIsBad: true }
    fileOf(grown)
    await file().openThread(target)
    const kept = file().rows[0]
    Object.assign(grown, { count: 4, lastIsBad: false })
    await file().refresh()
    expect(file().rows.map(({ index, kind }) => [index, kind])).toEqual([0, 1, 2, 3].map((index) => [index, 'other']))
    expect(file().rows[0]).toBe(kept)
  })

  it('takes no page away for what trickles in', async () => {
    const grown = { count: pageRows - 2 }
    fileOf(grown)
    await file().openThread(target)
    for (let at = 0; at < 60; at += 1) {
      grown.count += 1
      await file().refresh()
    }
    expect(file().letGo).toBe(0)
    expect(file().rows.map(({ index }) => index)).toEqual(Array.from({ length: pageRows + 58 }, (_, at) => at))
  })
})

describe('what goes wrong', () => {
  it('tells why a file could not be opened, and tries again', async () => {
    const deck = fileOf({ count: 1 }, { 'inspect/open': refusal('The file is gone.') })
    await file().openThread(target)
    expect(file()).toMatchObject({ problem: { message: 'The file is gone.' }, reading: 'no', inspection: null })
    await file().openThread(target)
    expect(deck.of('inspect/open')).toHaveLength(2)
  })

  it('keeps the rows that are here when a page fails', async () => {
    let broken = false
    const deck = fileOf({ count: 1 })
    deck.calls.length = 0
    fileOf(
      { count: 1 },
      {
        'inspect/page': () =>
          broken ? refusal('Unreadable.') : { rows: [row(0)], nextOffset: lineBytes, progress: 0.5 },
      },
    )
    await file().openThread(target)
    broken = true
    await file().more()
    expect(file()).toMatchObject({ problem: { message: 'Unreadable.' }, reading: 'no' })
    expect(file().rows).toHaveLength(1)
  })

  it('drops the answers of a file that was closed meanwhile, and closes it in main', async () => {
    const answer = later()
    const deck = fileOf({ count: 1 }, { 'inspect/open': () => answer.promise })
    const opening = file().openThread(target)
    file().close()
    answer.settle({ id: 'late', name: 'x', path: '/x', bytes: 1, threadId })
    await opening
    expect(file().inspection).toBeNull()
    expect(deck.of('inspect/close')).toEqual([{ id: 'late' }])
  })
})

describe('a picked file', () => {
  it('replaces what was open', async () => {
    const deck = fileOf(
      { count: 2 },
      { 'inspect/pick': { id: 'i2', name: 'foreign.jsonl', path: '/f.jsonl', bytes: 20, threadId: null } },
    )
    await file().openThread(target)
    expect(await file().pick()).toBe(true)
    expect(file()).toMatchObject({ target: 'picked', inspection: { name: 'foreign.jsonl' } })
    expect(deck.of('inspect/close')).toEqual([{ id: 'i1' }])
  })

  it('leaves what is open when the dialog is closed', async () => {
    fileOf({ count: 2 }, { 'inspect/pick': () => null })
    await file().openThread(target)
    // The fake answers {} for null; a closed dialog is null in main.
    vi.stubGlobal('deck', { call: () => Promise.resolve({ ok: true, value: null }), onEvents: () => () => undefined })
    expect(await file().pick()).toBe(false)
    expect(file().inspection?.id).toBe('i1')
  })
})
