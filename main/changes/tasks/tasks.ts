// Codex's cloud tasks in a folder: their list, their diff as a source of changes, and applying one through Codex's own commands
// with what they said kept. A run that fails leaves files and index as they were: Codex itself would leave conflict marks.
import type { Place } from '@contract/changes'
import type { ApplyRun, CloudTask } from '@contract/tasks'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CallError } from '../../app/call-error'
import { namedPaths } from '../../codex/cli/applied-paths'
import { applyTask, cloudApply, listTasks, taskDiff } from '../../codex/cli/cloud'
import type { CodexCommand, CommandRun } from '../../codex/cli/command'
import { makeFolder } from '../../codex/files/make-folder'
import type { PatchText } from '../sources/providers'
import type { Folder } from '../view-model'
import { setAsideErrorLog } from './error-log'

/** Files and index of a folder as they were before a run. */
export interface KeptState {
  /** Makes them so again. */
  restore(): Promise<void>
  /** The run is good: what it changed, and what takes it back. */
  settle(): Promise<{ changed: string[]; undoId: string | null }>
}

export interface TasksParts {
  readonly codex: CodexCommand
  /** The home that holds the login of the project's account, its token good for some minutes. Rejects in words without one. */
  readonly home: (projectId: string) => Promise<string>
  readonly keep: (folder: Folder) => Promise<KeptState>
  /** A folder of the app's own for runs that need no repository. */
  readonly scratch: string
}

export class Tasks {
  readonly #parts: TasksParts
  /** What runs, by place. */
  readonly #running = new Map<string, AbortController>()

  constructor(parts: TasksParts) {
    this.#parts = parts
  }

  async list(folder: Folder, cursor: string | null): Promise<{ tasks: CloudTask[]; nextCursor: string | null }> {
    const { codex, home } = this.#parts
    return this.#alone(folder, async (signal) => {
      const options = { home: await home(folder.place.projectId), cwd: await this.#scratch(), signal }
      const { tasks, nextCursor } = await listTasks(codex, cursor, options).finally(() => this.#sweep())
      return {
        tasks: tasks.map(({ files, added, removed, ...task }) => ({
          ...task,
          summary: files === null ? null : { files, added: added ?? 0, removed: removed ?? 0 },
        })),
        nextCursor,
      }
    })
  }

  /** A task's diff, as a source for the viewer. */
  async patch(folder: Folder, taskId: string, attempt: number | null, signal?: AbortSignal): Promise<PatchText> {
    const { codex, home } = this.#parts
    const options = { home: await home(folder.place.projectId), cwd: await this.#scratch(), signal }
    const diff = await taskDiff(codex, taskId, attempt ?? 1, options).finally(() => this.#sweep())
    return {
      patch: Buffer.from(diff, 'utf8'),
      label: attempt === null || attempt === 1 ? `Task ${taskId}` : `Task ${taskId}, attempt ${attempt}`,
      note: diff.trim() === '' ? 'This task has no diff.' : null,
    }
  }

  /** Applies a task with `codex apply` or `codex cloud apply`. All or nothing; never rejects for what the run itself said. */
  async apply(
    folder: Folder,
    { taskId, attempt, how }: { taskId: string; attempt: number | null; how: 'apply' | 'cloud' },
  ): Promise<ApplyRun> {
    if (!folder.trusted)
      throw new CallError('not-trusted', 'This folder isn’t trusted yet, so nothing is written into it.')
    const { codex, home, keep } = this.#parts
    return this.#alone(folder, async (signal) => {
      const options = { home: await home(folder.place.projectId), cwd: folder.path, signal }
      const kept = await keep(folder)
      const log = await setAsideErrorLog(folder.path)
      let run: CommandRun
      let logged = ''
      try {
        run =
          how === 'apply'
            ? await applyTask(codex, taskId, options)
            : await cloudApply(codex, taskId, attempt ?? 1, options)
      } catch (error) {
        await log.putBack()
        await kept.restore()
        throw error
      }
      logged = await log.putBack()
      const named = namedPaths(`${run.stdout}\n${run.stderr}\n${logged}`)
      const { command, exitCode, stdout, stderr } = run
      if (exitCode !== 0) {
        await kept.restore()
        return {
          command,
          exitCode,
          stdout,
          stderr,
          ...named,
          applied: [],
          undoId: null,
          summary: `${command} failed. Your files are as they were.`,
        }
      }
      const { changed, undoId } = await kept.settle()
      const words =
        changed.length === 0
          ? 'It changed nothing: the folder has it already.'
          : `${changed.length} ${changed.length === 1 ? 'file' : 'files'} changed.`
      return { command, exitCode, stdout, stderr, ...named, applied: changed, undoId, summary: words }
    })
  }

  /** Ends what runs in this place. */
  cancel(place: Place): void {
    this.#running.get(keyOf(place))?.abort(new CallError('cancelled', 'Cancelled.'))
  }

  dispose(): void {
    for (const running of this.#running.values()) running.abort(new CallError('cancelled', 'The app is closing.'))
  }

  /** One run a place at a time. */
  async #alone<T>(folder: Folder, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const key = keyOf(folder.place)
    if (this.#running.has(key)) throw new CallError('busy', 'Codex is at work on a task here already.')
    const stop = new AbortController()
    this.#running.set(key, stop)
    try {
      return await work(stop.signal)
    } finally {
      this.#running.delete(key)
    }
  }

  async #scratch(): Promise<string> {
    await makeFolder(this.#parts.scratch)
    return this.#parts.scratch
  }

  /** The log that each run leaves: it names the account, and whole patches. */
  async #sweep(): Promise<void> {
    await rm(join(this.#parts.scratch, 'error.log'), { force: true })
  }
}

const keyOf = ({ projectId, worktreeId }: Place): string => `${projectId}/${worktreeId ?? ''}`
