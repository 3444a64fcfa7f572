// What sessions cost in tokens: of one thread, answer by answer, and of a project, summed by day and by session. Files that
// did not change are not read again in this run.
import type { ProjectUsageReport, ThreadUsageReport, TokenCount } from '@contract/usage'
import { addTokens, noTokens } from '../codex/rollout/tokens'
import { countUsage } from '../codex/rollout/usage'
import { inParallel } from './in-parallel'

/** The files of one session, oldest first, and what a list shows of it. */
export interface CountedSession {
  readonly threadId: string
  readonly title: string
  readonly updatedAtMs: number
  readonly archived: boolean
  readonly parts: readonly { readonly path: string; readonly bytes: number; readonly mtimeMs: number }[]
}

interface Sums {
  readonly tokens: TokenCount
  readonly days: ReadonlyMap<string, TokenCount>
}

/** Sessions named in a report; the sums are of all. */
const mostListed = 200

export class UsageReports {
  /** Sums by what makes a session's files what they are: paths, sizes and times. */
  readonly #known = new Map<string, Sums>()

  /** One thread's, from its files. */
  async thread(threadId: string, paths: readonly string[]): Promise<ThreadUsageReport> {
    return { threadId, ...(await countUsage(paths)) }
  }

  /** A project's, from its sessions. Those that can't be read count as uncounted. */
  async project(sessions: readonly CountedSession[]): Promise<ProjectUsageReport> {
    const counted = await inParallel(sessions, 4, async (session) => ({ session, sums: await this.#sums(session) }))
    let tokens = noTokens
    const days = new Map<string, TokenCount>()
    for (const { sums } of counted) {
      if (sums === null) continue
      tokens = addTokens(tokens, sums.tokens)
      for (const [day, spent] of sums.days) days.set(day, addTokens(days.get(day) ?? noTokens, spent))
    }
    const spenders = counted.flatMap(({ session: { threadId, title, updatedAtMs, archived }, sums }) =>
      sums === null || sums.tokens.total === 0 ? [] : [{ threadId, title, updatedAtMs, archived, tokens: sums.tokens }],
    )
    return {
      tokens,
      days: [...days].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([day, spent]) => ({ day, tokens: spent })),
      sessions: spenders.toSorted((a, b) => b.tokens.total - a.tokens.total).slice(0, mostListed),
      sessionCount: sessions.length,
      uncounted: sessions.length - spenders.length,
    }
  }

  async #sums({ parts, updatedAtMs }: CountedSession): Promise<Sums | null> {
    const key = parts.map(({ path, bytes, mtimeMs }) => `${path}:${bytes}:${mtimeMs}`).join('|')
    const known = this.#known.get(key)
    if (known) return known
    const usage = await countUsage(parts.map(({ path }) => path)).catch(() => null)
    if (usage === null) return null
    const days = new Map<string, TokenCount>()
    for (const { messages } of usage.turns)
      for (const { atMs, tokens } of messages) {
        const day = dayOf(atMs ?? updatedAtMs)
        days.set(day, addTokens(days.get(day) ?? noTokens, tokens))
      }
    const sums = { tokens: usage.tokens, days }
    this.#known.set(key, sums)
    return sums
  }
}

/** The local calendar day of a time, 'YYYY-MM-DD'. */
export function dayOf(atMs: number): string {
  const at = new Date(atMs)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
