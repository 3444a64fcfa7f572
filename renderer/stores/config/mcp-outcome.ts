// What became of a write in one home or in all of them, in words. Pure.
import type { HomeWrite } from '../../../preload/contract/config'
import { stateWords } from './edit-words'

export interface WriteOutcome {
  /** Something was written, or nothing had to be. */
  ok: boolean
  /** Somebody else changed the file since it was read. */
  conflict: boolean
  undoIds: string[]
  /** Why it failed, home by home where there are several; null when nothing did. */
  problem: string | null
  /** Written, but a layer above wins: its words. */
  overridden: string | null
  /** How many homes were written. */
  written: number
}

/** What is to be said of each report, by its home's name where there is more than one of them. */
const named = (
  reports: readonly HomeWrite[],
  words: (report: HomeWrite) => string | null,
  homes: number,
): string | null => {
  const lines = reports.flatMap((report) => {
    const said = words(report)
    return said === null ? [] : [{ name: report.name, said }]
  })
  if (lines.length === 0) return null
  return homes === 1 ? (lines[0]?.said ?? null) : lines.map(({ name, said }) => `${name}: ${said}`).join('\n')
}

function failureWords(report: HomeWrite): string {
  if (report.state === 'stopped') return stateWords(report)
  return (
    report.problem ?? (report.state === 'conflict' ? 'The configuration was changed meanwhile.' : 'Codex refused it.')
  )
}

export function outcomeOf(reports: readonly HomeWrite[]): WriteOutcome {
  const failed = reports.filter(({ state }) => state === 'conflict' || state === 'refused' || state === 'stopped')
  return {
    ok: failed.length < reports.length || reports.length === 0,
    conflict: failed.some(({ state }) => state === 'conflict'),
    undoIds: reports.flatMap(({ undoId }) => undoId ?? []),
    problem: named(failed, failureWords, reports.length),
    overridden: named(reports, ({ overridden }) => overridden, reports.length),
    written: reports.filter(({ state }) => state === 'written').length,
  }
}
