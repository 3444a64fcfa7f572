// Limits as Codex told them in a real run (measured against a loopback backend), and everything that a backend may get wrong.
import { describe, expect, it } from 'vitest'
import { isOutdated, mergeLimits, readLimits } from '../../../../main/accounts/limits'

const nowMs = Date.UTC(2026, 10, 21, 7, 0)
const nowS = nowMs / 1000

const snapshot = (more: object = {}) => ({
  limitId: 'codex',
  limitName: null,
  normalModelSlug: null,
  primary: null,
  secondary: null,
  credits: null,
  individualLimit: null,
  spendControlReached: null,
  planType: null,
  rateLimitReachedType: null,
  ...more,
})
const codex = snapshot({
  primary: { usedPercent: 42, windowDurationMins: 300, resetsAt: nowS + 600 },
  secondary: { usedPercent: 10, windowDurationMins: 10_080, resetsAt: nowS + 6000 },
  credits: { hasCredits: true, unlimited: false, balance: '12.5' },
})
const response = (more: object = {}) => ({
  ordinaryUsageAllowed: true,
  rateLimits: codex,
  rateLimitsByLimitId: null,
  rateLimitResetCredits: null,
  accountId: 'acc',
  rateLimitUpsell: null,
  ...more,
})
const read = (more: object = {}) => readLimits('a1', response(more), nowMs)
const primaryOf = (window: unknown) => readLimits('a1', { rateLimits: { primary: window } }, nowMs).limits[0]?.primary
const creditsOf = (credits: unknown) =>
  read({ rateLimits: { ...codex, credits }, rateLimitsByLimitId: null }).limits[0]?.credits

describe('a full read', () => {
  it('gives windows, times in ms and credits', () => {
    expect(read()).toEqual({
      accountId: 'a1',
      readAtMs: nowMs,
      limits: [
        {
          id: 'codex',
          name: null,
          primary: { usedPercent: 42, windowMinutes: 300, resetsAtMs: nowMs + 600_000 },
          secondary: { usedPercent: 10, windowMinutes: 10_080, resetsAtMs: nowMs + 6_000_000 },
          credits: '12.5',
          reached: false,
        },
      ],
    })
  })

  it('puts Codex’s own limit first and the others by name, each once', () => {
    const other = (limitId: string, limitName: string) =>
      snapshot({ limitId, limitName, primary: { usedPercent: 1, windowDurationMins: 60, resetsAt: null } })
    const { limits } = read({
      rateLimitsByLimitId: { z: other('z', 'Zeta'), b: other('b', 'Beta'), codex },
    })
    expect(limits.map(({ id }) => id)).toEqual(['codex', 'b', 'z'])
  })

  it('takes the key for the id of a limit that names none', () => {
    const nameless = snapshot({ limitId: null, primary: { usedPercent: 1 } })
    expect(read({ rateLimitsByLimitId: { mini: nameless } }).limits.map(({ id }) => id)).toEqual(['codex', 'mini'])
  })

  it('leaves out limits that say nothing', () => {
    expect(read({ rateLimits: snapshot(), rateLimitsByLimitId: { codex: snapshot() } }).limits).toEqual([])
  })

  it('is reached when the backend says so, or allows no ordinary use', () => {
    const reached = { ...codex, rateLimitReachedType: 'workspace_owner_credits_depleted' }
    expect(read({ rateLimits: reached }).limits[0]?.reached).toBe(true)
    expect(read({ ordinaryUsageAllowed: false }).limits[0]?.reached).toBe(true)
    expect(read({ ordinaryUsageAllowed: null }).limits[0]?.reached).toBe(false)
  })

  it('shows a workspace’s spending limit as a limit of its own', () => {
    const individualLimit = { limit: '100', used: '90', remainingPercent: 10, resetsAt: nowS + 60 }
    const { limits } = read({ rateLimits: { ...codex, individualLimit, spendControlReached: true } })
    expect(limits[1]).toMatchObject({
      id: 'codex/spend',
      name: 'Spending limit',
      primary: { usedPercent: 90, windowMinutes: null, resetsAtMs: nowMs + 60_000 },
      reached: true,
    })
  })
})

