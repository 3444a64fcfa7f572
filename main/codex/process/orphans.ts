// Remembers on disk which children run, one small file each, so that after a crash of the app the next start can end those
// that stayed behind. A process is only ever ended when both its pid and its start time match and its owner is gone.
import { mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeFileAtomic } from '../files/atomic-write'
import { readProcessEnvironment } from './environment'
import type { CodexChild } from './spawn'
import { ProcessTree, thisSystem } from './process-tree'
import { readStartTime } from './start-time'
import { killTree, signalGroup } from './terminate'

interface ProcessName {
  readonly pid: number
  readonly startTime: string
}

interface LedgerEntry extends ProcessName {
  readonly command: string
  /** The app that started it. */
  readonly owner: ProcessName
}

export interface ReapReport {
  /** Orphans that were ended. */
  readonly ended: readonly number[]
  /** Files removed because their process was already gone, or because they were unreadable. */
  readonly stale: number
  /** Children of an app that still runs; left alone. */
  readonly owned: readonly number[]
}

export interface ReapOptions {
  readonly readStartTime?: (pid: number) => Promise<string | null>
  readonly end?: (pid: number, isGone: () => Promise<boolean>) => Promise<void>
  /** Ends what a child that is gone has left behind. */
  readonly endLeft?: (entry: {
    readonly pid: number
    readonly startTime: string
    readonly command: string
  }) => Promise<void>
}

/**
 * Writes `child` into the ledger folder `dir` (created if needed) and removes it again when it exits.
 * A child whose start time can't be read isn't recorded: without it nobody may end it later.
 */
export async function recordChild(dir: string, child: CodexChild): Promise<void> {
  const [startTime, ownerStart] = await Promise.all([readStartTime(child.pid), readStartTime(process.pid)])
  if (startTime === null || ownerStart === null) return
  const entry: LedgerEntry = {
    pid: child.pid,
    startTime,
    command: child.command,
    owner: { pid: process.pid, startTime: ownerStart },
  }
  const file = join(dir, `${child.pid}.json`)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await writeFileAtomic(file, JSON.stringify(entry))
  void child.exited.then(() => rm(file, { force: true })).catch(() => {}) // a stale file is removed at the next start
}

/** Ends the orphans named in `dir` and clears what is stale. A missing folder means there is nothing to do. */
export async function reapOrphans(dir: string, options: ReapOptions = {}): Promise<ReapReport> {
  const startTimeOf = options.readStartTime ?? readStartTime
  const end = options.end ?? endOrphan
  const endLeft = options.endLeft ?? endLeftBehind
  const files = await readdir(dir).catch(() => [])
  const ended: number[] = []
  const owned: number[] = []
  let stale = 0
  await Promise.all(
    files.map(async (name) => {
      const file = join(dir, name)
      const entry = parseEntry(await readFile(file, 'utf8').catch(() => ''))
      if (entry !== null) {
        if ((await startTimeOf(entry.owner.pid)) === entry.owner.startTime) {
          owned.push(entry.pid)
          return
        }
        if ((await startTimeOf(entry.pid)) === entry.startTime) {
          await end(entry.pid, async () => (await startTimeOf(entry.pid)) !== entry.startTime)
          ended.push(entry.pid)
          await rm(file, { force: true })
          return
        }
        await endLeft(entry)
      }
      stale += 1
      await rm(file, { force: true })
    }),
  )
  return { ended, stale, owned }
}

/** SIGTERM to its group, up to a second of patience, then SIGKILL. Nothing more is sent once it is gone. */
async function endOrphan(pid: number, isGone: () => Promise<boolean>): Promise<void> {
  if (process.platform === 'win32') {
    await killTree(pid, readProcessEnvironment())
    return
  }
  const tree = new ProcessTree(pid)
  await tree.note()
  signalGroup(pid, 'SIGTERM')
  let gone = false
  for (let waited = 0; waited < 1000 && !gone; waited += 50) {
    gone = await isGone()
    if (!gone) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  if (!gone) signalGroup(pid, 'SIGKILL')
  await tree.end()
}

/**
 * What a child left behind that was killed together with the app. Long after it, another program may have had its number and
 * its session: so only what was started from the same bundle counts, which Codex puts into the PATH of all that it starts.
 */
async function endLeftBehind({ pid, startTime, command }: LedgerEntry): Promise<void> {
  if (process.platform !== 'linux') return
  const own = await readStartTime(process.pid)
  const boot = (time: string | null): string | undefined => time?.split(':')[0]
  if (boot(own) !== boot(startTime)) return
  const system = thisSystem()
  const mark = `${join(dirname(dirname(command)), 'codex-path')}:`
  for (const one of await system.list()) {
    if (one.session !== pid || one.pid === pid) continue
    const environment = await readFile(`/proc/${one.pid}/environ`, 'utf8').catch(() => '')
    if (environment.split('\0').some((pair) => pair.startsWith('PATH=') && pair.includes(mark))) system.kill(one.pid)
  }
}

function parseEntry(text: string): LedgerEntry | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isProcessName(value) || !('owner' in value) || !isProcessName(value.owner)) return null
  const command = 'command' in value && typeof value.command === 'string' ? value.command : ''
  return { pid: value.pid, startTime: value.startTime, command, owner: value.owner }
}

function isProcessName(value: unknown): value is ProcessName {
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('startTime' in value)) return false
  const { pid, startTime } = value
  return (
    Number.isSafeInteger(pid) && typeof pid === 'number' && pid > 1 && typeof startTime === 'string' && startTime !== ''
  )
}
