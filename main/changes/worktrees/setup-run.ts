// Runs the set-up script that a person wrote for a project's worktrees, in the system's shell, and gives what it says as it says
// it. It is ended with everything that it started in its group.
import { join } from 'node:path'
import { writeFileAtomic } from '../../codex/files/atomic-write'
import { spawnChild, type CodexChild } from '../../codex/process/spawn'
import { terminateChild } from '../../codex/process/terminate'
import { within } from '../../codex/within'
import type { Scratch } from '../acts/scratch'

export interface SetupWish {
  readonly script: string
  /** The worktree's folder. */
  readonly cwd: string
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>
  /** Where a script file may be put. */
  readonly scratch: Scratch
  readonly signal: AbortSignal
  readonly onOutput: (text: string) => void
  readonly platform?: NodeJS.Platform
  /** Default 30 minutes. */
  readonly timeoutMs?: number
}

export interface ShellCall {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
}

/** Ends with the script's exit code, null when it was ended. Rejects with `spawn-failed`, or the signal's reason. */
export async function runSetupScript(wish: SetupWish): Promise<number | null> {
  const { signal, onOutput, timeoutMs = 30 * 60_000 } = wish
  signal.throwIfAborted()
  const { command, args, cwd } = await shellCall(wish)
  const said = new TextDecoder()
  const complained = new TextDecoder()
  const child = await spawnChild({
    command,
    args,
    cwd,
    env: { ...wish.env, DECK_WORKTREE: wish.cwd },
    onStderr: (chunk) => onOutput(complained.decode(chunk, { stream: true })),
  })
  // A question that it asks is answered with the end of its input.
  child.stdin.end()
  const stop = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  const end = (): void => void terminateChild(child, { eofMs: 0 })
  stop.addEventListener('abort', end, { once: true })
  try {
    const read = readOut(child, (chunk) => onOutput(said.decode(chunk, { stream: true })))
    const { code } = await child.exited
    // What it left running in the background may hold its output open.
    await within(300, read)
    signal.throwIfAborted()
    if (stop.aborted) {
      onOutput(`\nIt took longer than ${Math.round(timeoutMs / 60_000)} minutes and was ended.\n`)
      return null
    }
    return code
  } finally {
    stop.removeEventListener('abort', end)
  }
}

async function readOut(child: CodexChild, onChunk: (chunk: Buffer) => void): Promise<void> {
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) onChunk(chunk)
}

/** How the system's shell is started with the script. On Windows it is a file: cmd takes one line alone as an argument. */
async function shellCall({ script, cwd, scratch, platform = process.platform }: SetupWish): Promise<ShellCall> {
  if (platform !== 'win32') return posixCall(script, cwd)
  const folder = await scratch.folder()
  await writeFileAtomic(join(folder, batchName), batchText(script))
  return windowsCall(folder)
}

export function posixCall(script: string, cwd: string): ShellCall {
  return { command: '/bin/sh', args: ['-c', script], cwd }
}

const batchName = 'setup.cmd'

/** Started in the folder of the script, so that no path with signs of cmd's own stands on its command line. */
export function windowsCall(folder: string): ShellCall {
  return { command: 'cmd.exe', args: ['/d', '/c', batchName], cwd: folder }
}

/** The script as a batch file that begins in the worktree, whose path comes by the environment. */
export function batchText(script: string): string {
  return (
    ['@echo off', 'chcp 65001 >nul', 'cd /d "%DECK_WORKTREE%" || exit /b 1', ...script.split(/\r?\n/)].join('\r\n') +
    '\r\n'
  )
}
