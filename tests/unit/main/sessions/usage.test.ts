// Reports on what sessions cost, from real files: by thread, and of a project by day and session.
import { appendFileSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayOf, UsageReports, type CountedSession } from '../../../../main/sessions/usage'

const noon = (day: number, year = 2026): number => new Date(year, 0, day, 12).getTime()
let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'usage-reports-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A line that says that an answer cost `total`, all of it input. */
function answer(total: number, at: number | string): string {
  const timestamp = typeof at === 'string' ? at : new Date(at).toISOString()
  const usage = { input_tokens: total, output_tokens: 0, total_tokens: total }
  return `${JSON.stringify({ timestamp, type: 'token_usage_record', payload: { turn_id: 't', usage } })}\n`
}

function fileOf(name: string): CountedSession['parts'][number] {
  const path = join(folder, name)
  const { size, mtimeMs } = statSync(path)
  return { path, bytes: size, mtimeMs }
}

/** A session of one file for each list of lines. */
function session(threadId: string, ...files: string[][]): CountedSession {
  const parts = files.map((lines, at) => {
    writeFileSync(join(folder, `${threadId}-${at}`), lines.join(''))
    return fileOf(`${threadId}-${at}`)
  })
  return { threadId, title: `Title of ${threadId}`, updatedAtMs: noon(20), archived: false, parts }
}

const missing = (threadId: string): CountedSession => ({
  ...session(threadId),
  parts: [{ path: join(folder, 'missing'), bytes: 1, mtimeMs: 1 }],
})

describe('the report of a project', () => {
  it('sums its sessions by day, oldest first, and by session, the dearest first', async () => {
    const report = await new UsageReports().project([
      session('small', [answer(1, noon(3)), answer(2, noon(1))]),
      { ...session('large', [answer(10, noon(1))], [answer(20, noon(2))]), archived: true },
    ])
    expect(report.tokens.total).toBe(33)
    expect(report.days.map(({ day, tokens }) => [day, tokens.total])).toEqual([
      ['2026-01-01', 12],
      ['2026-01-02', 20],
      ['2026-01-03', 1],
    ])
    expect(
      report.sessions.map(({ threadId, title, archived, tokens }) => [threadId, title, archived, tokens.total]),
    ).toEqual([
      ['large', 'Title of large', true, 30],
      ['small', 'Title of small', false, 3],
    ])
    expect(report).toMatchObject({ sessionCount: 2, uncounted: 0 })
  })

  it('tells how many sessions say nothing, or can not be read, and counts the others', async () => {
    const folderFile = { path: folder, bytes: 1, mtimeMs: 1 }
    const report = await new UsageReports().project([
      session('good', [
        '\uFEFF',
        answer(5, noon(1)),
        '\0\xff\n',
        '{"type":"new_thing"}\r\n',
        answer(900, noon(1)).slice(0, -9),
      ]),
      session('empty', ['']),
      session('silent', ['{"type":"event_msg","payload":{"type":"agent_message"}}\n']),
      missing('gone'),
      { ...session('folder'), parts: [folderFile] },
      // Half of a session would be a wrong figure: none of it counts.
      { ...session('half', [answer(700, noon(1))]), parts: [fileOf('good-0'), folderFile] },
    ])
    expect(report.tokens.total).toBe(5)
    expect(report).toMatchObject({ sessionCount: 6, uncounted: 5 })
    expect(report.sessions.map(({ threadId }) => threadId)).toEqual(['good'])
  })

  it('of no sessions is empty', async () => {
    expect(await new UsageReports().project([])).toMatchObject({
      days: [],
      sessions: [],
      sessionCount: 0,
      uncounted: 0,
    })
  })

  it('puts answers whose clock tells nothing on the day of the session, and those of the future where they say', async () => {
    const report = await new UsageReports().project([
      session('odd', [
        answer(1, 'noon'),
        answer(2, '+275760-09-13T00:00:00Z'),
        answer(4, '1900-01-01T00:00:00Z'),
        answer(8, noon(1, 2999)),
      ]),
    ])
    expect(report.days.map(({ day, tokens }) => [day, tokens.total])).toEqual([
      ['2026-01-20', 7],
      ['2999-01-01', 8],
    ])
  })

  it('lists at most 200 sessions, the dearest, and sums all', async () => {
    const many = Array.from({ length: 230 }, (_, at) => session(`s${at}`, [answer(at + 1, noon(1))]))
    const report = await new UsageReports().project(many)
    expect(report.sessions).toHaveLength(200)
    expect(report.sessions.at(-1)?.tokens.total).toBe(31)
    expect(report.tokens.total).toBe((230 * 231) / 2)
    expect(report).toMatchObject({ sessionCount: 230, uncounted: 0 })
  })
})

describe('reports in one run', () => {
  it('read a file again when it changed, and not when it did not', async () => {
    const reports = new UsageReports()
    const before = session('a', [answer(5, noon(1))])
    const total = async (one: CountedSession): Promise<number> => (await reports.project([one])).tokens.total
    expect(await total(before)).toBe(5)
    rmSync(join(folder, 'a-0'))
    expect(await total(before)).toBe(5)

    writeFileSync(join(folder, 'a-0'), answer(5, noon(1)))
    appendFileSync(join(folder, 'a-0'), answer(6, noon(1)))
    expect(await total({ ...before, parts: [fileOf('a-0')] })).toBe(11)

    // As long as before, but written later.
    writeFileSync(join(folder, 'a-0'), answer(7, noon(1)) + answer(8, noon(1)))
    utimesSync(join(folder, 'a-0'), new Date(), new Date(noon(25)))
    expect(await total({ ...before, parts: [fileOf('a-0')] })).toBe(15)
  })

  it('try a file again that could not be read', async () => {
    const reports = new UsageReports()
    const one = missing('late')
    expect((await reports.project([one])).uncounted).toBe(1)
    writeFileSync(join(folder, 'missing'), answer(5, noon(1)))
    expect((await reports.project([one])).tokens.total).toBe(5)
  })

  it('see what was added to a thread’s files at once', async () => {
    const reports = new UsageReports()
    const { parts } = session('a', [answer(5, noon(1))], [answer(1, noon(2))])
    const paths = parts.map(({ path }) => path)
    expect(await reports.thread('a', paths)).toMatchObject({ threadId: 'a', tokens: { total: 6 } })
    appendFileSync(join(folder, 'a-1'), answer(2, noon(2)))
    expect(
      (await reports.thread('a', paths)).turns.flatMap(({ messages }) => messages.map(({ tokens }) => tokens.total)),
    ).toEqual([5, 1, 2])
    await expect(reports.thread('a', [join(folder, 'none')])).rejects.toMatchObject({ code: 'rollout-unreadable' })
  })
})

describe('the day of a time', () => {
  it('is that of this machine’s calendar, from midnight to midnight', () => {
    expect(dayOf(new Date(2026, 2, 9, 0, 0, 0, 0).getTime())).toBe('2026-03-09')
    expect(dayOf(new Date(2026, 2, 9, 23, 59, 59, 999).getTime())).toBe('2026-03-09')
    expect(dayOf(new Date(2026, 11, 31, 12).getTime())).toBe('2026-12-31')
  })
})
