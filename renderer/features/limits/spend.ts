// What the projects of an account have used, from the records of their sessions. Pure: sums what projects/usage counted.
import type { Account } from '../../../preload/contract/accounts'
import type { Project } from '../../../preload/contract/model'
import type { ProjectUsageReport, TokenCount } from '../../../preload/contract/usage'
import { accountOf } from '../../stores/accounts/accounts'
import { daysTo } from './day-span'

export type Span = 'week' | 'month' | 'all'
const spanDays: Record<Exclude<Span, 'all'>, number> = { week: 7, month: 30 }

const none: TokenCount = { input: 0, cachedInput: 0, output: 0, reasoning: 0, total: 0 }

export function addTokens(one: TokenCount, other: TokenCount): TokenCount {
  return {
    input: one.input + other.input,
    cachedInput: one.cachedInput + other.cachedInput,
    output: one.output + other.output,
    reasoning: one.reasoning + other.reasoning,
    total: one.total + other.total,
  }
}

/** The projects whose answers this account pays for now. */
export function projectsOf(
  projects: readonly Project[],
  accounts: readonly Account[],
  accountId: string,
): readonly Project[] {
  return projects.filter(
    (project) =>
      project.source === 'account' && project.sharedHome === null && accountOf(accounts, project)?.id === accountId,
  )
}

/** The tokens of one project in the days up to `today`; days that this clock has not reached are left out. */
export function tokensIn(report: ProjectUsageReport, span: Span, today: Date): TokenCount {
  if (span === 'all') return report.tokens
  const days = new Set(daysTo(today, spanDays[span]))
  return report.days.filter(({ day }) => days.has(day)).reduce((sum, { tokens }) => addTokens(sum, tokens), none)
}

export interface SpendRow {
  projectId: string
  name: string
  path: string
  tokens: TokenCount
}

/** A row per counted project, most tokens first, and their sum. */
export function spendOf(
  projects: readonly Project[],
  reports: Readonly<Record<string, { report: ProjectUsageReport | null } | undefined>>,
  span: Span,
  today: Date,
): { rows: SpendRow[]; total: TokenCount; uncounted: number } {
  const counted = projects.flatMap(({ id, name, path }) => {
    const report = reports[id]?.report ?? null
    return report === null
      ? []
      : [{ row: { projectId: id, name, path, tokens: tokensIn(report, span, today) }, report }]
  })
  const rows = counted.map(({ row }) => row)
  rows.sort((one, other) => other.tokens.total - one.tokens.total || one.name.localeCompare(other.name))
  return {
    rows,
    total: rows.reduce((sum, { tokens }) => addTokens(sum, tokens), none),
    uncounted: counted.reduce((sum, { report }) => sum + report.uncounted, 0),
  }
}
