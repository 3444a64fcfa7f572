// Token counts in words.
import { describe, expect, it } from 'vitest'
import { formatTokens, summariseUsage } from '../../../../../renderer/features/chat/token-usage'

const counts = (totalTokens: number) => ({
  totalTokens,
  inputTokens: totalTokens - 10,
  cachedInputTokens: 5,
  cacheWriteInputTokens: 0,
  outputTokens: 10,
  reasoningOutputTokens: 4,
})

describe('token usage', () => {
  it('measures the window with the last request and the cost with the total', () => {
    const summary = summariseUsage({ total: counts(900), last: counts(250), modelContextWindow: 1000 })
    expect(summary.share).toBe(0.25)
    expect(summary.lines.find((line) => line.label === 'Total')?.tokens).toBe(900)
  })

  it('has no share without a known window', () => {
    expect(summariseUsage({ total: counts(9), last: counts(9), modelContextWindow: null }).share).toBeNull()
  })

  it.each([
    [950, '950'],
    [12_340, '12.3k'],
    [2000, '2k'],
    [271_900, '272k'],
    [1_250_000, '1.3M'],
    [-1, '0'],
  ])('says %i as %s', (tokens, words) => {
    expect(formatTokens(tokens)).toBe(words)
  })
})
