// Reads fields of what Codex sent without trusting their types: a newer or older Codex may send something else. Pure.

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The field's text, or '' if it is none. */
export function textField(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

export function numberField(fields: Fields, name: string): number | null {
  const value = fields[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** The field's list, or an empty one. */
export function listField(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name]
  return Array.isArray(value) ? value : []
}

/** The texts of a list field. */
export function textsField(fields: Fields, name: string): string[] {
  return listField(fields, name).filter((value): value is string => typeof value === 'string')
}

/** Any value as readable text: texts as they are, the rest as indented JSON. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return JSON.stringify(value, null, 2) ?? ''
}
