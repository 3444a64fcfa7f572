// Token counts as the parts of a bar and as numbers in words. Pure.
import type { TokenCount } from '../../../preload/contract/usage'
import type { ChartSeries } from '../../kit'

/** From the ground up. Greys for what went in, the accent for what came out. */
export const tokenSeries: readonly ChartSeries[] = [
  { name: 'Cached input', color: 'color-mix(in srgb, var(--color-muted) 40%, var(--color-bg))' },
  { name: 'Input', color: 'var(--color-muted)' },
  { name: 'Output', color: 'var(--color-accent)' },
  { name: 'Reasoning', color: 'color-mix(in srgb, var(--color-accent) 50%, var(--color-bg))' },
]

/** The four parts, which add up to input and output: cached is a part of the input, reasoning one of the output. */
export function tokenParts(tokens: TokenCount): number[] {
  const part = (whole: number, inside: number) => Math.max(0, whole - Math.max(0, inside))
  return [
    Math.max(0, Math.min(tokens.cachedInput, tokens.input)),
    part(tokens.input, tokens.cachedInput),
    part(tokens.output, tokens.reasoning),
    Math.max(0, Math.min(tokens.reasoning, tokens.output)),
  ]
}

/** "7,709". */
export function exact(tokens: number): string {
  return Math.round(tokens).toLocaleString('en-US')
}

/** "950", "12.3k", "1.2M". */
export function short(tokens: number): string {
  if (!Number.isFinite(tokens) || tokens <= 0) return '0'
  if (tokens < 1000) return String(Math.round(tokens))
  const [value, unit] = tokens < 999_500 ? [tokens / 1000, 'k'] : [tokens / 1_000_000, 'M']
  return `${value >= 100 ? Math.round(value) : value.toFixed(1).replace(/\.0$/, '')}${unit}`
}

/** The table as CSV, numbers plain. Names are quoted: they may hold commas and line breaks. */
export function tokenCsv(head: string, rows: readonly { name: string; tokens: TokenCount }[]): string {
  const quoted = (text: string) => {
    // A spreadsheet would run a name that begins like a formula.
    const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return `"${tame.replaceAll('"', '""')}"`
  }
  const lines = rows.map(({ name, tokens }) =>
    [quoted(name), tokens.input, tokens.cachedInput, tokens.output, tokens.reasoning, tokens.total].join(','),
  )
  return [`${quoted(head)},input,cached input,output,reasoning,total`, ...lines, ''].join('\n')
}
