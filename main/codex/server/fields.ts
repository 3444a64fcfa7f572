// Reading single fields from what Codex sent, leniently: a field that is absent or of another type is undefined. Nothing is
// validated as a whole, so a new Codex with more or other fields doesn't break us.

export type Fields = Readonly<Record<string, unknown>>

/** `value` as an object to read fields from; an empty one if it isn't an object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

export function stringField(value: unknown, name: string): string | undefined {
  const field = fieldsOf(value)[name]
  return typeof field === 'string' ? field : undefined
}

/** Only the named fields of `value` that are there, as they are. */
export function pickFields(value: unknown, names: readonly string[]): Fields {
  const fields = fieldsOf(value)
  return Object.fromEntries(names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]))
}
