/** The pages of OpenAI's backend that tell of an account, as Codex reads them: bodies only, for the mock issuer. */
import type { Person } from './issuer-tokens'

/** The body of wham/usage: two windows by their used percents; resets are Unix seconds from now. */
export function usageOf(used: { fiveHours: number; week: number }, more: object = {}): object {
  const window = (percent: number, seconds: number) => ({
    used_percent: percent,
    limit_window_seconds: seconds,
    reset_after_seconds: seconds,
    reset_at: Math.floor(Date.now() / 1000) + seconds,
  })
  const reached = used.fiveHours >= 100 || used.week >= 100
  return {
    rate_limit: {
      allowed: !reached,
      limit_reached: reached,
      primary_window: window(used.fiveHours, 5 * 3600),
      secondary_window: window(used.week, 7 * 24 * 3600),
    },
    credits: { has_credits: false, unlimited: false, balance: '0' },
    ...more,
  }
}

/** The body of wham/profiles/me. */
export function profileOf(days: readonly { readonly day: string; readonly tokens: number }[]): object {
  const tokens = days.map((day) => day.tokens)
  return {
    stats: {
      lifetime_tokens: tokens.reduce((sum, one) => sum + one, 0),
      peak_daily_tokens: Math.max(0, ...tokens),
      longest_running_turn_sec: 0,
      current_streak_days: days.length,
      longest_streak_days: days.length,
      daily_usage_buckets: days.map((one) => ({ start_date: one.day, tokens: one.tokens })),
    },
  }
}

/** Whose personal access token it is. */
export function whoamiOf(person: Person): object {
  return {
    email: person.email,
    chatgpt_user_id: person.userId,
    chatgpt_account_id: person.accountId,
    chatgpt_plan_type: person.plan,
    chatgpt_account_is_fedramp: false,
  }
}

/** The body of wham/accounts/check: one workspace. */
export function accountsOf(person: Person): object {
  const account = {
    id: person.accountId,
    name: person.workspace,
    structure: 'workspace',
    plan_type: person.plan,
    is_deactivated: false,
    can_access_with_session: true,
    workspace_backend_origin: 'https://chatgpt.com',
    account_routing_override: 'NO_CONSTRAINT',
  }
  return { accounts: [account], default_account_id: person.accountId, account_ordering: [person.accountId] }
}
