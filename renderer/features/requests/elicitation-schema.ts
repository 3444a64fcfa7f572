// Reads the JSON schema of an elicitation into fields to draw. Pure and lenient: what can't be read becomes a `json` field.
import { fields, listIn, numberIn, textIn, type Fields } from '../../stores/threads/decode'

export interface FieldOption {
  value: string
  label: string
}

interface FieldBase {
  name: string
  label: string
  description: string | null
  required: boolean
}

export type TextFormat = 'email' | 'uri' | 'date' | 'date-time'

export type FormField = FieldBase &
  (
    | { kind: 'text'; format: TextFormat | null; min: number | null; max: number | null; initial: string }
    | { kind: 'number'; whole: boolean; min: number | null; max: number | null; initial: string }
    | { kind: 'boolean'; initial: boolean }
    | { kind: 'one'; options: FieldOption[]; initial: string }
    | { kind: 'many'; options: FieldOption[]; min: number | null; max: number | null; initial: string[] }
    | { kind: 'json'; initial: string }
  )

const formats: readonly string[] = ['email', 'uri', 'date', 'date-time'] satisfies TextFormat[]
const isFormat = (value: string | null): value is TextFormat => value !== null && formats.includes(value)

const texts = (list: unknown[]) => list.filter((entry): entry is string => typeof entry === 'string')

/** `{const, title}` entries, of oneOf or anyOf. */
function titled(list: unknown[]): FieldOption[] {
  return list.flatMap((entry) => {
    const value = textIn(fields(entry), 'const')
    return value === null ? [] : [{ value, label: textIn(fields(entry), 'title') ?? value }]
  })
}

/** Values of `enum`, with the labels of the older `enumNames` where it is given. */
function untitled(schema: Fields): FieldOption[] {
  const names = listIn(schema, 'enumNames')
  return texts(listIn(schema, 'enum')).map((value, index) => {
    const name = names[index]
    return { value, label: typeof name === 'string' ? name : value }
  })
}

const optionsOf = (schema: Fields): FieldOption[] => [
  ...titled([...listIn(schema, 'oneOf'), ...listIn(schema, 'anyOf')]),
  ...untitled(schema),
]

function readField(name: string, schema: Fields, required: boolean): FormField {
  const base: FieldBase = {
    name,
    label: textIn(schema, 'title') ?? name,
    description: textIn(schema, 'description'),
    required,
  }
  const initial = schema['default']
  const options = optionsOf(schema)
  switch (schema['type']) {
    case 'string': {
      const text = typeof initial === 'string' ? initial : ''
      if (options.length > 0) return { ...base, kind: 'one', options, initial: text }
      const format = textIn(schema, 'format')
      return {
        ...base,
        kind: 'text',
        format: isFormat(format) ? format : null,
        min: numberIn(schema, 'minLength'),
        max: numberIn(schema, 'maxLength'),
        initial: text,
      }
    }
    case 'number':
    case 'integer':
      return {
        ...base,
        kind: 'number',
        whole: schema['type'] === 'integer',
        min: numberIn(schema, 'minimum'),
        max: numberIn(schema, 'maximum'),
        initial: typeof initial === 'number' ? String(initial) : '',
      }
    case 'boolean':
      return { ...base, kind: 'boolean', initial: initial === true }
    case 'array': {
      const choices = optionsOf(fields(schema['items']))
      if (choices.length > 0) {
        return {
          ...base,
          kind: 'many',
          options: choices,
          min: numberIn(schema, 'minItems'),
          max: numberIn(schema, 'maxItems'),
          initial: Array.isArray(initial) ? texts(initial) : [],
        }
      }
    }
  }
  return { ...base, kind: 'json', initial: initial === undefined ? '' : JSON.stringify(initial, null, 2) }
}

/** The fields of a `requestedSchema`, in the server's order. Null when it is no object schema. */
export function readForm(schema: unknown): FormField[] | null {
  const read = fields(schema)
  if (read['type'] !== 'object') return null
  const required = new Set(texts(listIn(read, 'required')))
  return Object.entries(fields(read['properties'])).map(([name, field]) =>
    readField(name, fields(field), required.has(name)),
  )
}
