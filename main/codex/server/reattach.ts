// Brings the threads that we held back onto a new server: resume each without its turns, then set what Codex didn't restore
// by itself. A thread must not come back with more rights than it had, so its settings are compared and put right.
import { isDeepStrictEqual } from 'node:util'
import { isCodexError, toCodexError, type CodexError } from '../errors'
import type { CodexConnection } from './connection'
import { fieldsOf, pickFields, stringField, type Fields } from './fields'
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
  held: TrackedThread,
  fresh: Fields = {},
): Promise<Reattached> {
  const { threadId } = held
  const options = { timeoutMs: resumeTimeoutMs }
  let resumed = false
  try {
    const before = resumeParams(held)
    const config = { ...fieldsOf(before['config']), ...fieldsOf(fresh['config']) }
    const params = {
      ...before,
      ...fresh,
      ...(Object.keys(config).length > 0 ? { config } : {}),
      threadId,
      excludeTurns: true,
    }
    const answer = await connection.requestRaw('thread/resume', params, options)
    resumed = true
    const lost = settingsToRestore(held.settings, settingsOfAnswer(answer))
    if (Object.keys(lost).length > 0) {
      await connection.requestRaw('thread/settings/update', { threadId, ...lost }, options)
    }
    return { threadId, ok: true, status: fieldsOf(fieldsOf(answer)['thread'])['status'] }
  } catch (error) {
    // Better not held at all than held with other rights than the person chose.
    if (resumed) await connection.requestRaw('thread/unsubscribe', { threadId }, options).catch(() => {})
    return {
      threadId,
      ok: false,
      error: toCodexError(error, 'protocol', `The session ${threadId} can't be taken up again`),
    }
  }
}

/** Params of `thread/resume`: what was given when it was opened, overtaken by the settings that Codex told us last. */
export function resumeParams({ overrides, settings }: Pick<TrackedThread, 'overrides' | 'settings'>): Fields {
  const { sandbox: openedSandbox, permissions: openedProfile, ...opened } = overrides
  const latest = pickFields(settings, ['cwd', 'approvalPolicy', 'approvalsReviewer', 'model', 'serviceTier'])
  const profile = stringField(settings['activePermissionProfile'], 'id') ?? openedProfile
  if (profile !== undefined) return { ...opened, ...latest, permissions: profile }
  const sandbox = sandboxModeOf(settings['sandboxPolicy']) ?? openedSandbox
  return sandbox === undefined ? { ...opened, ...latest } : { ...opened, ...latest, sandbox }
}

/** The SandboxMode that a SandboxPolicy is a finer form of; undefined for one that has no mode. */
function sandboxModeOf(policy: unknown): string | undefined {
  switch (stringField(policy, 'type')) {
    case 'readOnly':
      return 'read-only'
    case 'workspaceWrite':
      return 'workspace-write'
    case 'dangerFullAccess':
      return 'danger-full-access'
    default:
      return undefined
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

/**
 * Whether Codex refused for good: nothing of the thread was saved yet (no turn was made), it is ephemeral, or another
 * process writes it. Nobody but a person can then take it up again.
 */
export function isRefused(result: Reattached): boolean {
  return !result.ok && isCodexError(result.error, 'rpc')
}
