// Which paths a run of `codex apply` names as applied, skipped or conflicted. Codex's own counts are guesses from the same
// words and were seen to be wrong ("applied=1" with nothing changed), so only git's lines count here. Pure.

export interface NamedPaths {
  readonly applied: string[]
  readonly skipped: string[]
  readonly conflicted: string[]
}

/** What git says of a path. Names come as git writes them, quoted when they hold anything odd. */
const lines: readonly { pattern: RegExp; kind: keyof NamedPaths }[] = [
  { pattern: /^Applied patch to '(.+)' cleanly\.$/, kind: 'applied' },
  { pattern: /^Applied patch to '(.+)' with conflicts\.$/, kind: 'conflicted' },
  { pattern: /^U (.+)$/, kind: 'conflicted' },
  { pattern: /^error: patch failed: (.+):\d+$/, kind: 'conflicted' },
  { pattern: /^error: (.+): patch does not apply$/, kind: 'conflicted' },
  { pattern: /^error: (.+): does not match index$/, kind: 'skipped' },
  { pattern: /^error: (.+): does not exist in (?:index|working directory)$/, kind: 'skipped' },
  { pattern: /^error: (.+): already exists in (?:index|working directory)$/, kind: 'skipped' },
  { pattern: /^error: (.+): cannot (?:read|apply) .*$/, kind: 'skipped' },
  { pattern: /^error: invalid path '(.+)'$/, kind: 'skipped' },
]

/** A path is in one list only: a conflict weighs more than a skip, and a skip more than success. */
export function namedPaths(output: string): NamedPaths {
  const found = { applied: new Set<string>(), skipped: new Set<string>(), conflicted: new Set<string>() }
  for (const line of output.split(/\r?\n/)) {
    for (const { pattern, kind } of lines) {
      const path = pattern.exec(line)?.[1]
      if (path === undefined) continue
      found[kind].add(path)
      break
    }
  }
  const conflicted = [...found.conflicted]
  const skipped = [...found.skipped].filter((path) => !found.conflicted.has(path))
  const applied = [...found.applied].filter((path) => !found.conflicted.has(path) && !found.skipped.has(path))
  return { applied, skipped, conflicted }
}