describe('numbers of a hostile backend', () => {
  it.each([
    [-3, 0],
    [105, 105],
    [1e9, 999],
    ['42', 42],
    [7n, 7],
  ])('reads %s percent as %s', (told, meant) => {
    expect(primaryOf({ usedPercent: told })?.usedPercent).toBe(meant)
  })

  it.each([[null], [Number.NaN], [Infinity], ['many'], ['1e9'], [{}], [[5]], [true]])(
    'has no window for %s percent',
    (told) => {
      expect(primaryOf({ usedPercent: told })).toBeUndefined()
    },
  )

  it.each([
    [nowS + 60, nowMs + 60_000],
    [String(nowS + 60), nowMs + 60_000],
    [BigInt(nowS + 60), nowMs + 60_000],
    // Milliseconds by mistake.
    [nowMs + 60_000, nowMs + 60_000],
    // A window that has ended stays one: the bar tells it.
    [nowS - 3600, nowMs - 3_600_000],
    [nowS + 800 * 86_400, null],
    [0, null],
    [-1, null],
    [1e300, null],
    [null, null],
    ['soon', null],
  ])('reads the reset time %s as %s', (resetsAt, meant) => {
    expect(primaryOf({ usedPercent: 1, resetsAt })?.resetsAtMs).toBe(meant)
  })

  it.each([[0], [-5], [1e12], ['x'], [null]])('has no length for %s minutes', (windowDurationMins) => {
    expect(primaryOf({ usedPercent: 1, windowDurationMins })?.windowMinutes).toBeNull()
  })

  it.each([
    [{ hasCredits: true, unlimited: true, balance: null }, 'Unlimited'],
    [{ hasCredits: true, unlimited: false, balance: null }, 'Available'],
    [{ hasCredits: true, unlimited: false, balance: '0' }, '0'],
    [{ hasCredits: false, unlimited: false, balance: '0' }, null],
    [{ balance: '9' }, null],
    ['lots', null],
  ])('reads the credits %j as %s', (told, meant) => {
    expect(creditsOf(told)).toBe(meant)
  })

  it('cuts long names and takes marks of direction out of them', () => {
    const limitName = `\u202Eevil\u0007\n${'x'.repeat(10_000)}`
    const name = read({ rateLimits: { ...codex, limitName } }).limits[0]?.name ?? ''
    expect(name).toHaveLength(80)
    expect(name.startsWith('evil x')).toBe(true)
  })

  it.each([[null], [undefined], ['x'], [5], [[]], [{ rateLimits: [] }], [{ rateLimitsByLimitId: 'x' }]])(
    'finds no limits in %j',
    (told) => {
      expect(readLimits('a1', told, nowMs)).toEqual({ accountId: 'a1', limits: [], readAtMs: nowMs })
    },
  )

  it('keeps a flood of limits small, with Codex’s own among them', () => {
    const flood = Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [`l${at}`, { limitId: `l${at}`, primary: { usedPercent: 1 } }]),
    )
    const { limits } = read({ rateLimitsByLimitId: flood })
    expect(limits.length).toBeLessThan(50)
    expect(limits[0]?.id).toBe('codex')
  })

  it('is not fooled by a limit called __proto__', () => {
    const rateLimitsByLimitId: unknown = JSON.parse('{"__proto__":{"limitId":"__proto__","primary":{"usedPercent":3}}}')
    const { limits } = read({ rateLimitsByLimitId: rateLimitsByLimitId as object })
    expect(limits.map(({ id }) => id)).toEqual(['codex', '__proto__'])
    expect(({} as Record<string, unknown>)['primary']).toBeUndefined()
  })
})

describe('an update in passing', () => {
  const update = (more: object) => ({ rateLimits: snapshot(more) })
  const later = nowMs + 5000

  it('changes what it says and clears nothing that it leaves out', () => {
    const merged = mergeLimits(
      read(),
      update({ primary: { usedPercent: 82, windowDurationMins: null, resetsAt: null } }),
      later,
    )
    expect(merged.limits[0]).toEqual({
      ...read().limits[0],
      primary: { usedPercent: 82, windowMinutes: 300, resetsAtMs: nowMs + 600_000 },
    })
    expect(merged.readAtMs).toBe(nowMs)
  })

  it('answers the same limits when it says nothing, as Codex’s unasked ones', () => {
    const before = read()
    expect(mergeLimits(before, update({}), later)).toBe(before)
    expect(
      mergeLimits(
        before,
        update({ primary: { usedPercent: 42, windowDurationMins: 300, resetsAt: nowS + 600 } }),
        later,
      ),
    ).toBe(before)
    expect(mergeLimits(before, null, later)).toBe(before)
    expect(mergeLimits(before, { rateLimits: 'x' }, later)).toBe(before)
  })

  it('adds a limit that was not known', () => {
    const merged = mergeLimits(read(), update({ limitId: 'codex_mini', primary: { usedPercent: 50 } }), later)
    expect(merged.limits.map(({ id }) => id)).toEqual(['codex', 'codex_mini'])
  })

  it('takes new credits, and that there are none left', () => {
    const spent = update({ credits: { hasCredits: false, unlimited: false, balance: '0' } })
    expect(mergeLimits(read(), spent, later).limits[0]?.credits).toBeNull()
  })

  it('leaves a reached limit reached until the next read', () => {
    const reached = mergeLimits(read(), update({ rateLimitReachedType: 'rate_limit_reached' }), later)
    expect(reached.limits[0]?.reached).toBe(true)
    const after = mergeLimits(reached, update({ primary: { usedPercent: 1, resetsAt: nowS + 20_000 } }), later)
    expect(after.limits[0]?.reached).toBe(true)
  })

  it('does not change what it was given', () => {
    const before = read()
    mergeLimits(before, update({ primary: { usedPercent: 99 } }), later)
    expect(before).toEqual(read())
  })

  it('stands alone where nothing was read', () => {
    const merged = mergeLimits(
      { accountId: 'a1', limits: [], readAtMs: 0 },
      update({ primary: { usedPercent: 5 } }),
      later,
    )
    expect(merged.limits[0]?.primary?.usedPercent).toBe(5)
    expect(isOutdated(merged, later, 60_000)).toBe(true)
  })
})

describe('limits should be read anew', () => {
  it.each([
    ['just read', 0, false],
    ['old', 120_000, true],
    ['read in the future, the clock was set back', -7_200_000, true],
    ['a window has ended', 599_000 + 1000, true],
  ])('%s', (_, ageMs, meant) => {
    const maxAgeMs = ageMs === 600_000 ? 3_600_000 : 60_000
    expect(isOutdated(read(), nowMs + ageMs, maxAgeMs)).toBe(meant)
  })
})
