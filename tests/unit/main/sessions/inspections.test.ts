// Files that are open in the inspector: page by page, whatever lies in them, and while others write to them.
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InspectorPage, InspectorRow } from '@contract/inspection'
import { Inspections } from '../../../../main/sessions/inspections'
import { sessionLines } from '../../../support/large-home.mjs'

const threadId = '01a1fc78-a628-7a41-ad63-7d59ea5b1416'
const mebibyte = 1024 * 1024
let folder: string
let path: string
let inspections: Inspections

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inspections-'))
  path = join(folder, 'rollout.jsonl')
  inspections = new Inspections()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const said = (message: string): string =>
  `${JSON.stringify({ type: 'event_msg', payload: { type: 'agent_message', message } })}\n`

function writeSession(turns: number): string {
  const text = [...sessionLines({ threadId, atMs: Date.UTC(2026, 0, 15), cwd: '/srv/app', turns })].join('')
  writeFileSync(path, text)
  return text
}

/** All pages of a file, with `limit` rows each. */
async function pagesOf(id: string, limit: number): Promise<InspectorPage[]> {
  const pages: InspectorPage[] = []
  for (let offset: number | null = 0; offset !== null;) {
    const page: InspectorPage = await inspections.page(id, offset, limit)
    pages.push(page)
    offset = page.nextOffset
  }
  return pages
}

const labels = (rows: readonly InspectorRow[]): string[] => rows.map(({ label }) => label)

describe('a file in the inspector', () => {
  it('is named, measured and known for the session that it is', async () => {
    const text = writeSession(1)
    const opened = await inspections.open(path)
    expect(opened).toEqual({ id: opened.id, name: 'rollout.jsonl', path, bytes: Buffer.byteLength(text), threadId })
  })

  it('shows the same rows in small pages as in one, and how far it was read', async () => {
    writeSession(20)
    const { id } = await inspections.open(path)
    const [whole] = await pagesOf(id, 5000)
    const pages = await pagesOf(id, 7)
    expect(pages.length).toBeGreaterThan(10)
    expect(pages.flatMap(({ rows }) => rows)).toEqual(whole?.rows)
    expect(whole).toMatchObject({ nextOffset: null, progress: 1 })
    const progress = pages.map((page) => page.progress)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(1)
    // A command's output knows when its call was, also on another page.
    expect(pages.flatMap(({ rows }) => rows).filter(({ durationMs }) => durationMs !== null).length).toBeGreaterThan(20)
  })

  it('can be read from its beginning again, and two pages can be asked for at once', async () => {
    writeSession(5)
    const { id } = await inspections.open(path)
    const first = await inspections.page(id, 0, 10)
    await inspections.page(id, first.nextOffset ?? 0, 10)
    expect(await inspections.page(id, 0, 10)).toEqual(first)
    const [again, further] = await Promise.all([
      inspections.page(id, 0, 10),
      inspections.page(id, first.nextOffset ?? 0, 10),
    ])
    expect(labels(again.rows)).toEqual(labels(first.rows))
    expect(labels(further.rows)).not.toEqual(labels(first.rows))
  })

  it('gives the text of each row', async () => {
    writeSession(2)
    appendFileSync(path, said('grüße 😀'))
    const { id } = await inspections.open(path)
    const { rows } = await inspections.page(id, 0, 5000)
    for (const { offset, length } of rows) {
      const { text, truncated } = await inspections.raw(id, offset, length)
      expect(truncated).toBe(false)
      expect(JSON.parse(text)).toBeTypeOf('object')
    }
    const last = rows.at(-1)
    expect((await inspections.raw(id, last?.offset ?? 0, last?.length ?? 0)).text).toContain('grüße 😀')
  })

  it('gives a megabyte of a longer text, and nothing from behind the end', async () => {
    writeFileSync(path, said('x'.repeat(3 * mebibyte)))
    const { id } = await inspections.open(path)
    const { rows } = await inspections.page(id, 0, 10)
    const { text, truncated } = await inspections.raw(id, 0, rows[0]?.length ?? 0)
    expect([text.length, truncated]).toEqual([mebibyte, true])
    expect(await inspections.raw(id, 1e12, 100)).toEqual({ text: '', truncated: false })
    expect(await inspections.raw(id, 0, 0)).toEqual({ text: '', truncated: false })
  })
})

