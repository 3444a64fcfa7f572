// Runs a program to its end: git, a set-up script, a one-shot Codex command. It keeps no process alive and knows no environment.
import { CodexError } from '../errors'
import { within } from '../within'
import { spawnChild } from './spawn'
import { terminateChild } from './terminate'

/** Reading what stands in a pipe takes no time; something that a program left behind may hold the pipe for ever. */
const lastWordsMs = 250

export interface EndedRun {
  readonly code: number | null
  readonly stdout: Buffer
  /** Its last 40 lines, as text. */
  readonly stderr: string
  /** Output was longer than asked for: the program was ended and the rest dropped. */
  readonly cut: boolean
}

export interface RunToEndOptions {
  readonly cwd: string
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>
  readonly stdin?: Uint8Array | string
  readonly signal?: AbortSignal
  /** Bytes of stdout that are kept. */
  readonly maxBytes: number
  readonly timeoutMs: number
}

/**
 * Runs a program to its end and gives its output as bytes, bounded. It ends with what it started: when aborted (rejects with
 * the signal's reason), when it takes too long (rejects with `timeout`), when it says more than `maxBytes` (`cut`).
 * Rejects with `spawn-failed` when it can't be started.
 */
export async function runToEnd(
  command: string,
  args: readonly string[],
  { cwd, env, stdin, signal, maxBytes, timeoutMs }: RunToEndOptions,
): Promise<EndedRun> {
  signal?.throwIfAborted()
  const child = await spawnChild({ command, args, env, cwd })
  const end = (): void => void terminateChild(child, { eofMs: 0 })
  const timedOut = AbortSignal.timeout(timeoutMs)
  const stop = signal ? AbortSignal.any([signal, timedOut]) : timedOut
  stop.addEventListener('abort', end, { once: true })
  try {
    const pieces: Buffer[] = []
    let bytes = 0
    let cut = false
    child.stdin.end(stdin)
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      if (cut) continue
      pieces.push(chunk)
      bytes += chunk.byteLength
      if (bytes <= maxBytes) continue
      cut = true
      end()
    }
    const { code } = await child.exited
    // A program that fails at once is gone before its last words were read.
    await within(lastWordsMs, child.stderrEnded)
    signal?.throwIfAborted()
    if (timedOut.aborted)
      throw new CodexError('timeout', `${command} took longer than ${timeoutMs / 1000} s and was ended`)
    const stdout = Buffer.concat(pieces)
    return { code, stdout: cut ? stdout.subarray(0, maxBytes) : stdout, stderr: child.stderrTail.text(), cut }
  } finally {
    stop.removeEventListener('abort', end)
  }
}
