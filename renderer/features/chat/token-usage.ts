// Token usage as numbers and words. Pure; drawn by usage-meter.
import type { ThreadTokenUsage } from '@protocol/v2/ThreadTokenUsage'

export interface UsageLine {
  label: string
  tokens: number
}

export interface UsageSummary {
  /** Tokens that the next request carries: what the last one ended with. */
  inContext: number
  window: number | null
  /** 0 to 1, null when the model's window is not known. */
  share: number | null
  lines: UsageLine[]
}

/** Reads `thread/tokenUsage/updated`: `last` is what the context holds now, `total` what the thread has cost. */
export function summariseUsage(usage: ThreadTokenUsage): UsageSummary {
  const inContext = usage.last.totalTokens
  const window = usage.modelContextWindow
  return {
    inContext,
    window,
    share: window && window > 0 ? Math.min(1, inContext / window) : null,
    lines: [
      { label: 'Input', tokens: usage.total.inputTokens },
      { label: 'of it cached', tokens: usage.total.cachedInputTokens },
      { label: 'Output', tokens: usage.total.outputTokens },
      { label: 'of it reasoning', tokens: usage.total.reasoningOutputTokens },
      { label: 'Total', tokens: usage.total.totalTokens },
    ],
  }
}

/** "950", "12.3k", "1.2M". */
export function formatTokens(tokens: number): string {
  if (!Number.isFinite(tokens) || tokens < 0) return '0'
  if (tokens < 1000) return String(Math.round(tokens))
  if (tokens < 999_500) return `${trim(tokens / 1000)}k`
  return `${trim(tokens / 1_000_000)}M`
}

const trim = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '')
