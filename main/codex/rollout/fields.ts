// Reading single fields of a record that may be anything: each answers null for what is not there or of another kind.

export type Fields = Readonly<Record<string, unknown>>

const none: Fields = {}

/** The value as an object, an empty one when it is none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : none
}

export function textOf(from: Fields, key: string): string | null {
  const value = from[key]
  return typeof value === 'string' ? value : null
}

export function numberOf(from: Fields, key: string): number | null {
  const value = from[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function listOf(from: Fields, key: string): readonly unknown[] {
  const value = from[key]
  return Array.isArray(value) ? value : []
}

/** The texts of a list of content parts (`{type, text}`), joined by line ends. */
export function partsText(parts: readonly unknown[]): string {
  return parts.flatMap((part) => (typeof part === 'string' ? part : (textOf(fieldsOf(part), 'text') ?? []))).join('\n')
}
