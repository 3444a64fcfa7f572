// Makes Codex learn the turns of a stored session. Of a copied paginated rollout it lists none, without an error, until that
// was resumed once (measured with 0.169.0).

/** A call of Codex on the project's server. */
export type Call = (method: string, params: unknown) => Promise<unknown>

/** Resumes a thread, read-only, and lets it go again. One that can't be resumed (an archived one) is left as it is. */
export async function takeUpOnce(call: Call, threadId: string, cwd: string): Promise<void> {
  try {
    await call('thread/resume', { threadId, cwd, excludeTurns: true, sandbox: 'read-only', approvalPolicy: 'never' })
    await call('thread/unsubscribe', { threadId })
  } catch {
    // Opening it will say why.
  }
}
