// Tasks in Codex's cloud by `codex cloud` and `codex apply`: what they are asked with and how their output reads (0.169.0).
// Every `codex cloud` run appends to an error.log in its working folder, so the caller runs what needs no repository elsewhere.
import { z } from 'zod'
import { CodexError } from '../errors'
import type { CodexCommand, CommandOptions, CommandRun } from './command'

/** It goes into an address unescaped: anything else could ask for another page of the backend. */
const taskId = /^[A-Za-z0-9_-]{1,256}$/

export interface ListedTask {
  readonly id: string
  readonly title: string
  readonly status: string
  readonly updatedAtMs: number | null
  readonly environment: string | null
  readonly attempts: number | null
  readonly files: number | null
  readonly added: number | null
  readonly removed: number | null
}

const text = z.string().nullish().catch(null)
const count = z.number().nullish().catch(null)
const listed = z.object({
  tasks: z
    .array(
      z.object({
        id: z.string(),
        title: text,
        status: text,
        updated_at: text,
        environment_label: text,
        attempt_total: count,
        summary: z.object({ files_changed: count, lines_added: count, lines_removed: count }).nullish().catch(null),
      }),
    )
    .catch([]),
  cursor: text,
})

/** One page of tasks, newest first. Rejects with Codex's words when there is no login or no answer. */
export async function listTasks(
  codex: CodexCommand,
  cursor: string | null,
  options: CommandOptions,
): Promise<{ tasks: ListedTask[]; nextCursor: string | null }> {
  const run = await codex.run(['cloud', 'list', '--json', ...(cursor === null ? [] : ['--cursor', cursor])], options)
  if (run.exitCode !== 0) throw cloudFailed(run)
  let answer: unknown
  try {
    answer = JSON.parse(run.stdout)
  } catch (cause) {
    throw new CodexError('protocol', 'The list of tasks could not be read.', { cause })
  }
  const { tasks, cursor: next } = listed.parse(answer)
  return {
    tasks: tasks
      .filter(({ id }) => taskId.test(id))
      .map(({ id, title, status, updated_at, environment_label, attempt_total, summary }) => ({
        id,
        title: title ?? id,
        status: status ?? 'unknown',
        updatedAtMs: timeOf(updated_at ?? null),
        environment: environment_label ?? null,
        attempts: attempt_total ?? null,
        files: summary?.files_changed ?? null,
        added: summary?.lines_added ?? null,
        removed: summary?.lines_removed ?? null,
      })),
    nextCursor: next ?? null,
  }
}

/** The diff of a task as it was made. An attempt is always named: without one Codex takes another attempt's diff in silence. */
export async function taskDiff(
  codex: CodexCommand,
  id: string,
  attempt: number,
  options: CommandOptions,
): Promise<string> {
  const run = await codex.run(['cloud', 'diff', checked(id), '--attempt', String(attempt)], options)
  if (run.exitCode !== 0) throw cloudFailed(run)
  if (run.cut) throw new CodexError('protocol', 'The diff of this task is too long to show (over 8 MB).')
  return run.stdout
}

/** `codex apply`: the task's diff into the repository at `cwd`, three-way. It knows no attempts. */
export function applyTask(codex: CodexCommand, id: string, options: CommandOptions): Promise<CommandRun> {
  return codex.run(['apply', checked(id)], options)
}

/** `codex cloud apply`: an attempt's diff into the repository at `cwd`. */
export function cloudApply(
  codex: CodexCommand,
  id: string,
  attempt: number,
  options: CommandOptions,
): Promise<CommandRun> {
  return codex.run(['cloud', 'apply', checked(id), '--attempt', String(attempt)], options)
}

function checked(id: string): string {
  if (!taskId.test(id)) throw new CodexError('protocol', 'This is no id of a task.')
  return id
}

function timeOf(iso: string | null): number | null {
  const ms = iso === null ? Number.NaN : Date.parse(iso)
  return Number.isNaN(ms) ? null : ms
}

/** Codex's own words without its prefix; of a web page that came instead of an answer only the first line. */
export function cloudFailed({ stdout, stderr, command }: CommandRun): CodexError {
  const said = (stderr.trim() || stdout.trim()).replace(/^Error: /, '')
  const [first = ''] = said.split('\n')
  return new CodexError('protocol', first.slice(0, 500) || `${command} failed without a word.`, {
    data: { stderrTail: said.slice(0, 4000) },
  })
}
