// Ends a child and what it started, in steps: its stdin is closed, then its group gets SIGTERM, then SIGKILL. On Windows the
// second step is taskkill on the whole tree. It decides nothing about when.
import { within } from '../within'
import { readProcessEnvironment, type Environment } from './environment'
import { ProcessTree } from './process-tree'
import { runShort, type ChildExit, type CodexChild } from './spawn'
import { taskkillCall } from './system-tools'

export interface TerminateOptions {
  /** How long the child may take after its stdin closed. Codex needs about 60 ms; a running turn is saved as interrupted. */
  readonly eofMs?: number
  /** How long it may take after SIGTERM. */
  readonly termMs?: number
}

/** Ends `child` and gives how it ended. Safe to call twice, and on a child that is gone. */
export async function terminateChild(
  child: CodexChild,
  { eofMs = 1500, termMs = 1000 }: TerminateOptions = {},
): Promise<ChildExit> {
  child.stdin.end()
  const agreed = await within(eofMs, child.exited)
  const exit = agreed ?? (await forced(child, termMs))
  // What the child started in its group and left behind goes with it.
  if (process.platform !== 'win32') signalGroup(child.pid, 'SIGKILL')
  return exit
}

/** One that ends by itself ends its own children; one that has to be made to end leaves them behind. */
async function forced(child: CodexChild, termMs: number): Promise<ChildExit> {
  const tree = new ProcessTree(child.pid)
  await tree.note()
  const exit = (await signalled(child, 'SIGTERM', termMs)) ?? (await killed(child))
  await tree.end()
  return exit
}

async function signalled(child: CodexChild, signal: NodeJS.Signals, ms: number): Promise<ChildExit | null> {
  if (process.platform === 'win32') await killTree(child.pid, readProcessEnvironment())
  else signalGroup(child.pid, signal)
  return within(ms, child.exited)
}

async function killed(child: CodexChild): Promise<ChildExit> {
  signalGroup(child.pid, 'SIGKILL') // ends a stopped process too
  return child.exited
}

/** Sends `signal` to the group that `pid` leads, or to the process alone where there is none. False if nothing is left. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 1) return false // 0, 1 and -1 would mean our own group, init, everything
  for (const target of process.platform === 'win32' ? [pid] : [-pid, pid]) {
    try {
      process.kill(target, signal)
      return true
    } catch {
      // ESRCH: no such group, or gone. EPERM: not ours to end.
    }
  }
  return false
}

/** Windows: ends a process and all its descendants. */
export async function killTree(pid: number, base: Environment): Promise<void> {
  if (!Number.isSafeInteger(pid) || pid <= 4) return // 0 and 4 are the system's
  const { command, args, env } = taskkillCall(pid, base)
  await runShort(command, args, { env })
}
