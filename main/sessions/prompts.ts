// What the person typed in the terminal Codex, for the arrow keys of the composer. Read from the home's history.jsonl.
import { readHistory } from '../codex/rollout/history'

const mostPrompts = 200
const longestPrompt = 20_000

/** The newest prompts of a home, oldest first, each once. None when the home has no history or it can't be read. */
export async function readPrompts(home: string): Promise<string[]> {
  let prompts: string[] = []
  try {
    for await (const entries of readHistory(home)) {
      for (const { text } of entries) {
        const said = text.trim()
        if (said !== '' && said.length <= longestPrompt) prompts.push(said)
      }
      // A history may have grown for years: no more of it is held than is asked for.
      prompts = newest(prompts)
    }
  } catch {
    return []
  }
  return prompts
}

/** The last ones, each where it was said last. */
function newest(prompts: readonly string[]): string[] {
  return [...new Set(prompts.toReversed())].slice(0, mostPrompts).toReversed()
}
