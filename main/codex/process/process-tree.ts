// What a child has started, and how to end what outlives it. Codex ends its own children as it closes; killed or crashed, it
// leaves those behind that ignore the end of their stdin (measured with 0.169.0: MCP servers, each in a group of its own).
// On Linux all of them stay in the session that our child leads, also when it is gone; elsewhere they are noted beforehand.
import { readdir, readFile } from 'node:fs/promises'
import { within } from '../within'
import { runShort } from './spawn'
import { processListCall } from './system-tools'

export interface ProcessFact {
  readonly pid: number
  readonly parent: number
  /** The session's leader; null where the system doesn't say. */
  readonly session: number | null
  /** To compare: with the pid it names one process for good. */
  readonly started: string
}

export interface ProcessSystem {
  /** All processes of the machine; none where that is not known. */
  readonly list: () => Promise<readonly ProcessFact[]>
  /** Kills at once; what is gone already is no error. */
  readonly kill: (pid: number) => void
}

/** Programs that start others while they are killed: so many looks. */
const mostRounds = 3
/** Nobody waits for a slow system for longer, in ms. */
const patienceMs = 1000

export class ProcessTree {
  readonly #pid: number
  readonly #system: ProcessSystem
  /** pid → when it was started. */
  readonly #noted = new Map<number, string>()

  /** `pid` leads a session of its own (spawn.ts sees to that). */
  constructor(pid: number, system: ProcessSystem = thisSystem()) {
    this.#pid = pid
    this.#system = system
  }

  /** Remembers what runs below it now. Never rejects. */
  async note(): Promise<void> {
    const all = await this.#list()
    for (const { pid, started } of below(this.#pid, all)) this.#noted.set(pid, started)
  }

  /** Kills what was noted and still runs, and what is left of the session. The child itself is gone by then. Never rejects. */
  async end(): Promise<readonly number[]> {
    const ended = new Set<number>()
    for (let round = 0; round < mostRounds; round += 1) {
      const left = (await this.#list()).filter(
        ({ pid, session, started }) =>
          pid !== this.#pid && !ended.has(pid) && (session === this.#pid || this.#noted.get(pid) === started),
      )
      if (left.length === 0) break
      for (const { pid } of left) {
        this.#system.kill(pid)
        ended.add(pid)
      }
    }
    return [...ended]
  }

  async #list(): Promise<readonly ProcessFact[]> {
    if (!Number.isSafeInteger(this.#pid) || this.#pid <= 1) return []
    return (
      (await within(
        patienceMs,
        this.#system.list().catch(() => []),
      )) ?? []
    )
  }
}

/** The children of a process, theirs, and so on. */
export function below(root: number, all: readonly ProcessFact[]): ProcessFact[] {
  const found = new Map<number, ProcessFact>()
  for (let parents = new Set([root]); parents.size > 0;) {
    const next = all.filter(({ pid, parent }) => parents.has(parent) && !found.has(pid) && pid !== root)
    for (const one of next) found.set(one.pid, one)
    parents = new Set(next.map(({ pid }) => pid))
  }
  return [...found.values()]
}

/** On Windows nothing is listed: taskkill ends a tree by itself. */
export function thisSystem(platform: NodeJS.Platform = process.platform): ProcessSystem {
  const list = platform === 'linux' ? linuxProcesses : platform === 'darwin' ? macProcesses : async () => []
  return {
    list,
    kill: (pid) => {
      if (!Number.isSafeInteger(pid) || pid <= 1 || pid === process.pid) return
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // ESRCH: gone. EPERM: not ours to end.
      }
    },
  }
}

async function linuxProcesses(): Promise<ProcessFact[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')))
  return stats.flatMap((stat) => parseStat(stat) ?? [])
}

/** A line of /proc/<pid>/stat; null for a zombie and for what isn't one. */
export function parseStat(stat: string): ProcessFact | null {
  // The name stands in parentheses and may hold anything: fields count from the last one.
  const [state, parent, , session, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const started = rest[15] // field 22 of the line
  const pid = Number.parseInt(stat, 10)
  if (!Number.isSafeInteger(pid) || state === 'Z' || state === 'X' || started === undefined) return null
  return { pid, parent: Number(parent), session: Number(session), started }
}

async function macProcesses(): Promise<ProcessFact[]> {
  const { command, args, env } = processListCall()
  const result = await runShort(command, args, { env, timeoutMs: patienceMs })
  return (result?.stdout ?? '').split('\n').flatMap((line) => parsePs(line) ?? [])
}

/** A line of `ps -axo pid=,ppid=,lstart=`. */
export function parsePs(line: string): ProcessFact | null {
  const [, pid, parent, started] = /^\s*(\d+)\s+(\d+)\s+(\S.*\d{4})\s*$/.exec(line) ?? []
  if (pid === undefined || parent === undefined || started === undefined) return null
  return { pid: Number(pid), parent: Number(parent), session: null, started }
}
