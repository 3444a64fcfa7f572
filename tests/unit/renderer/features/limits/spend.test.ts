import { describe, expect, it } from 'vitest'
import type { Project } from '../../../../../preload/contract/model'
import type { ProjectUsageReport, TokenCount } from '../../../../../preload/contract/usage'
import { projectsOf, spendOf, tokensIn } from '../../../../../renderer/features/limits/spend'
import { account } from './samples'

const today = new Date(2026, 4, 13, 12)
const tokens = (total: number): TokenCount => ({ input: total, cachedInput: 0, output: 0, reasoning: 0, total })
const report = (days: Record<string, number>, more: Partial<ProjectUsageReport> = {}): ProjectUsageReport => ({
  tokens: tokens(Object.values(days).reduce((sum, one) => sum + one, 0)),
  days: Object.entries(days).map(([day, total]) => ({ day, tokens: tokens(total) })),
  sessions: [],
  sessionCount: 1,
  uncounted: 0,
  ...more,
})
const project = (id: string, more: Partial<Project> = {}): Project => ({
  id,
  path: `/p/${id}`,
  name: id,
  trust: 'trusted',
  source: 'account',
  problem: null,
  branch: null,
  sharedHome: null,
  accountId: null,
  ...more,
})

describe('the projects of an account', () => {
  const accounts = [account(), account({ id: 'b2', isDefault: false })]
  const idsOf = (accountId: string, ...projects: Project[]) =>
    projectsOf(projects, accounts, accountId).map(({ id }) => id)

  it('are those that chose it, and of the default one those that chose none or one that is gone', () => {
    const all = [project('own', { accountId: 'b2' }), project('none'), project('lost', { accountId: 'gone' })]
    expect(idsOf('b2', ...all)).toEqual(['own'])
    expect(idsOf('a1', ...all)).toEqual(['none', 'lost'])
  })

  it('are not those that it doesn’t pay for', () => {
    expect(
      idsOf(
        'a1',
        project('demo', { source: 'demo' }),
        project('prov', { source: 'provider' }),
        project('un', { source: 'unset' }),
        project('shared', { sharedHome: '/h/.codex' }),
      ),
    ).toEqual([])
  })
})

describe('tokens in a span', () => {
  const one = report({
    '2026-04-01': 1,
    '2026-04-14': 10,
    '2026-05-06': 100,
    '2026-05-07': 1000,
    '2026-05-13': 10_000,
    '2030-01-01': 5,
  })

  it.each([
    ['week', 11_000],
    ['month', 11_110],
    ['all', 11_116],
  ] as const)('%s', (span, total) => {
    expect(tokensIn(one, span, today).total).toBe(total)
  })
})

it('sums the projects that are counted, most tokens first', () => {
  const projects = [project('a'), project('b'), project('c')]
  const reports = {
    a: { report: report({ '2026-05-13': 5 }, { uncounted: 2 }) },
    b: { report: report({ '2026-05-12': 50 }, { uncounted: 1 }) },
    c: { report: null },
    stranger: { report: report({ '2026-05-12': 500 }) },
  }
  const { rows, total, uncounted } = spendOf(projects, reports, 'week', today)
  expect(rows.map(({ name, tokens }) => [name, tokens.total])).toEqual([
    ['b', 50],
    ['a', 5],
  ])
  expect([total.total, uncounted]).toEqual([55, 3])
})
