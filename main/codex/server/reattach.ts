// Brings the threads that we held back onto a new server: resume each without its turns, then set what Codex didn't restore
// by itself. A thread must not come back with more rights than it had, so its settings are compared and put right.
import { isDeepStrictEqual } from 'node:util'
import { isCodexError, toCodexError, type CodexError } from '../errors'
import type { CodexConnection } from './connection'
import { fieldsOf, stringField, type Fields } from './fields'
import { settingNames, settingsOfAnswer, type TrackedThread } from './thread-tracker'

export type Reattached =
  /** `status` is the thread's, as Codex gave it (ThreadStatus). */
  | { readonly threadId: string; readonly ok: true; readonly status: unknown }
  | { readonly threadId: string; readonly ok: false; readonly error: CodexError }

/** Longer than any resume without turns was seen to take, short enough not to hold up the other threads for ever. */
const resumeTimeoutMs = 30_000

/** Resumes one thread (`thread/resume` with excludeTurns, then `thread/settings/update`). Never rejects. */
export async function reattachThread(
  connection: CodexConnection,
  { threadId, overrides, settings }: TrackedThread,
  fresh: Fields = {},
): Promise<Reattached> {
  try {
    const cwd = settings['cwd'] === undefined ? {} : { cwd: settings['cwd'] }
    const params = { ...overrides, ...cwd, ...fresh, threadId, excludeTurns: true }
    const answer = await connection.requestRaw('thread/resume', params, { timeoutMs: resumeTimeoutMs })
    const lost = settingsToRestore(settings, settingsOfAnswer(answer))
    if (Object.keys(lost).length > 0) {
      await connection.requestRaw('thread/settings/update', { threadId, ...lost }, { timeoutMs: resumeTimeoutMs })
    }
    const thread = fieldsOf(answer)['thread']
    return { threadId: stringField(thread, 'id') ?? threadId, ok: true, status: fieldsOf(thread)['status'] }
  } catch (error) {
    return {
      threadId,
      ok: false,
      error: toCodexError(error, 'protocol', `The session ${threadId} can't be taken up again`),
    }
  }
}

/** Params of `thread/settings/update` for what differs between `before` and `now`. A named profile stands for its policy. */
export function settingsToRestore(before: Fields, now: Fields): Fields {
  const lost: Record<string, unknown> = {}
  const profile = stringField(before['activePermissionProfile'], 'id')
  for (const name of settingNames) {
    const value = before[name]
    // What the new server doesn't tell can't be compared; it is set only if it was known before.
    if (value === undefined || value === null || isDeepStrictEqual(value, now[name])) continue
    if (name === 'activePermissionProfile') continue
    if (name === 'sandboxPolicy' && profile !== undefined) lost['permissions'] = profile
    else lost[name] = value
  }
  return lost
}

/** Whether the thread has nothing on disk to come back to: it was started, and no turn was ever made. */
export function neverBegan(result: Reattached): boolean {
  return !result.ok && isCodexError(result.error, 'rpc') && /no rollout found/i.test(result.error.message)
}
