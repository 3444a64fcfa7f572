// Tries the command that gives a provider's token (`auth` in its table). Codex sends the request without a token, and without a
// word, when that command fails, prints nothing or takes too long (measured with 0.169.0), so it is run here as Codex would.
// The token itself is looked at and dropped.
import { isAbsolute, resolve } from 'node:path'
import { isCodexError } from '../codex/errors'
import { runToEnd } from '../codex/process/run'
import type { Table } from './key-path'
import { shown } from './providers-words'

export interface TokenProblem {
  readonly message: string
  readonly detail: string | null
}

interface Where {
  /** The project's folder, where Codex runs it. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** Codex's own default, in ms. */
const defaultTimeoutMs = 5000

/** What is wrong with the command; null when it gives a token. Rejects when the signal aborts. */
export async function tryToken(auth: Table, { cwd, env, signal }: Where): Promise<TokenProblem | null> {
  const command = auth['command']
  if (typeof command !== 'string' || command === '')
    return { message: 'The command for the token is missing.', detail: null }
  const args = Array.isArray(auth['args']) ? auth['args'].filter((arg) => typeof arg === 'string') : []
  const timeoutMs = typeof auth['timeout_ms'] === 'number' ? auth['timeout_ms'] : defaultTimeoutMs
  const place = typeof auth['cwd'] === 'string' ? resolve(cwd, auth['cwd']) : cwd
  // A way with a slash is taken from the folder that it runs in.
  const program = /[\\/]/.test(command) && !isAbsolute(command) ? resolve(place, command) : command
  try {
    const ended = await runToEnd(program, args, { cwd: place, env, signal, maxBytes: 256 * 1024, timeoutMs })
    if (ended.code !== 0)
      return {
        message: `The command for the token failed with code ${ended.code}. Codex would send its requests without a token and say nothing.`,
        detail: shown(ended.stderr),
      }
    const token = ended.stdout.toString('utf8').trim()
    if (token === '')
      return {
        message:
          'The command for the token printed nothing. Codex would send its requests without a token and say nothing.',
        detail: shown(ended.stderr),
      }
    if (/\s/.test(token))
      return {
        message: 'The command for the token printed more than a token. It must print that alone, on one line.',
        detail: null,
      }
    return null
  } catch (error) {
    if (signal.aborted) throw error
    if (isCodexError(error, 'timeout'))
      return {
        message: `The command for the token took longer than ${timeoutMs / 1000} s (timeout_ms). Codex would send its requests without a token and say nothing.`,
        detail: null,
      }
    return {
      message: `The command for the token, ${command}, can’t be started. Codex would send its requests without a token and say nothing.`,
      detail: shown(error instanceof Error ? error.message : String(error)),
    }
  }
}
