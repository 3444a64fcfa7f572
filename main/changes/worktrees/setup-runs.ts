// The set-up runs of worktrees: at most one in each, its state and the last of its output. Kept while the app runs.
import type { Project } from '@contract/model'
import type { Worktree } from '@contract/worktrees'
import { Scratch } from '../acts/scratch'
import type { WorktreeRecord } from './records'
import { runSetupScript } from './setup-run'

export interface SetupRunsParts {
  env: () => Readonly<Record<string, string>>
  scratchFolder: string
  /** A run began, said something or ended. Told a few times a second at most while it runs. */
  onChange: (worktreeId: string) => void
}

type Setup = NonNullable<Worktree['setup']>

const keptCharacters = 20_000
const tellEveryMs = 250

export class SetupRuns {
  readonly #parts: SetupRunsParts
  readonly #setups = new Map<string, Setup>()
  readonly #running = new Map<string, AbortController>()

  constructor(parts: SetupRunsParts) {
    this.#parts = parts
  }

  of(worktreeId: string): Setup | null {
    return this.#setups.get(worktreeId) ?? null
  }

  isRunning(worktreeId: string): boolean {
    return this.#running.has(worktreeId)
  }

  /** Runs the script to its end. Never rejects: how it ended is its state. */
  async run(record: WorktreeRecord, project: Project, script: string): Promise<void> {
    const { id, path } = record
    const { env, scratchFolder, onChange } = this.#parts
    const stop = new AbortController()
    const scratch = new Scratch(scratchFolder)
    this.#running.set(id, stop)
    let timer: ReturnType<typeof setTimeout> | null = null
    const put = (setup: Setup): void => {
      this.#setups.set(id, setup)
      timer ??= setTimeout(() => {
        timer = null
        onChange(id)
      }, tellEveryMs)
    }
    let output = ''
    const onOutput = (text: string): void => {
      output = (output + text).slice(-keptCharacters)
      put({ state: 'running', exitCode: null, output })
    }
    this.#setups.set(id, { state: 'running', exitCode: null, output })
    onChange(id)
    try {
      const wish = {
        script,
        cwd: path,
        env: { ...env(), DECK_PROJECT: project.path },
        scratch,
        signal: stop.signal,
        onOutput,
      }
      const exitCode = await runSetupScript(wish)
      put({ state: exitCode === 0 ? 'done' : 'failed', exitCode, output })
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      put({
        state: 'failed',
        exitCode: null,
        output: `${output}${output === '' || output.endsWith('\n') ? '' : '\n'}${words}\n`,
      })
    } finally {
      if (timer !== null) clearTimeout(timer)
      this.#running.delete(id)
      await scratch.dispose().catch(() => {})
      onChange(id)
    }
  }

  cancel(worktreeId: string): void {
    this.#running.get(worktreeId)?.abort(new Error('It was stopped.'))
  }

  dispose(): void {
    for (const id of this.#running.keys()) this.cancel(id)
  }
}