describe('a file of any content', () => {
  it('of no bytes has no rows and is read to its end', async () => {
    writeFileSync(path, '')
    const { id, bytes, threadId: none } = await inspections.open(path)
    expect([bytes, none]).toEqual([0, null])
    expect(await inspections.page(id, 0, 100)).toEqual({ rows: [], nextOffset: null, progress: 1 })
  })

  it('shows each bad line as a row, and the others as ever', async () => {
    const torn = said('never ended').slice(0, 40)
    writeFileSync(
      path,
      Buffer.concat([
        Buffer.from(`\uFEFF${said('one').trimEnd()}\r\n\r\n`),
        Buffer.from([0, 0xff, 0x0a]),
        Buffer.from(`[]\n${said('two')}${said('two')}${torn}`),
      ]),
    )
    const { id, threadId: none } = await inspections.open(path)
    expect(none).toBeNull()
    const { rows, nextOffset } = await inspections.page(id, 0, 100)
    expect(rows.map(({ kind }) => kind)).toEqual(['agent', 'bad', 'bad', 'agent', 'agent', 'bad'])
    expect(rows.at(-1)?.label).toMatch(/^The last line was not written to its end\./)
    expect(nextOffset).toBeNull()
    const bad = rows[2]
    expect((await inspections.raw(id, bad?.offset ?? 0, bad?.length ?? 0)).text).toBe('[]')
  })

  it('with rows of many megabytes ends a page early, and none is lost', async () => {
    const file = openSync(path, 'w')
    for (let at = 0; at < 6; at++) writeSync(file, said(`${at} ${'x'.repeat(7 * mebibyte)}`))
    closeSync(file)
    const { id } = await inspections.open(path)
    const pages = await pagesOf(id, 5000)
    expect(pages.map(({ rows }) => rows.length)).toEqual([3, 3])
    expect(labels(pages.flatMap(({ rows }) => rows)).map((label) => label[0])).toEqual(['0', '1', '2', '3', '4', '5'])
    expect(JSON.stringify(pages).length).toBeLessThan(10_000)
  })
})

describe('a file that changes while it is looked at', () => {
  it('shows what was added, from where the last page ended', async () => {
    writeFileSync(path, said('one'))
    const { id, bytes } = await inspections.open(path)
    expect((await inspections.page(id, 0, 100)).nextOffset).toBeNull()
    appendFileSync(path, said('two'))
    const { rows } = await inspections.page(id, bytes, 100)
    expect(rows.map(({ label, index }) => [label, index])).toEqual([['two', 1]])
  })

  it('just ends when it was cut short', async () => {
    writeSession(10)
    const { id } = await inspections.open(path)
    const { nextOffset } = await inspections.page(id, 0, 20)
    truncateSync(path, 10)
    expect(await inspections.page(id, nextOffset ?? 0, 20)).toEqual({ rows: [], nextOffset: null, progress: 1 })
    expect((await inspections.page(id, 0, 20)).rows.map(({ kind }) => kind)).toEqual(['bad'])
  })

  it('says so in words when it is gone', async () => {
    writeSession(1)
    const { id } = await inspections.open(path)
    rmSync(path)
    const gone = { code: 'rollout-unreadable', message: 'The session file is not there any more.' }
    await expect(inspections.page(id, 0, 20)).rejects.toMatchObject(gone)
    await expect(inspections.raw(id, 0, 20)).rejects.toMatchObject(gone)
  })
})

describe('opening', () => {
  it('is refused in words of what is missing, a folder or a pipe', async () => {
    await expect(inspections.open(path)).rejects.toMatchObject({ message: 'The session file is not there any more.' })
    await expect(inspections.open(folder)).rejects.toMatchObject({ message: 'This is a folder, not a session file.' })
    if (process.platform === 'win32') return
    execFileSync('mkfifo', [path])
    await expect(inspections.open(path)).rejects.toMatchObject({ code: 'rollout-unreadable' })
  })

  it('stands for as long as it is open, and for sixteen files: then the first one is let go', async () => {
    writeSession(1)
    const opened = [await inspections.open(path)]
    while (opened.length < 17) opened.push(await inspections.open(path))
    const [first, second] = opened.map(({ id }) => id)
    const notOpen = { code: 'not-open' }
    await expect(inspections.page(first ?? '', 0, 1)).rejects.toMatchObject(notOpen)
    expect((await inspections.page(second ?? '', 0, 1)).rows).toHaveLength(1)
    inspections.close(second ?? '')
    await expect(inspections.raw(second ?? '', 0, 1)).rejects.toMatchObject(notOpen)
    await expect(inspections.page(path, 0, 1)).rejects.toMatchObject(notOpen)
    inspections.close('never opened')
  })
})
