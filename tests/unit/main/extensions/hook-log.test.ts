import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writesSettled } from '../../../../main/app/json-file'
import { HookLog, mostRuns, readRecord } from '../../../../main/extensions/hook-log'

let folder: string
const failures: unknown[] = []
beforeEach(() => {
  failures.length = 0
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'deck-hooks-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (at = folder): HookLog => new HookLog({ folder: at, onFailure: (reason) => void failures.push(reason) })
const run = (id: string, more: object = {}) => ({
  threadId: 't',
  turnId: 'u',
  run: { id, eventName: 'stop', sourcePath: '/h', status: 'completed', startedAt: 100, durationMs: 5, ...more },
})
const ids = (log: HookLog, projectId = 'p') => log.list(projectId).map(({ runId }) => runId)

describe('the log of hooks', () => {
  it('outlives the app, newest first, each project by itself', async () => {
    const log = open()
    log.notification('p', 'hook/completed', run('a'), 1)
    log.notification('p', 'hook/completed', run('b'), 2)
    log.notification('q', 'hook/completed', run('c'), 3)
    expect(ids(log)).toEqual(['b', 'a'])
    log.flush()
    await writesSettled()
    expect(ids(open())).toEqual(['b', 'a'])
    expect(ids(open(), 'q')).toEqual(['c'])
    expect(failures).toEqual([])
  })

  it('takes in ends of runs alone, and keeps so many', () => {
    const log = open()
    log.notification('p', 'hook/started', run('a'), 1)
    log.notification('p', 'turn/completed', run('a'), 1)
    log.notification('p', 'hook/completed', { run: { id: 'a' } }, 1)
    log.notification('p', 'hook/completed', null, 1)
    expect(ids(log)).toEqual([])
    for (let n = 0; n < mostRuns + 5; n += 1) log.notification('p', 'hook/completed', run(`r${n}`), n)
    expect(log.list('p')).toHaveLength(mostRuns)
    expect(ids(log)[0]).toBe(`r${mostRuns + 4}`)
  })

  it('holds no secret, and no flood of words', () => {
    const record = readRecord(
      run('a', {
        startedAt: 'soon',
        entries: [
          { kind: 'context', text: 'key sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD' },
          { kind: 'context', text: 'x'.repeat(100_000) },
          ...Array.from({ length: 50 }, () => null),
        ],
      }),
      7,
    )
    expect(record?.startedAtMs).toBe(7)
    expect(record?.entries[0]?.text).not.toContain('abcdefghijklmnop')
    expect(record?.entries).toHaveLength(10)
    expect(record?.entries[1]?.text).toHaveLength(1000)
  })

  it('is emptied, and begins anew where its file is spoiled', async () => {
    const log = open()
    log.notification('p', 'hook/completed', run('a'), 1)
    log.flush()
    log.notification('p', 'hook/completed', run('b'), 1)
    await log.forget('p')
    expect(ids(log)).toEqual([])
    expect(ids(open())).toEqual([])
    writeFileSync(join(folder, 'p.json'), '[{"threadId":1}]')
    const again = open()
    expect(ids(again)).toEqual([])
    again.notification('p', 'hook/completed', run('c'), 1)
    again.flush()
    await writesSettled()
    expect(readFileSync(join(folder, 'p.json'), 'utf8')).toContain('"c"')
    expect(readFileSync(join(folder, 'p.json.broken'), 'utf8')).toContain('threadId')
  })

  it('that the disk refuses is told of, and nothing else fails', async () => {
    writeFileSync(join(folder, 'file'), '')
    const log = open(join(folder, 'file'))
    log.notification('p', 'hook/completed', run('a'), 1)
    log.flush()
    await writesSettled()
    await Promise.resolve()
    expect(failures).toHaveLength(1)
    expect(ids(log)).toEqual(['a'])
  })
})
