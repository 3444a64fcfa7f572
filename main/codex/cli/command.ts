// Runs one-shot subcommands of the bundled Codex to their end, in a home and a folder, and gives what they said. What a
// subcommand means is in the files beside this one.
import { codexEnvironment, type Environment } from '../process/environment'
import { runToEnd } from '../process/run'

export interface CommandOptions {
  /** The CODEX_HOME to run with, absolute: it holds the login. */
  readonly home: string
  readonly cwd: string
  readonly signal?: AbortSignal
  /** Default two minutes. */
  readonly timeoutMs?: number
}

/** A finished run, kept as it was. Output beyond 8 MiB is dropped (`cut`). */
export interface CommandRun {
  /** For the person to read: "codex apply task_e_1". */
  readonly command: string
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  readonly cut: boolean
}

export interface CodexCommandParts {
  /** The codex program, absolute. */
  readonly codex: () => Promise<string>
  /** The app's own environment, to choose from. */
  readonly environment: Environment
}

export class CodexCommand {
  readonly #parts: CodexCommandParts

  constructor(parts: CodexCommandParts) {
    this.#parts = parts
  }

  /** Runs `codex <args>`. Rejects with `spawn-failed`, `timeout`, or the abort's reason; an exit code is no rejection. */
  async run(args: readonly string[], { home, cwd, signal, timeoutMs = 120_000 }: CommandOptions): Promise<CommandRun> {
    const ended = await runToEnd(await this.#parts.codex(), args, {
      cwd,
      // A backtrace helps nobody here and hides the words.
      env: codexEnvironment({ base: this.#parts.environment, home, extra: { RUST_BACKTRACE: '0' } }),
      signal,
      timeoutMs,
      maxBytes: 8 * 1024 * 1024,
    })
    return {
      command: ['codex', ...args].join(' '),
      exitCode: ended.code,
      stdout: ended.stdout.toString('utf8'),
      stderr: ended.stderr,
      cut: ended.cut,
    }
  }
}
