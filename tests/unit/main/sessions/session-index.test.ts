import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RolloutFile } from '../../../../main/sessions/rollout-files'
import { SessionIndex } from '../../../../main/sessions/session-index'
import type { SessionFacts } from '../../../../main/sessions/session-facts'

const idOf = (n: number): string => `01a1fc6f-0000-7000-8000-${String(n).padStart(12, '0')}`
const all = { archived: false, offset: 0, limit: 100, onlyCwds: null }

describe('the index of a home', () => {
  let root: string
  let home: string
  let cacheFolder: string
  const read = vi.fn<(file: RolloutFile) => Promise<SessionFacts | string>>()
  const facts = (preview: string, cwd = '/srv/project'): SessionFacts => ({
    preview,
    createdAtMs: null,
    cwd,
    branch: 'main',
    modelProvider: 'openai',
    parentThreadId: null,
    baseFileId: null,
    source: 'cli',
  })
  const put = (n: number, { archived = false, at = Date.now() }: { archived?: boolean; at?: number } = {}): string => {
    const folder = archived ? 'archived_sessions' : 'sessions/2026/11/21'
    const file = join(home, folder, `rollout-2026-11-21T04-48-47-${idOf(n)}.jsonl`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '{}\n')
    utimesSync(file, new Date(at), new Date(at))
    return file
  }
  const open = (now?: () => number): SessionIndex => new SessionIndex({ cacheFolder, read, ...(now ? { now } : {}) })

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'deck-index-'))
    home = join(root, 'home')
    cacheFolder = join(root, 'cache')
    read.mockReset().mockImplementation(async ({ threadId }) => facts(`Prompt of ${threadId.slice(-2)}`))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('pages through the sessions, newest first, archived ones apart', async () => {
    for (let n = 0; n < 5; n++) put(n, { at: Date.now() - n * 1000 })
    put(9, { archived: true })
    const index = open()
    const first = await index.page(home, { ...all, limit: 2 })
    expect(first.sessions.map(({ threadId }) => threadId)).toEqual([idOf(0), idOf(1)])
    expect([first.nextOffset, first.total]).toEqual([2, 5])
    const last = await index.page(home, { ...all, offset: 4, limit: 2 })
    expect(last.sessions.map(({ threadId }) => threadId)).toEqual([idOf(4)])
    expect(last.nextOffset).toBeNull()
    expect((await index.page(home, { ...all, archived: true })).sessions.map(({ threadId }) => threadId)).toEqual([
      idOf(9),
    ])
  })

  it('reads a file again only when its size or time changed', async () => {
    put(1)
    const changing = put(2)
    const index = open()
    await index.page(home, all)
    await index.page(home, all)
    expect(read).toHaveBeenCalledTimes(2)
    appendFileSync(changing, '{}\n')
    await index.page(home, all)
    expect(read).toHaveBeenCalledTimes(3)
  })

  it('starts from its cache in the next run, which lies outside the home', async () => {
    put(1)
    await open().page(home, all)
    expect(readdirSync(home)).toEqual(['sessions'])
    expect(readdirSync(cacheFolder)).toHaveLength(1)

    const page = await open().page(home, all)
    expect(read).toHaveBeenCalledOnce()
    expect(page.sessions[0]?.preview).toBe('Prompt of 01')
  })

  it.each([
    ['torn', (text: string): string => text.slice(0, -20)],
    ['binary', (): Buffer => Buffer.from([0, 255, 1, 254])],
    ['foreign', (): string => '{"deckSessionIndex":1,"home":"/another"}\n'],
    ['of another version', (text: string): string => text.replace('"deckSessionIndex":1', '"deckSessionIndex":0')],
    ['empty', (): string => ''],
  ])('reads everything again when the cache is %s', async (_what, spoil) => {
    put(1)
    await open().page(home, all)
    const cache = join(cacheFolder, readdirSync(cacheFolder)[0] ?? '')
    writeFileSync(cache, spoil(readFileSync(cache, 'utf8')))

    expect((await open().page(home, all)).sessions).toHaveLength(1)
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('works where its cache can’t be written', async () => {
    put(1)
    writeFileSync(cacheFolder, 'a file is in its place')
    expect((await open().page(home, all)).sessions).toHaveLength(1)
  })

  it('tells of files that are no sessions instead of failing', async () => {
    put(1)
    const bad = put(2)
    read.mockImplementation(async ({ path }) => (path === bad ? 'It is empty.' : facts('good')))
    const page = await open().page(home, all)
    expect(page.sessions).toHaveLength(1)
    expect(page.problems).toEqual([{ file: bad, reason: 'It is empty.' }])
    expect(page.problemCount).toBe(1)
  })

  it('does not let a clock that was ahead pin a session to the future', async () => {
    const now = Date.now()
    put(1, { at: now + 10 * 365 * 86_400_000 })
    const [session] = (await open(() => now).page(home, all)).sessions
    expect(session?.updatedAtMs).toBe(now)
    expect(session?.createdAtMs).toBeLessThanOrEqual(now)
  })

  it('shows the name that the person gave, else the first words', async () => {
    put(1)
    put(2, { at: Date.now() - 1000 })
    read.mockResolvedValue(facts('\n  First line of it\nand more'))
    writeFileSync(join(home, 'session_index.jsonl'), JSON.stringify({ id: idOf(1), thread_name: 'My name' }))
    const { sessions } = await open().page(home, all)
    expect(sessions.map(({ title }) => title)).toEqual(['My name', 'First line of it'])
  })

  it('shows of a shared home only what ran in the project’s folder', async () => {
    put(1)
    put(2)
    read.mockImplementation(async ({ threadId }) => facts('x', threadId === idOf(1) ? '/srv/project' : '/elsewhere'))
    const page = await open().page(home, { ...all, onlyCwds: ['/wt/gone', '/srv/project'] })
    expect(page.sessions.map(({ threadId }) => threadId)).toEqual([idOf(1)])
    expect(page.total).toBe(1)
  })

  it('is empty for a home that is not there', async () => {
    expect(await open().page(join(root, 'nowhere'), all)).toEqual({
      sessions: [],
      nextOffset: null,
      total: 0,
      problems: [],
      problemCount: 0,
    })
  })

  it.skipIf(process.getuid?.() === 0)('tells of a folder that can’t be read', async () => {
    put(1)
    chmodSync(join(home, 'sessions'), 0o000)
    const page = await open().page(home, all)
    chmodSync(join(home, 'sessions'), 0o700)
    expect(page.problemCount).toBe(1)
  })
})
