// What becomes of the servers of an import: which are taken, under which names, and what still stands in the way. Pure.
import { freeName, type McpDraft, type Pair } from '../../stores/config/mcp-draft'
import { draftProblems } from '../../stores/config/mcp-draft-problems'
import type { ImportedServer } from '../../stores/config/mcp-import'

/** What to do where the name is in use: leave it out, replace the one that is there, or add it under a free name. */
export type OnConflict = 'leave' | 'replace' | 'rename'

export interface ImportRow {
  server: ImportedServer
  chosen: boolean
  onConflict: OnConflict
  draft: McpDraft
}

/** Rows at first: all that are new, none that would replace something. */
export function importRows(servers: readonly ImportedServer[], taken: ReadonlySet<string>): ImportRow[] {
  const used = new Set<string>()
  return servers.map((server) => {
    // Two of one name in the same text: the second gets a number.
    const name = used.has(server.draft.name)
      ? freeName(server.draft.name, new Set([...used, ...taken]))
      : server.draft.name
    used.add(name)
    const conflict = taken.has(name)
    return { server, chosen: !conflict, onConflict: 'leave', draft: { ...server.draft, name } }
  })
}

export interface ImportPlan {
  draft: McpDraft
  /** The name of the one that is replaced; null adds. */
  replaces: string | null
  /** What is wrong with it, in words; null when it can be written. */
  problem: string | null
}

/** A value that the person gave, with what the other client put before it. */
function withPrefix(pair: Pair, { asks }: ImportedServer): Pair {
  const prefix = asks.find(({ name }) => name === pair.name)?.prefix ?? ''
  const given = pair.value.trim()
  const has = given === '' || given.toLowerCase().startsWith(prefix.trim().toLowerCase())
  return prefix === '' || has ? pair : { ...pair, value: `${prefix}${given}` }
}

/** What would be written for the chosen rows, by row; null for those that are left out. */
export function importPlans(rows: readonly ImportRow[], taken: ReadonlySet<string>): (ImportPlan | null)[] {
  const used = new Set<string>()
  return rows.map(({ server, chosen, onConflict, draft }) => {
    const conflict = taken.has(draft.name)
    if (!chosen || (conflict && onConflict === 'leave')) return null
    const name = conflict && onConflict === 'rename' ? freeName(draft.name, new Set([...taken, ...used])) : draft.name
    const named = { ...draft, name, headers: draft.headers.map((pair) => withPrefix(pair, server)) }
    const replaces = conflict && onConflict === 'replace' ? name : null
    const problems = draftProblems(named, used)
    used.add(name)
    return { draft: named, replaces, problem: Object.values(problems)[0] ?? null }
  })
}
