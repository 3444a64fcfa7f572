// Token counts in words. Pure.

/** "7,709". */
export const exact = (tokens: number): string => Math.round(tokens).toLocaleString('en-US')

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** "950", "12.3k", "1.2M", "123.5B". */
export function short(tokens: number): string {
  if (!Number.isFinite(tokens) || tokens <= 0) return '0'
  return compact.format(tokens).replace('K', 'k')
}
