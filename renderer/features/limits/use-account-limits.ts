// The limits of one account for a view: read when it is shown, and anew when a window has ended while it is looked at.
import { useEffect, useMemo } from 'react'
import type { AccountLimits } from '../../../preload/contract/accounts'
import { useNow } from '../../kit'
import { useAccounts } from '../../stores/accounts/accounts'
import { useLimits, type Told } from '../../stores/accounts/limits'
import { standingOf, type Standing } from './standing'

/** How often the words "in 2 h 10 min" are renewed. */
const renewMs = 30_000

/** When the last of the windows that were open at the reading has ended; null when none has. Unix ms. */
export function endedSince(limits: AccountLimits, nowMs: number): number | null {
  const ends = limits.limits
    .flatMap(({ primary, secondary }) => [primary?.resetsAtMs ?? null, secondary?.resetsAtMs ?? null])
    .filter((atMs) => atMs !== null)
    .filter((atMs) => atMs > limits.readAtMs && atMs <= nowMs)
  return ends.length === 0 ? null : Math.max(...ends)
}

interface AccountLimitsView {
  standing: Standing
  told: Told<AccountLimits> | undefined
  nowMs: number
}

export function useAccountLimits(accountId: string): AccountLimitsView {
  const accounts = useAccounts((state) => state.accounts)
  const told = useLimits((state) => state.limits[accountId])
  const load = useLimits((state) => state.load)
  const standing = useMemo(() => standingOf(accounts, accountId), [accounts, accountId])
  const nowMs = useNow(standing === 'may' ? renewMs : null)
  useEffect(() => {
    if (standing === 'may') void load(accountId)
  }, [standing, accountId, load])
  // Once per end: when reading fails or brings the same times again, the person may ask.
  const value = told?.value ?? null
  const ended = value === null ? null : endedSince(value, nowMs)
  useEffect(() => {
    if (standing === 'may' && ended !== null) void load(accountId, true)
  }, [standing, ended, accountId, load])
  // The clock here lags by up to `renewMs`: "in 5 h", just read, must not become "in 5 h 1 min".
  const readAtMs = value?.readAtMs ?? 0
  const isLagging = readAtMs > nowMs && readAtMs - nowMs <= renewMs
  return { standing, told, nowMs: isLagging ? readAtMs : nowMs }
}
