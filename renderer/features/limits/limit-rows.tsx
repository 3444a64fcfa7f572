// The limits of an account, one block each: its windows as bars with their reset times, and the credits left.
import type { Limit, LimitWindow } from '../../../preload/contract/accounts'
import { Badge } from '../../kit'
import { limitName, percentWords, resetWords, windowName } from '../../stores/accounts/limit-words'
import { hasEnded, Meter } from './meter'

export function LimitRows({ limits, nowMs }: { limits: readonly Limit[]; nowMs: number }) {
  return (
    <ul className="flex flex-col gap-3">
      {limits.map((limit) => (
        <LimitBlock key={limit.id} limit={limit} named={limits.length > 1 || limit.id !== 'codex'} nowMs={nowMs} />
      ))}
    </ul>
  )
}

function LimitBlock({ limit, named, nowMs }: { limit: Limit; named: boolean; nowMs: number }) {
  const name = limitName(limit)
  // Codex doesn't always say so of a window that is full.
  const isReached = limit.reached || [limit.primary, limit.secondary].some((window) => isFull(window, nowMs))
  const hasHead = named || isReached
  return (
    <li data-testid="limit" data-limit-id={limit.id} className="flex flex-col gap-1.5">
      {hasHead && (
        <div className="flex items-center gap-2">
          <span className="min-w-0 truncate font-medium" data-tip={name}>
            {name}
          </span>
          {isReached && <Badge tone="failed">Reached</Badge>}
        </div>
      )}
      {limit.primary && <WindowRow limit={name} window={limit.primary} nowMs={nowMs} />}
      {limit.secondary && <WindowRow limit={name} window={limit.secondary} nowMs={nowMs} />}
      {limit.credits !== null && (
        <div className="flex gap-2 text-small">
          <span className="text-muted">Credits</span>
          <span className="min-w-0 truncate tabular-nums select-text" data-tip={limit.credits}>
            {limit.credits}
          </span>
        </div>
      )}
    </li>
  )
}

const isFull = (window: LimitWindow | null, nowMs: number) =>
  window !== null && window.usedPercent >= 100 && !hasEnded(window, nowMs)

function WindowRow({ limit, window, nowMs }: { limit: string; window: LimitWindow; nowMs: number }) {
  const name = windowName(window.windowMinutes)
  const reset = resetWords(window, nowMs)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-baseline gap-x-2 text-small">
        <span className="flex-1">{name}</span>
        {reset !== null && <span className="text-muted tabular-nums">{reset}</span>}
        <span className="w-22 text-right tabular-nums">
          {hasEnded(window, nowMs) ? 'ended at ' : ''}
          {percentWords(window.usedPercent)}
          {hasEnded(window, nowMs) ? '' : ' used'}
        </span>
      </div>
      <Meter label={`${limit}, ${name}`} window={window} nowMs={nowMs} className="h-1.5" />
    </div>
  )
}
