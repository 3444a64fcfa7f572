// Token counts as rollouts hold them, and sums of them. Pure.
import { fieldsOf, numberOf } from './fields'

/** `input` includes `cachedInput`; `output` includes `reasoning`. */
export interface TokenCount {
  input: number
  cachedInput: number
  output: number
  reasoning: number
  total: number
}

export const noTokens: TokenCount = { input: 0, cachedInput: 0, output: 0, reasoning: 0, total: 0 }

/** Reads `{input_tokens, cached_input_tokens, output_tokens, reasoning_output_tokens, total_tokens}`; null when there is none. */
export function tokensOf(value: unknown): TokenCount | null {
  const read = fieldsOf(value)
  const input = numberOf(read, 'input_tokens')
  const output = numberOf(read, 'output_tokens')
  if (input === null && output === null) return null
  const whole = (name: string): number => Math.max(0, numberOf(read, name) ?? 0)
  return {
    input: whole('input_tokens'),
    cachedInput: whole('cached_input_tokens'),
    output: whole('output_tokens'),
    reasoning: whole('reasoning_output_tokens'),
    total: Math.max(0, numberOf(read, 'total_tokens') ?? whole('input_tokens') + whole('output_tokens')),
  }
}

export function addTokens(a: TokenCount, b: TokenCount): TokenCount {
  return {
    input: a.input + b.input,
    cachedInput: a.cachedInput + b.cachedInput,
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
    total: a.total + b.total,
  }
}

/** What a running total grew by since an earlier one. One that got smaller began anew: it is the growth itself. */
export function tokensSince(total: TokenCount, earlier: TokenCount): TokenCount {
  if (total.total < earlier.total) return total
  const grown = (key: keyof TokenCount): number => Math.max(0, total[key] - earlier[key])
  return {
    input: grown('input'),
    cachedInput: grown('cachedInput'),
    output: grown('output'),
    reasoning: grown('reasoning'),
    total: grown('total'),
  }
}

export const sameTokens = (a: TokenCount, b: TokenCount): boolean =>
  a.input === b.input && a.output === b.output && a.total === b.total && a.reasoning === b.reasoning
