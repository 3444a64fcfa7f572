import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copySessions, type CopyJob } from '../../../../main/sessions/import-copy'
import { SessionIndex, type FoundSession } from '../../../../main/sessions/session-index'

const idOf = (n: number): string => `01a1fc6f-0000-7000-8000-${String(n).padStart(12, '0')}`
const nameOf = (n: number): string => `rollout-2026-11-21T04-48-47-${idOf(n)}.jsonl`
const past = new Date('2026-01-02T03:04:05Z')

describe('copying sessions into a home', () => {
  let root: string
  let source: string
  let home: string
  /** Thread → what it continues and whose sub-agent it is. */
  const kin = new Map<string, { base?: string; parent?: string }>()

  const put = (n: number, archived = false): string => {
    const file = join(source, archived ? 'archived_sessions' : 'sessions/2026/11/21', nameOf(n))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `{"n":${n}}\n`)
    utimesSync(file, past, past)
    return file
  }
  const find = async (): Promise<ReadonlyMap<string, FoundSession>> => {
    const index = new SessionIndex({
      cacheFolder: join(root, 'cache'),
      read: async ({ threadId }) => ({
        preview: 'x',
        createdAtMs: null,
        cwd: '/srv',
        branch: null,
        modelProvider: null,
        parentThreadId: kin.get(threadId)?.parent ?? null,
        baseFileId: kin.get(threadId)?.base ?? null,
        source: null,
      }),
    })
    const { sessions } = await index.refresh(source)
    return new Map(sessions.map((session) => [session.file.threadId, session]))
  }
  const copy = async (numbers: number[], more: Partial<CopyJob> = {}): ReturnType<typeof copySessions> =>
    copySessions({
      found: await find(),
      threadIds: numbers.map(idOf),
      home,
      there: { threads: new Set(), files: new Set() },
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ...more,
    })

  beforeEach(() => {
    kin.clear()
    root = mkdtempSync(join(tmpdir(), 'deck-import-'))
    source = join(root, 'source')
    home = join(root, 'home')
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('lays them out as Codex does, with their time, and leaves the source alone', async () => {
    const [active, archived] = [put(1), put(2, true)]
    const report = await copy([1, 2])

    expect(report).toMatchObject({ copied: [idOf(1), idOf(2)], alreadyThere: [], failed: [] })
    const copies = [join(home, 'sessions/2026/11/21', nameOf(1)), join(home, 'archived_sessions', nameOf(2))]
    for (const file of copies) expect(statSync(file).mtimeMs).toBe(past.getTime())
    expect(copies.map((file) => readFileSync(file, 'utf8'))).toEqual(['{"n":1}\n', '{"n":2}\n'])
    expect([active, archived].map((file) => statSync(file).mtimeMs)).toEqual([past.getTime(), past.getTime()])
  })

  it('says which were there already, by id and by file name', async () => {
    put(1)
    put(2)
    expect(await copy([1], { there: { threads: new Set([idOf(1)]), files: new Set([idOf(1)]) } })).toMatchObject({
      copied: [],
      alreadyThere: [idOf(1)],
    })
    await copy([2])
    expect(await copy([2])).toMatchObject({ copied: [], alreadyThere: [idOf(2)], failed: [] })
  })

  it('brings along what a fork continues, the oldest first, and the sub-agents of each', async () => {
    for (let n = 1; n <= 4; n++) put(n)
    kin.set(idOf(3), { base: idOf(2) })
    kin.set(idOf(2), { base: idOf(1) })
    kin.set(idOf(4), { parent: idOf(3) })
    const report = await copy([3])
    expect(report.copied).toEqual([idOf(3)])
    expect(report.added).toEqual([1, 2, 3, 4].map(idOf))
  })

  it('copies all files of a session that was reverted, and what a fork of its later part needs', async () => {
    put(1)
    put(2)
    const segment = nameOf(1).replace('.jsonl', `_${idOf(9)}.jsonl`)
    writeFileSync(join(source, 'sessions/2026/11/21', segment), '{}\n')
    kin.set(idOf(2), { base: idOf(9) })
    const report = await copy([2])
    expect(report.added).toEqual([idOf(1), idOf(2)])
    expect(readdirSync(join(home, 'sessions/2026/11/21')).toSorted()).toEqual(
      [nameOf(1), segment, nameOf(2)].toSorted(),
    )
  })

  it('does not hang on sessions that claim to continue each other', async () => {
    put(1)
    put(2)
    kin.set(idOf(1), { base: idOf(2), parent: idOf(2) })
    kin.set(idOf(2), { base: idOf(1), parent: idOf(1) })
    const report = await copy([1])
    expect(report.copied.length + report.failed.length).toBeGreaterThan(0)
  })

  it('does not copy a fork whose beginning is missing: Codex could not read it', async () => {
    put(2)
    kin.set(idOf(2), { base: idOf(1) })
    const report = await copy([2])
    expect(report.failed).toEqual([{ threadId: idOf(2), reason: expect.stringContaining(idOf(1)) }])
    expect(existsSync(home)).toBe(false)
  })

  it('tells of a source that has vanished, and copies the rest', async () => {
    const gone = put(1)
    put(2)
    const found = await find()
    rmSync(gone)
    const report = await copy([1, 2], { found })
    expect(report.copied).toEqual([idOf(2)])
    expect(report.failed).toEqual([{ threadId: idOf(1), reason: 'Its file is not there any more.' }])
    expect(readdirSync(join(home, 'sessions/2026/11/21'))).toEqual([nameOf(2)])
  })

  it('stops when it is told to and keeps what was copied whole', async () => {
    for (let n = 1; n <= 3; n++) put(n)
    const abort = new AbortController()
    const report = await copy([1, 2, 3], { signal: abort.signal, onProgress: () => abort.abort() })
    expect(report.copied).toEqual([idOf(1)])
    expect(report.failed).toEqual([])
  })

  it('tells in words when the home can’t be written', async () => {
    put(1)
    writeFileSync(home, 'a file is in its place')
    const report = await copy([1])
    expect(report.copied).toEqual([])
    expect(report.failed).toHaveLength(1)
  })
})
