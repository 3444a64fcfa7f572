// What an account may still use: its limits, its tokens as OpenAI counts them, and the tokens of the projects that use it.
import type { AccountLimits } from '../../../preload/contract/accounts'
import { Button, CollapsibleRow, shortAge, Spinner } from '../../kit'
import { useLimits, type Told } from '../../stores/accounts/limits'
import { AccountActivity } from './account-activity'
import { LimitRows } from './limit-rows'
import { ProjectSpend } from './project-spend'
import { useAccountLimits } from './use-account-limits'

/** Reads the limits when it is shown; tokens only when their row is opened, for counting them takes longer. */
export function AccountLimitsPanel({ accountId }: { accountId: string }) {
  const { standing, told, nowMs } = useAccountLimits(accountId)
  if (standing === 'gone') return null
  const hasNone = standing === 'none' || told?.none === true
  return (
    <section aria-label="Limits and usage" data-testid="account-limits" className="flex flex-col gap-2">
      {standing === 'signed-out' ? (
        <p className="text-small text-muted">Sign in to see the limits of this account.</p>
      ) : hasNone ? (
        <p className="text-small text-muted">
          This login is paid by use: it has no limits of ChatGPT. What you may spend is set where you pay for it.
        </p>
      ) : (
        <Limits accountId={accountId} told={told} nowMs={nowMs} />
      )}
      <div>
        {standing === 'may' && !hasNone && (
          <CollapsibleRow summary={<span className="text-muted">Tokens on all machines</span>}>
            <AccountActivity accountId={accountId} />
          </CollapsibleRow>
        )}
        <CollapsibleRow summary={<span className="text-muted">Tokens by project on this machine</span>}>
          <ProjectSpend accountId={accountId} />
        </CollapsibleRow>
      </div>
    </section>
  )
}

interface LimitsProps {
  accountId: string
  told: Told<AccountLimits> | undefined
  nowMs: number
}

function Limits({ accountId, told, nowMs }: LimitsProps) {
  const load = useLimits((state) => state.load)
  const again = (words: string) => (
    <Button size="sm" busy={told?.loading ?? false} onClick={() => void load(accountId, true)}>
      {words}
    </Button>
  )
  const value = told?.value ?? null
  if (value === null)
    return told?.problem ? (
      <div className="flex flex-wrap items-center gap-2">
        <p role="alert" className="min-w-0 flex-1 text-small break-words text-failed select-text">
          {told.problem.message}
          {told.problem.detail && <span className="block text-muted">{told.problem.detail}</span>}
        </p>
        {again('Retry')}
      </div>
    ) : (
      <Spinner label="Reading the limits…" className="text-small" />
    )
  return (
    <>
      {told?.problem && (
        <p role="alert" className="text-small break-words text-failed select-text">
          These limits are older: {told.problem.message}
        </p>
      )}
      {value.limits.length === 0 ? (
        <p className="text-small text-muted">ChatGPT names no limits for this account.</p>
      ) : (
        <LimitRows limits={value.limits} nowMs={nowMs} />
      )}
      <div className="flex items-center gap-2 text-small text-faint">
        <span className="flex-1 tabular-nums">{readWords(value.readAtMs, nowMs)}</span>
        {again(told?.problem ? 'Retry' : 'Read again')}
      </div>
    </>
  )
}

/** "Read just now", "Read 5m ago"; of limits that were only told in passing, that. */
function readWords(readAtMs: number, nowMs: number): string {
  if (readAtMs === 0) return 'As the last answer told them'
  const age = shortAge(readAtMs, nowMs)
  if (age === 'now') return 'Read just now'
  return /^\d+[mhd]$/.test(age) ? `Read ${age} ago` : `Read on ${age}`
}
