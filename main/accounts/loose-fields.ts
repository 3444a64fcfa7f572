// Reading what Codex passes on from OpenAI's backend unchecked: a field that is missing, of another kind or absurd is null.

export type Fields = Record<string, unknown>

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

/** A finite number, also when it comes as text or as a bigint (the generated types say bigint, the wire a number). */
export function looseNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' && /^\s*-?\d{1,30}(\.\d{1,30})?\s*$/.test(value)) return Number(value)
  return null
}

/** A count: whole, not below 0, small enough to be exact. */
export function looseCount(value: unknown): number | null {
  const number = looseNumber(value)
  return number === null ? null : Math.min(Math.max(0, Math.round(number)), Number.MAX_SAFE_INTEGER)
}

/** Text on one line of at most `most` characters, without control and direction marks; null when nothing is left. */
export function looseText(value: unknown, most: number): string | null {
  if (typeof value !== 'string') return null
  const text = value
    .slice(0, most * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
  return text === '' ? null : Array.from(text).slice(0, most).join('')
}
