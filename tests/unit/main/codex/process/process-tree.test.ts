import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'
import {
  below,
  parsePs,
  parseStat,
  ProcessTree,
  thisSystem,
  type ProcessFact,
} from '../../../../../main/codex/process/process-tree'
import { until } from '../../../../support/waiting'

const fact = (pid: number, parent: number, session: number | null = null, started = `s${pid}`): ProcessFact => ({
  pid,
  parent,
  session,
  started,
})

/** A machine whose processes the test sets. */
function machine(processes: ProcessFact[]) {
  const killed: number[] = []
  return {
    killed,
    set: (next: ProcessFact[]) => processes.splice(0, processes.length, ...next),
    system: {
      list: async () => [...processes],
      kill: (pid: number) => {
        killed.push(pid)
        processes.splice(0, processes.length, ...processes.filter((one) => one.pid !== pid))
      },
    },
  }
}

it('finds all that is below a process, also in a circle of lies', () => {
  const all = [fact(2, 1), fact(3, 2), fact(4, 3), fact(5, 1), fact(6, 7), fact(7, 6)]
  expect(below(2, all).map(({ pid }) => pid)).toEqual([3, 4])
  expect(below(6, all).map(({ pid }) => pid)).toEqual([7])
})

it('kills what was noted once it was left behind, but no other process that has its number by now', async () => {
  const { system, set, killed } = machine([fact(10, 1), fact(11, 10), fact(12, 11), fact(20, 1)])
  const tree = new ProcessTree(10, system)
  await tree.note()
  set([fact(11, 1), fact(12, 1, null, 'another'), fact(20, 1)])
  expect(await tree.end()).toEqual([11])
  expect(killed).toEqual([11])
})

it('kills what is left of the session where the system tells it, also what was started meanwhile', async () => {
  const { system, killed } = machine([fact(11, 1, 10), fact(12, 11, 10), fact(13, 1, 13)])
  await new ProcessTree(10, system).end()
  expect(killed).toEqual([11, 12])
})

it('touches nothing for numbers that are no child, or on a system that says nothing', async () => {
  for (const pid of [0, 1, -1, Number.NaN]) {
    const { system, killed } = machine([fact(11, pid, pid)])
    const tree = new ProcessTree(pid, system)
    await tree.note()
    expect(await tree.end()).toEqual([])
    expect(killed).toEqual([])
  }
  const failing = { list: () => Promise.reject(new Error('no')), kill: () => undefined }
  expect(await new ProcessTree(10, failing).end()).toEqual([])
  expect(await thisSystem('win32').list()).toEqual([])
})

it('reads what Linux and macOS say', () => {
  const stat = '42 (a) b (c) S 7 42 5 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 987654 1 1'
  expect(parseStat(stat)).toEqual({ pid: 42, parent: 7, session: 5, started: '987654' })
  expect(parseStat(stat.replace(' S ', ' Z '))).toBeNull()
  expect(parseStat('')).toBeNull()
  expect(parsePs('  501     1 Fri Nov 21 10:00:00 2026    ')).toEqual({
    pid: 501,
    parent: 1,
    session: null,
    started: 'Fri Nov 21 10:00:00 2026',
  })
  expect(parsePs('PID PPID STARTED')).toBeNull()
})

it.runIf(process.platform === 'linux')('ends what a killed leader leaves in groups of their own', async () => {
  // A shell that leads a session, with a job in a group of its own that ignores SIGTERM and hangups.
  const shell = spawn('bash', ['-mc', 'trap "" TERM HUP; sleep 60 & echo $!; wait'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  shell.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await until(() => /^\d+\n/.test(said), 'the job')
  const job = Number.parseInt(said, 10)
  const tree = new ProcessTree(shell.pid ?? 0)
  const gone = new Promise((resolve) => shell.once('exit', resolve))
  process.kill(shell.pid ?? 0, 'SIGKILL')
  await gone
  expect(await tree.end()).toContain(job)
})
