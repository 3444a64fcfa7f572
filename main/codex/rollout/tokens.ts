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
    input: Math.max(0, input ?? 0),
    cachedInput: whole('cached_input_tokens'),
    output: Math.max(0, output ?? 0),
    reasoning: whole('reasoning_output_tokens'),
    total: numberOf(read, 'total_tokens') ?? (input ?? 0) + (output ?? 0),
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

export const sameTokens = (a: TokenCount, b: TokenCount): boolean =>
  a.input === b.input && a.output === b.output && a.total === b.total && a.reasoning === b.reasoning
