import { beforeEach, expect, it } from 'vitest'
import type { PushEvent } from '@contract/events'
import { AccountFacts } from '../../../../main/accounts/account-facts'
import { signedOut, type AccountState } from '../../../../main/accounts/account-home'
import { CodexError } from '../../../../main/codex/errors'
import { fakeAuthServer, type FakeAuthServer } from './fake-auth-server'

const start = Date.UTC(2026, 5, 1)
let now: number
let codex: FakeAuthServer
let states: Record<string, AccountState>
let pushed: PushEvent[]
let opened: string[]
let isRunning: boolean
let facts: AccountFacts

const limitsOf = (usedPercent: number) => ({
  rateLimits: {
    limitId: 'codex',
    primary: { usedPercent, windowDurationMins: 300, resetsAt: start / 1000 + 3600 },
    secondary: null,
  },
})
const percent = (value: unknown): unknown =>
  (value as { limits: { primary: { usedPercent: number } | null }[] } | null)?.limits[0]?.primary?.usedPercent

beforeEach(() => {
  now = start
  pushed = []
  opened = []
  isRunning = false
  states = { ada: { ...signedOut, state: 'signed-in', kind: 'chatgpt' } }
  codex = fakeAuthServer({ 'account/rateLimits/read': () => limitsOf(25) })
  facts = new AccountFacts({
    accounts: { state: (id) => states[id] ?? null, resolve: (id) => id ?? 'ada' },
    open: (id) => {
      opened.push(id)
      return Promise.resolve(codex.server)
    },
    running: () => (isRunning ? codex.server : null),
    push: (event) => pushed.push(event),
    now: () => now,
  })
})

it('limits are asked for once a minute, or when somebody wants them fresh', async () => {
  expect(percent(await facts.limits('ada', false))).toBe(25)
  codex.answers['account/rateLimits/read'] = () => limitsOf(30)
  now += 59_000
  expect(percent(await facts.limits('ada', false))).toBe(25)
  expect(percent(await facts.limits('ada', true))).toBe(30)
  now += 61_000
  await facts.limits('ada', false)
  expect(codex.count('account/rateLimits/read')).toBe(3)
})

it.each([
  ['nobody is signed in', signedOut],
  ['an API key pays', { ...signedOut, state: 'signed-in', kind: 'apiKey' }],
  ['Amazon Bedrock pays', { ...signedOut, state: 'signed-in', kind: 'bedrock' }],
] satisfies [string, AccountState][])(
  'there are none where %s, and no server is started to say so',
  async (_, state) => {
    states['ada'] = state
    expect(await facts.limits('ada', true)).toBeNull()
    expect(await facts.usage('ada')).toBeNull()
    facts.updated('ada', limitsOf(90))
    expect(opened).toEqual([])
    expect(pushed).toEqual([])
  },
)

it('limits of whoever was signed in before are of nobody', async () => {
  await facts.limits('ada', false)
  facts.loginChanged('ada')
  codex.answers['account/rateLimits/read'] = () => limitsOf(3)
  expect(percent(await facts.limits('ada', false))).toBe(3)
})

it('limits that come back after somebody signed out are not kept', async () => {
  let answer: (value: unknown) => void = () => undefined
  codex.answers['account/rateLimits/read'] = () => new Promise((resolve) => (answer = resolve))
  const slow = facts.limits('ada', false)
  await expect.poll(() => codex.count('account/rateLimits/read')).toBe(1)
  facts.loginChanged('ada')
  answer(limitsOf(99))
  await slow
  codex.answers['account/rateLimits/read'] = () => limitsOf(4)
  expect(percent(await facts.limits('ada', false))).toBe(4)
})

it('news in passing are told once, and kept for who asks next', async () => {
  await facts.limits('ada', false)
  facts.updated(null, limitsOf(40))
  expect(pushed).toMatchObject([{ type: 'account-limits', limits: { accountId: 'ada' } }])
  expect(percent(await facts.limits('ada', false))).toBe(40)
  facts.updated('ada', null)
  facts.updated('ada', 'nonsense')
  expect(pushed).toHaveLength(1)
})

it('a page of HTML in Codex’s error reaches nobody', async () => {
  codex.answers['account/rateLimits/read'] = () =>
    new CodexError(
      'rpc',
      'failed to fetch codex rate limits: GET https://x/y failed: 500 Oops; content-type=text/html; body=<html>secret</html>',
    )
  const failed = await facts.limits('ada', true).catch((error: unknown) => error)
  expect(failed).toMatchObject({ code: 'limits.backend' })
  expect(JSON.stringify(failed) + String(failed)).not.toContain('secret')
})

it('usage is read as it stands; a login without any has none', async () => {
  codex.answers['account/usage/read'] = () => ({ summary: { lifetimeTokens: 7 }, dailyUsageBuckets: [] })
  expect(await facts.usage('ada')).toEqual({ lifetimeTokens: 7, peakDailyTokens: null, days: [] })
  codex.answers['account/usage/read'] = () =>
    new CodexError('rpc', 'chatgpt authentication required to read token usage')
  expect(await facts.usage('ada')).toBeNull()
})

it('requirements are the machine’s: whatever runs is asked, and nothing is started beside it', async () => {
  codex.answers['configRequirements/read'] = () => ({ requirements: { allowedLoginMethods: ['api'] } })
  isRunning = true
  expect(await facts.allowedLogins()).toEqual(['api'])
  expect(opened).toEqual([])
  isRunning = false
  codex.answers['configRequirements/read'] = () => ({ requirements: null })
  expect(await facts.allowedLogins()).toBeNull()
  expect(opened).toEqual(['ada'])
})
