// What comes after /goal: an objective, or a word that changes the one there is. Pure.

export type GoalCall =
  | { kind: 'set'; objective: string }
  | { kind: 'pause' | 'resume' | 'clear' }
  /** Null takes the limit off. */
  | { kind: 'budget'; tokens: number | null }
  | { kind: 'unclear'; message: string }

/** Codex's own limit. */
const mostCharacters = 4000

/** "50k", "1.5m", "20,000" → tokens; null when it is no number of tokens. */
function tokensOf(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)\s*([km]?)$/i.exec(text.replaceAll(/[,_]/g, ''))
  if (found === null) return null
  const factor = { '': 1, k: 1000, m: 1_000_000 }[(found[2] ?? '').toLowerCase()] ?? 1
  const tokens = Math.round(Number(found[1]) * factor)
  return Number.isSafeInteger(tokens) && tokens > 0 ? tokens : null
}

/** Reads the argument of /goal. */
export function goalCall(argument: string): GoalCall {
  const text = argument.trim()
  if (text === '')
    return {
      kind: 'unclear',
      message: 'Say the goal after /goal, or “/goal pause”, “resume”, “budget 50k” or “clear”.',
    }
  if (text === 'pause' || text === 'resume' || text === 'clear') return { kind: text }
  const budget = /^budget(?:\s+(\S+))?$/.exec(text)
  if (budget !== null) {
    const said = budget[1] ?? ''
    if (said === 'none' || said === 'off') return { kind: 'budget', tokens: null }
    const tokens = tokensOf(said)
    return tokens === null
      ? { kind: 'unclear', message: 'Say how many tokens the goal may take: “/goal budget 50k”, or “budget none”.' }
      : { kind: 'budget', tokens }
  }
  if ([...text].length > mostCharacters)
    return { kind: 'unclear', message: `A goal has at most ${mostCharacters.toLocaleString('en-US')} characters.` }
  return { kind: 'set', objective: text }
}
