// Tokens of an account over all machines, as OpenAI counts them: in all, on its busiest day, and by day.
import { useEffect, useState } from 'react'
import type { AccountUsage } from '../../../preload/contract/accounts'
import { BarChart, Button, Spinner, type ChartSeries } from '../../kit'
import { useLimits } from '../../stores/accounts/limits'
import { daysTo } from './day-span'
import { exact, short } from './numbers'

const daysShown = 30
const series: readonly ChartSeries[] = [{ name: 'Tokens', color: 'var(--color-accent)' }]

export function AccountActivity({ accountId }: { accountId: string }) {
  const told = useLimits((state) => state.usage[accountId])
  const load = useLimits((state) => state.loadUsage)
  useEffect(() => {
    void load(accountId)
  }, [accountId, load])
  const retry = (
    <Button size="sm" busy={told?.loading ?? false} onClick={() => void load(accountId)}>
      Retry
    </Button>
  )
  const value = told?.value ?? null
  const problem = told?.problem ?? null
  return (
    <div data-testid="account-activity" className="flex flex-col gap-2 py-2 pl-[18px]">
      {problem && (
        <div className="flex flex-wrap items-center gap-2">
          <p role="alert" className="min-w-0 flex-1 text-small break-words text-failed select-text">
            {value === null ? problem.message : `These counts are older: ${problem.message}`}
          </p>
          {retry}
        </div>
      )}
      {value !== null ? (
        <Activity usage={value} />
      ) : told?.none ? (
        <p className="text-small text-muted">OpenAI counts no tokens for this kind of login.</p>
      ) : (
        problem === null && <Spinner label="Reading the tokens…" className="text-small" />
      )}
    </div>
  )
}

/** The bars: the last 30 days up to today, or up to the newest day counted where the calendar is ahead of this machine's. */
export function shownDays(days: AccountUsage['days'], today: Date): AccountUsage['days'] {
  const byDay = new Map(days.map(({ day, tokens }) => [day, tokens]))
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1, 12)
  const ahead = daysTo(tomorrow, daysShown)
  const shown = byDay.has(ahead.at(-1) ?? '') ? ahead : daysTo(today, daysShown)
  return shown.map((day) => ({ day, tokens: byDay.get(day) ?? 0 }))
}

function Activity({ usage: { lifetimeTokens, peakDailyTokens, days } }: { usage: AccountUsage }) {
  const [today] = useState(() => new Date())
  const shown = shownDays(days, today)
  const sum = shown.reduce((total, { tokens }) => total + tokens, 0)
  if (lifetimeTokens === null && peakDailyTokens === null && days.length === 0)
    return <p className="text-small text-muted">OpenAI has counted no tokens for this account yet.</p>
  return (
    <>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-small">
        {lifetimeTokens !== null && <Figure name="In all" tokens={lifetimeTokens} />}
        {peakDailyTokens !== null && <Figure name="On the busiest day" tokens={peakDailyTokens} />}
      </dl>
      {days.length > 0 && (
        <BarChart
          label={`Tokens per day on all machines: ${exact(sum)} in the last 30 days. The arrow keys go through the days.`}
          series={series}
          height={72}
          bars={shown.map(({ day, tokens }) => ({ key: day, label: day, values: [tokens] }))}
          resting={`${exact(sum)} tokens in the last 30 days`}
          short={short}
        />
      )}
    </>
  )
}

function Figure({ name, tokens }: { name: string; tokens: number }) {
  return (
    <div className="flex gap-2">
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums select-text">{exact(tokens)}</dd>
    </div>
  )
}
