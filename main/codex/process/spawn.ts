// Starts child processes: the only file of the app that does. A long-lived child gets pipes, its own process group (so that
// everything it starts can be ended with it) and never a shell. It doesn't choose the environment and doesn't end children.
import type { Readable, Writable } from 'node:stream'
import { CodexError, systemErrorCode } from '../errors'
import { StderrTail } from './stderr-tail'

export interface SpawnOptions {
  readonly command: string
  readonly args: readonly string[]
  /** The whole environment of the child; nothing is inherited beside it. See environment.ts. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Told of what the child says on stderr, besides the tail that is kept. */
  readonly onStderr?: (chunk: Buffer) => void
}

export interface ChildExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface CodexChild {
  readonly pid: number
  readonly command: string
  readonly args: readonly string[]
  readonly stdin: Writable
  readonly stdout: Readable
  readonly stderrTail: StderrTail
  /** Settles when all that the child says on stderr was read; later than `exited`, or never while a grandchild holds the pipe. */
  readonly stderrEnded: Promise<void>
  /** Settles when the process itself is gone, even if a grandchild still holds its pipes. Never rejects. */
  readonly exited: Promise<ChildExit>
}

/**
 * Starts a long-lived child. Rejects with `spawn-failed` when the program can't be started at all.
 * On POSIX the child leads a new process group whose id is its pid; on Windows it has no window.
 */
export async function spawnChild({ command, args, env, cwd, onStderr }: SpawnOptions): Promise<CodexChild> {
  // execa costs 50 ms to load and nothing needs it before the first child.
  const { execa } = await import('execa')
  const subprocess = execa(command, args, {
    cwd,
    env,
    extendEnv: false,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    // We read the pipes ourselves, as bytes; nothing is kept.
    buffer: false,
    encoding: 'buffer',
    stripFinalNewline: false,
    reject: false,
    shell: false,
    windowsHide: true,
    // A detached child is ended by terminate.ts or, after a crash of ours, by its stdin closing and the orphan reaper.
    cleanup: false,
  })
  const exited = new Promise<ChildExit>((resolve) => {
    subprocess.once('exit', (code, signal) => resolve({ code, signal }))
  })
  const { pid, stdin, stdout, stderr } = subprocess
  if (pid === undefined) {
    const result = await subprocess
    throw spawnFailed(command, result instanceof Error ? (result.cause ?? result) : result)
  }
  subprocess.catch(() => {}) // its outcome is `exited`; execa would also report pipe errors here
  const stderrTail = new StderrTail()
  stderr.on('data', (chunk: Buffer) => {
    stderrTail.push(chunk)
    onStderr?.(chunk)
  })
  const stderrEnded = new Promise<void>((resolve) => {
    stderr.once('close', () => resolve())
  })
  for (const stream of [stdin, stdout, stderr]) stream.on('error', () => {}) // seen as the end of the child
  return { pid, command, args, stdin, stdout, stderrTail, stderrEnded, exited }
}

export interface ShortRun {
  readonly code: number | null
  readonly stdout: string
}

/**
 * Runs a small system tool (ps, taskkill, PowerShell) to its end and gives its output; null if it can't be run or takes
 * longer than `timeoutMs`.
 */
export async function runShort(
  command: string,
  args: readonly string[],
  { timeoutMs = 5000, env }: { timeoutMs?: number; env: Readonly<Record<string, string>> },
): Promise<ShortRun | null> {
  const { execa } = await import('execa')
  const result = await execa(command, args, {
    env,
    extendEnv: false,
    stdin: 'ignore',
    stderr: 'ignore',
    reject: false,
    windowsHide: true,
    timeout: timeoutMs,
    maxBuffer: 1024 * 1024,
  })
  if (result.exitCode === undefined) return null
  return { code: result.exitCode, stdout: result.stdout }
}

function spawnFailed(command: string, cause: unknown): CodexError {
  const reason = systemErrorCode(cause)
  const message =
    reason === 'ENOENT'
      ? `${command} can't be started: the file or the working folder does not exist`
      : reason === 'EACCES' || reason === 'EPERM'
        ? `${command} can't be started: the system doesn't allow it to be run`
        : `${command} can't be started: ${cause instanceof Error ? cause.message : String(cause)}`
  return new CodexError('spawn-failed', message, { cause, data: { path: command } })
}
