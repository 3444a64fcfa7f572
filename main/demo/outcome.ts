/** Reads what became of a tool call from the text that Codex hands back to the model. */

export type Outcome =
  | { readonly kind: 'done'; readonly output: string }
  | { readonly kind: 'declined' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'failed'; readonly reason: string }

/** The outcome of an `exec_command` or `apply_patch` call. The texts are those of Codex 0.169.0. */
export function readOutcome(text: string): Outcome {
  if (/rejected by user approval settings|approval policy is Never|blocked by policy/i.test(text))
    return { kind: 'forbidden' }
  if (/rejected by user|aborted by user/i.test(text)) return { kind: 'declined' }
  const code = /(?:exited with code|Exit code:)\s*(-?\d+)/.exec(text)?.[1]
  const output = /(?:^|\n)Output:\n?([\s\S]*)$/.exec(text)?.[1] ?? ''
  if (code === '0') return { kind: 'done', output: output.trim() }
  const reason = (output.trim() === '' ? text : output).trim().slice(0, 400)
  return { kind: 'failed', reason }
}

/** The answers to a `request_user_input` call by question id, or undefined when nobody could be asked. */
export function readAnswers(text: string): ReadonlyMap<string, readonly string[]> | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    const answers = (parsed as { answers?: unknown } | null)?.answers
    if (typeof answers !== 'object' || answers === null) return undefined
    return new Map(
      Object.entries(answers).map(([id, answer]) => {
        const given: unknown = (answer as { answers?: unknown } | null)?.answers
        return [id, Array.isArray(given) ? given.filter((one) => typeof one === 'string') : []]
      }),
    )
  } catch {
    return undefined
  }
}
