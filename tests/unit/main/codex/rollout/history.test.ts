// What was typed in the terminal, from a file that the app only reads.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readHistory, type HistoryEntry } from '../../../../../main/codex/rollout/history'

let home: string
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'rollout-history-'))))
afterEach(() => rmSync(home, { recursive: true, force: true }))

const write = (content: string | Buffer): void => writeFileSync(join(home, 'history.jsonl'), content)
const entry = (text: string): string => JSON.stringify({ session_id: 'a', ts: 1_700_000_000, text })

async function all(signal?: AbortSignal): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = []
  for await (const batch of readHistory(home, signal)) entries.push(...batch)
  return entries
}

describe('the history of a home', () => {
  it('comes in the order written, those typed twice twice, from all ages of the format', async () => {
    write(`${entry('one')}\n${entry('one')}\n${JSON.stringify({ conversation_id: 'b', text: 'old\nlines' })}\n`)
    expect(await all()).toEqual([
      { threadId: 'a', atMs: 1_700_000_000_000, text: 'one' },
      { threadId: 'a', atMs: 1_700_000_000_000, text: 'one' },
      { threadId: 'b', atMs: null, text: 'old\nlines' },
    ])
  })

  it('is whole around lines that are none', async () => {
    const bad = [
      '',
      '\r',
      '{',
      'null',
      '7',
      '[]',
      '{"text":"of nobody"}',
      '{"session_id":"a"}',
      '{"session_id":1,"text":"x"}',
    ]
    write(
      Buffer.concat([
        Buffer.from(`${entry('first')}\r\n${bad.join('\n')}\n`),
        Buffer.from([0, 0xff, 0x0a]),
        Buffer.from(`${entry('last')}\n${entry('torn').slice(0, -9)}`),
      ]),
    )
    expect((await all()).map(({ text }) => text)).toEqual(['first', 'last'])
  })

  it('has the last line too when only its line end is missing', async () => {
    write(entry('typed just now'))
    expect((await all()).map(({ text }) => text)).toEqual(['typed just now'])
  })

  it('is read in pieces, and stops with the reason of the signal', async () => {
    write(`${entry('w'.repeat(1000))}\n`.repeat(3000))
    expect(await all()).toHaveLength(3000)
    const stop = new AbortController()
    const reading = readHistory(home, stop.signal)
    expect((await reading.next()).value?.length).toBeLessThan(3000)
    stop.abort(new Error('enough'))
    await expect(reading.next()).rejects.toThrow('enough')
  })

  it('is none of an empty file; a missing one or a folder is told', async () => {
    await expect(all()).rejects.toMatchObject({ code: 'rollout-unreadable' })
    write('')
    expect(await all()).toEqual([])
    rmSync(join(home, 'history.jsonl'))
    mkdirSync(join(home, 'history.jsonl'))
    await expect(all()).rejects.toMatchObject({ message: 'This is a folder, not a session file.' })
  })
})
