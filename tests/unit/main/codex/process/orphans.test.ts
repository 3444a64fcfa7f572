import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reapOrphans, recordChild } from '../../../../../main/codex/process/orphans'
import { spawnChild } from '../../../../../main/codex/process/spawn'
import { readStartTime } from '../../../../../main/codex/process/start-time'
import { signalGroup } from '../../../../../main/codex/process/terminate'
import { until } from '../../../../support/waiting'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ledger-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const entry = (pid: number, startTime: string, owner = { pid: 500, startTime: 'owner-start' }) =>
  JSON.stringify({ pid, startTime, command: '/codex', owner })

async function reap(running: Record<number, string>) {
  const ended: number[] = []
  const report = await reapOrphans(dir, {
    readStartTime: async (pid) => running[pid] ?? null,
    end: async (pid) => void ended.push(pid),
  })
  expect(report.ended).toEqual(ended)
  return { ...report, left: readdirSync(dir) }
}

describe('at boot', () => {
  it('a child whose app is gone is ended', async () => {
    writeFileSync(join(dir, '700.json'), entry(700, 'child-start'))
    expect(await reap({ 700: 'child-start' })).toEqual({ ended: [700], owned: [], stale: 0, left: [] })
  })

  it('another process that got the same pid is left alone', async () => {
    writeFileSync(join(dir, '700.json'), entry(700, 'child-start'))
    expect(await reap({ 700: 'somebody else' })).toEqual({ ended: [], owned: [], stale: 1, left: [] })
  })

  it('a child whose app still runs is left alone, and its record too', async () => {
    writeFileSync(join(dir, '700.json'), entry(700, 'child-start'))
    const found = await reap({ 700: 'child-start', 500: 'owner-start' })
    expect(found).toEqual({ ended: [], owned: [700], stale: 0, left: ['700.json'] })
  })

  it('an app whose pid was reused counts as gone', async () => {
    writeFileSync(join(dir, '700.json'), entry(700, 'child-start'))
    expect((await reap({ 700: 'child-start', 500: 'another program' })).ended).toEqual([700])
  })

  it('records that are broken or forged are removed and nothing is ended', async () => {
    const texts = ['', '{', 'null', '[]', entry(0, 'x'), entry(-1, 'x'), entry(1, 'x'), '{"pid":"700"}', entry(700, '')]
    texts.forEach((text, index) => writeFileSync(join(dir, `${index}.json`), text))
    expect(await reap({ 0: 'x', [-1]: 'x', 1: 'x' })).toEqual({ ended: [], owned: [], stale: texts.length, left: [] })
  })

  it('no folder means nothing to do', async () => {
    expect(await reapOrphans(join(dir, 'none'))).toEqual({ ended: [], owned: [], stale: 0 })
  })
})

/** A signal is on its way for a moment. Where there is no /proc the kill itself has to do. */
function isStopped(pid: number): boolean {
  if (process.platform !== 'linux') return true
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T')
}

describe.skipIf(process.platform === 'win32')('with real processes', () => {
  const env = { PATH: process.env['PATH'] ?? '' }
  const sleeper = () => spawnChild({ command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], env })

  it('a child is recorded while it runs', async () => {
    const child = await sleeper()
    await recordChild(dir, child)
    expect(readdirSync(dir)).toEqual([`${child.pid}.json`])
    expect((await reapOrphans(dir)).owned).toEqual([child.pid])
    signalGroup(child.pid, 'SIGKILL')
    await until(() => readdirSync(dir).length === 0, 'the record to be removed')
  })

  it('an orphan is ended, even a stopped one', async () => {
    const child = await sleeper()
    const startTime = (await readStartTime(child.pid)) ?? ''
    writeFileSync(
      join(dir, 'x.json'),
      entry(child.pid, startTime, { pid: process.pid, startTime: 'an earlier process' }),
    )
    process.kill(child.pid, 'SIGSTOP')
    await until(() => isStopped(child.pid), 'the child to stop')
    expect((await reapOrphans(dir)).ended).toEqual([child.pid])
    expect((await child.exited).signal).toBe('SIGKILL')
  })
})

it('what a gone child left behind is looked for, and not while its app or it itself still runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deck-left-'))
  const put = (name: string, pid: number, owner: number) =>
    writeFileSync(
      join(folder, name),
      JSON.stringify({ pid, startTime: `s${pid}`, command: '/codex', owner: { pid: owner, startTime: `s${owner}` } }),
    )
  put('gone.json', 101, 100)
  put('owned.json', 102, 200)
  put('orphan.json', 103, 100)
  const looked: number[] = []
  await reapOrphans(folder, {
    readStartTime: async (pid) => (pid === 200 || pid === 103 ? `s${pid}` : null),
    end: async () => undefined,
    endLeft: async ({ pid }) => void looked.push(pid),
  })
  expect(looked).toEqual([101])
  rmSync(folder, { recursive: true })
})
