// How full one window of a limit is: a bar, coloured when it nears its end.
import type { LimitWindow } from '../../../preload/contract/accounts'
import { cx } from '../../kit'
import { levelOf } from '../../stores/accounts/limit-warnings'
import { percentWords, resetWords } from '../../stores/accounts/limit-words'

interface MeterProps {
  /** Which window: "Codex, 5 hours". */
  label: string
  window: LimitWindow
  nowMs: number
  className?: string
}

/** True when the window's time is over: its number is of the past. */
export const hasEnded = (window: LimitWindow, nowMs: number) => window.resetsAtMs !== null && window.resetsAtMs <= nowMs

/** "42 % used, resets in 2 h 10 min, at 14:05". */
export function meterWords(window: LimitWindow, nowMs: number): string {
  const reset = resetWords(window, nowMs)
  return `${percentWords(window.usedPercent)} used${reset === null ? '' : `, ${reset}`}`
}

export function Meter({ label, window, nowMs, className }: MeterProps) {
  const share = Math.min(100, Math.max(0, window.usedPercent))
  const level = levelOf(window.usedPercent)
  const ended = hasEnded(window, nowMs)
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(share)}
      aria-valuetext={meterWords(window, nowMs)}
      className={cx('overflow-hidden rounded-sm bg-selected', className)}
    >
      <div
        className={cx(
          'h-full',
          ended ? 'bg-faint' : level === 100 ? 'bg-failed' : level === null ? 'bg-accent' : 'bg-waiting',
        )}
        style={{ width: `${share}%` }}
      />
    </div>
  )
}
