// The search over session files with the ripgrep that Codex ships, on files of the shape that Codex writes.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PushEvent } from '@contract/events'
import type { SearchDone, SearchHit, SearchQuery } from '@contract/search'
import { locateBundle } from '../../../../../main/codex/binary/locate'
import { codexEnvironment, readProcessEnvironment } from '../../../../../main/codex/process/environment'
import { homeOf, locateRollout } from '../../../../../main/sessions/homes'
import { SearchRuns } from '../../../../../main/sessions/search-runs'
import { readFactsAt } from '../../../../../main/sessions/session-facts'
import {
  idAt,
  numbers,
  placeOf,
  writeNames,
  writeOddFiles,
  writeSession,
  type SessionOptions,
} from '../../../../support/large-home.mjs'

const root = join(import.meta.dirname, '../../../../..')
const newestMs = Date.UTC(2026, 0, 15, 12)
let home: string
let ids: () => number

beforeEach(() => {
  const parent = join(homedir(), '.cache', 'codex-deck-tests')
  mkdirSync(parent, { recursive: true })
  home = realpathSync(mkdtempSync(join(parent, 'search-')))
  ids = numbers(7)
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const project = () => ({
  ...homeOf('/nowhere', { id: '0123456789abcdef', path: '/srv/app', sharedHome: home }),
  onlyCwds: null,
})

function write(options: Partial<SessionOptions> & { archived?: boolean } = {}): { threadId: string; path: string } {
  const atMs = options.atMs ?? newestMs
  return writeSession(home, { threadId: idAt(atMs, ids), atMs, cwd: '/srv/app', turns: 1, ...options })
}

function open(events: PushEvent[]): SearchRuns {
  return new SearchRuns({
    homes: {
      all: () => [project()],
      of: project,
      rollout: async (_projectId, threadId) => {
        const found = await locateRollout(home, threadId)
        if (found === null) throw new Error('no rollout')
        return found
      },
    },
    index: { known: () => null },
    facts: readFactsAt,
    rg: async () => (await locateBundle({ root: join(root, 'codex-bin') })).rg,
    env: () => codexEnvironment({ base: readProcessEnvironment() }),
    push: (event) => events.push(event),
  })
}

async function search(
  query: string,
  more: Partial<SearchQuery> = {},
): Promise<{ hits: SearchHit[]; done: SearchDone }> {
  const events: PushEvent[] = []
  const runs = open(events)
  runs.start({
    searchId: 's',
    query,
    regex: false,
    projectIds: null,
    archived: 'without',
    sinceMs: null,
    untilMs: null,
    ...more,
  })
  const done = await expect
    .poll(() => events.find((event) => event.type === 'search-done'), { timeout: 10_000 })
    .toBeTruthy()
  void done
  const end = events.find((event) => event.type === 'search-done')
  if (end?.type !== 'search-done') throw new Error('no end')
  const hits = new Map<string, SearchHit>()
  for (const event of events)
    if (event.type === 'search-hits')
      for (const hit of event.hits) {
        const known = hits.get(hit.threadId)
        hits.set(hit.threadId, known ? { ...known, snippets: [...known.snippets, ...hit.snippets] } : hit)
      }
  return { hits: [...hits.values()], done: end.done }
}

const marked = (hit: SearchHit | undefined): string[] =>
  hit?.snippets.flatMap(({ text, marks }) => marks.map(([from, to]) => text.slice(from, to))) ?? []

describe('what is found', () => {
  it.each(['user', 'agent', 'command', 'output'] as const)(
    'words of the %s, once, though two records hold them',
    async (kind) => {
      const { threadId } = write({ say: () => ({ [kind]: 'here stands Xylophone-7 in the text' }) })
      write()
      const { hits, done } = await search('xylophone-7')
      expect(hits.map((hit) => hit.threadId)).toEqual([threadId])
      expect(hits[0]?.snippets.map((snippet) => snippet.kind)).toEqual([kind])
      expect(marked(hits[0])).toEqual(['Xylophone-7'])
      expect(done).toMatchObject({ sessions: 1, hits: 1, limited: false, problem: null })
    },
  )

  it('in sessions of older versions too', async () => {
    write({ legacy: true, say: () => ({ agent: 'an answer with Quokka in it' }) })
    const { hits } = await search('quokka')
    expect(hits[0]?.snippets).toMatchObject([{ kind: 'agent' }])
  })

  it('nothing in instructions, context and ids', async () => {
    const { threadId } = write()
    expect((await search('You are Codex')).hits).toEqual([])
    expect((await search('codex_deck')).hits).toEqual([])
    expect((await search(threadId)).hits).toEqual([])
    expect((await search('call_0_0')).hits).toEqual([])
  })

  it('the names that people gave, before any text', async () => {
    const { threadId } = write()
    writeNames(home, { [threadId]: 'Zeppelin plans' })
    const { hits } = await search('zeppelin')
    expect(hits).toMatchObject([{ threadId, title: 'Zeppelin plans', snippets: [] }])
  })

  it('with the words around it, and the session’s own facts', async () => {
    write({ atMs: newestMs, say: () => ({ user: `${'before '.repeat(40)}NEEDLE${' after'.repeat(60)}` }) })
    const [hit] = (await search('needle')).hits
    expect(hit?.snippets[0]?.text.length).toBeLessThan(260)
    expect(hit).toMatchObject({ projectId: '0123456789abcdef', cwd: '/srv/app', archived: false })
    expect(hit?.title).toContain('before before')
  })
})

describe('what may be asked', () => {
  const texts: [string, string][] = [
    ['quotes', 'say "hello" twice'],
    ['a backslash', String.raw`C:\new\table`],
    ['a line end', 'first line\nsecond line'],
    ['signs of a regular expression', 'a.*b(c)[d]{2}$^|?+'],
    ['a leading dash', '--files-with-matches'],
    ['a tab', 'one\ttwo'],
    ['an emoji', '🦜 sits'],
    ['Chinese', '构建失败'],
  ]
  it.each(texts)('%s, literally', async (_name, text) => {
    write({ say: () => ({ agent: `so: ${text} and on` }) })
    write({ say: () => ({ agent: 'something else' }) })
    const { hits, done } = await search(text)
    expect(done.problem).toBeNull()
    expect(marked(hits[0])).toEqual([text])
    expect(hits).toHaveLength(1)
  })

  it('quotes inside a command, which is JSON within JSON', async () => {
    write({ legacy: true, say: () => ({ command: 'echo "deep quotes" > out' }) })
    expect(marked((await search('"deep quotes"')).hits[0])).toEqual(['"deep quotes"'])
  })

  it('any case, in all alphabets', async () => {
    write({ say: () => ({ user: 'CAFÉ ΣΊΣΥΦΟΣ Привет' }) })
    expect(marked((await search('café')).hits[0])).toEqual(['CAFÉ'])
    expect(marked((await search('ПРИВЕТ')).hits[0])).toEqual(['Привет'])
  })

  it('10,000 characters', async () => {
    const long = 'wordy '.repeat(1700)
    write({ say: () => ({ user: long }) })
    expect((await search(long.slice(0, 10_000))).hits).toHaveLength(1)
    expect((await search(`${'x'.repeat(10_000)}`)).hits).toEqual([])
  })

  it('a regular expression on request, and a bad one is told in words', async () => {
    write({ say: () => ({ agent: 'error E4711 came' }) })
    expect(marked((await search(String.raw`E\d{4}`, { regex: true })).hits[0])).toEqual(['E4711'])
    const { done, hits } = await search('a(b', { regex: true })
    expect(hits).toEqual([])
    expect(done.problem).toContain('regular expression')
    expect(() =>
      open([]).start({
        searchId: 'n',
        query: 'a\0b',
        regex: true,
        projectIds: null,
        archived: 'with',
        sinceMs: null,
        untilMs: null,
      }),
    ).toThrow('NUL')
  })

  it('a NUL does no harm', async () => {
    write()
    expect((await search('a\0b')).hits).toEqual([])
  })
})

describe('filters', () => {
  it('the archive: without, only, with', async () => {
    const here = write({ say: () => ({ agent: 'filter-me' }) })
    const archived = write({ archived: true, atMs: newestMs - 1000, say: () => ({ agent: 'filter-me' }) })
    const found = async (choice: SearchQuery['archived']) =>
      (await search('filter-me', { archived: choice })).hits.map((hit) => hit.threadId).toSorted()
    expect(await found('without')).toEqual([here.threadId])
    expect(await found('only')).toEqual([archived.threadId])
    expect(await found('with')).toEqual([here.threadId, archived.threadId].toSorted())
    expect((await search('filter-me', { archived: 'only' })).hits[0]?.archived).toBe(true)
  })

  it('the time of the last change', async () => {
    const dayMs = 86_400_000
    const fresh = write({ say: () => ({ agent: 'dated' }) })
    const old = write({ atMs: newestMs - 10 * dayMs, say: () => ({ agent: 'dated' }) })
    const ids = async (more: Partial<SearchQuery>) => (await search('dated', more)).hits.map((hit) => hit.threadId)
    expect(await ids({ sinceMs: newestMs - dayMs })).toEqual([fresh.threadId])
    expect(await ids({ untilMs: newestMs - dayMs })).toEqual([old.threadId])
  })
})

describe('bad files', () => {
  it('zero-byte, binary, torn and foreign ones are passed over', async () => {
    writeOddFiles(home, newestMs)
    const { threadId } = write({ atMs: newestMs - 5000, say: () => ({ agent: 'still found' }) })
    expect((await search('still found')).hits.map((hit) => hit.threadId)).toEqual([threadId])
  })

  it('a line of megabytes shows the place without being held whole', async () => {
    const { threadId } = write({
      say: () => ({ output: `${'x'.repeat(3_000_000)} lighthouse ${'y'.repeat(3_000_000)}` }),
    })
    const { hits } = await search('lighthouse')
    expect(hits[0]?.threadId).toBe(threadId)
    expect(hits[0]?.snippets[0]?.text.length).toBeLessThan(1000)
    expect(marked(hits[0])[0]).toBe('lighthouse')
  })

  it('a home without sessions has nothing', async () => {
    expect(await search('anything')).toMatchObject({ hits: [], done: { sessions: 0, problem: null } })
  })
})

it('shows at most five places of a session, and ends the search before with a new one', async () => {
  write({ turns: 30, say: (turn) => ({ agent: `place ${turn} of many lanterns` }) })
  const { hits } = await search('lanterns')
  expect(hits[0]?.snippets).toHaveLength(5)

  const events: PushEvent[] = []
  const runs = open(events)
  const query = {
    query: 'lanterns',
    regex: false,
    projectIds: null,
    archived: 'with' as const,
    sinceMs: null,
    untilMs: null,
  }
  runs.start({ ...query, searchId: 'first' })
  runs.start({ ...query, searchId: 'second' })
  await expect.poll(() => events.some((event) => event.type === 'search-done'), { timeout: 10_000 }).toBe(true)
  const named = events.flatMap((event) =>
    event.type === 'search-done' ? event.done.searchId : event.type === 'search-hits' ? event.searchId : [],
  )
  expect(new Set(named)).toEqual(new Set(['second']))
})

it('names the turn and the item of a hit', async () => {
  const { threadId } = write({
    turns: 3,
    say: (turn) => (turn === 1 ? { agent: 'the lamp is here', command: 'light the-candle' } : {}),
  })
  const [hit] = (await search('the lamp')).hits
  const snippet = hit?.snippets[0]
  const runs = open([])
  const place = await runs.locate('0123456789abcdef', threadId, snippet?.fileId ?? '', snippet?.offset ?? -1)
  expect(place).toMatchObject({ text: 'the lamp is here', itemId: expect.stringMatching(/^msg_/) })
  expect(place.turnId).toMatch(/^[0-9a-f-]{36}$/)

  const command = (await search('the-candle')).hits[0]?.snippets[0]
  const commandPlace = await runs.locate('0123456789abcdef', threadId, command?.fileId ?? '', command?.offset ?? -1)
  expect(commandPlace).toMatchObject({ itemId: 'call_1_0', turnId: place.turnId })
})

it('finds what came after a revert, in the file that the session goes on in', async () => {
  const { threadId } = write({ say: () => ({ agent: 'before the fork of the road' }) })
  const segment = idAt(newestMs + 60_000, ids)
  const { day } = placeOf(newestMs, threadId)
  const line = {
    timestamp: '2026-01-15T12:10:00.000Z',
    type: 'event_msg',
    payload: { type: 'agent_message', message: 'after the bridge' },
  }
  const { name } = placeOf(newestMs + 60_000, `${threadId}_${segment}`)
  writeFileSync(join(home, 'sessions', ...day, name), `${JSON.stringify(line)}\n`)
  const { hits } = await search('the bridge')
  expect(hits).toMatchObject([{ threadId, snippets: [{ fileId: segment, offset: 0 }] }])
  await expect(open([]).locate('0123456789abcdef', threadId, segment, 0)).resolves.toMatchObject({
    text: 'after the bridge',
  })
})
