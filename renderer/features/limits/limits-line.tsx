// The limits of an account in one line, for the account menu: two thin bars with their percent. Nothing when it has none.
import { CircleAlert } from 'lucide-react'
import type { Limit, LimitWindow } from '../../../preload/contract/accounts'
import { cx, Spinner } from '../../kit'
import { levelOf } from '../../stores/accounts/limit-warnings'
import { limitName, percentWords, resetWords, shortWindowName, windowName } from '../../stores/accounts/limit-words'
import { hasEnded, Meter } from './meter'
import { useAccountLimits } from './use-account-limits'

const line = 'mx-2 mb-1 flex h-7 min-w-0 items-center gap-3 border-b border-line pb-1 text-small text-muted'

/** Reads the limits when it is shown, so draw it in what opens, not in what always stands. */
export function LimitsLine({ accountId }: { accountId: string }) {
  const { standing, told, nowMs } = useAccountLimits(accountId)
  if (standing !== 'may' || told?.none) return null
  const value = told?.value ?? null
  if (value === null)
    return (
      <div data-testid="limits-line" className={line}>
        {told?.problem ? (
          <span className="truncate" data-tip={told.problem.message}>
            The limits could not be read
          </span>
        ) : (
          <Spinner label="Reading the limits…" />
        )}
      </div>
    )
  const limit = value.limits.find(({ primary, secondary }) => primary !== null || secondary !== null)
  const reached = value.limits.find((one) => one.reached)
  if (limit === undefined && reached === undefined) return null
  return (
    <div data-testid="limits-line" className={line}>
      {limit?.primary && <ThinBar limit={limit} window={limit.primary} nowMs={nowMs} />}
      {limit?.secondary && <ThinBar limit={limit} window={limit.secondary} nowMs={nowMs} />}
      {reached && (
        <span className="flex shrink-0 text-failed" data-tip={`${limitName(reached)}: limit reached`}>
          <CircleAlert aria-hidden size={14} />
          <span className="sr-only">{limitName(reached)}: limit reached</span>
        </span>
      )}
    </div>
  )
}

function ThinBar({ limit, window, nowMs }: { limit: Limit; window: LimitWindow; nowMs: number }) {
  const words = [`${percentWords(window.usedPercent)} used`, resetWords(window, nowMs)].filter(Boolean).join(', ')
  const name = windowName(window.windowMinutes)
  const level = hasEnded(window, nowMs) ? null : levelOf(window.usedPercent)
  return (
    <span className="flex flex-1 items-center gap-1.5 whitespace-nowrap" data-tip={`${name}: ${words}`}>
      <span>{shortWindowName(window.windowMinutes)}</span>
      <Meter label={`${limitName(limit)}, ${name}`} window={window} nowMs={nowMs} className="h-1 min-w-4 flex-1" />
      <span className={cx('tabular-nums', level === 100 ? 'text-failed' : level === null ? undefined : 'text-waiting')}>
        {percentWords(window.usedPercent)}
      </span>
    </span>
  )
}
