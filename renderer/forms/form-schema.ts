// Reads the JSON schema of an elicitation, or of a tool's arguments, into fields to draw. Pure and lenient: what can't be read
// becomes a `json` field. Schemas come from servers: only their first level is walked, and long ones are cut or given up.
import { fields, listIn, numberIn, textIn, type Fields } from '../stores/threads/decode'
import { revealHidden } from '../text/hidden'

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

/** What a form may hold: beyond it JSON is typed instead. Words beyond theirs are cut. */
export const formLimits = { fields: 100, options: 300, label: 120, description: 1000, initial: 20_000 } as const

/** Words of a server for a label: one line, cut, hidden characters spelled out. */
function shown(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text
  return revealHidden(cut, { spaces: false, tabs: false })
    .map((segment) =>
      segment.kind === 'hidden' ? `⟦${segment.label}⟧` : segment.kind === 'newline' ? ' ' : segment.text,
    )
    .join('')
}

const isNull = (schema: unknown): boolean => fields(schema)['type'] === 'null'

/** A schema that may be null is read as what else it may be: `type: ["string", "null"]`, `anyOf: [{…}, {type: "null"}]`. */
function withoutNull(schema: Fields): Fields {
  const { type } = schema
  if (Array.isArray(type)) {
    const others = type.filter((one) => one !== 'null')
    return others.length === 1 ? { ...schema, type: others[0] } : schema
  }
  for (const key of ['anyOf', 'oneOf']) {
    const list = listIn(schema, key)
    const others = list.filter((one) => !isNull(one))
    if (type === undefined && others.length === 1 && others.length < list.length) {
      const { [key]: _choices, ...rest } = schema
      return { ...rest, ...fields(others[0]) }
    }
  }
  return schema
}

const texts = (list: unknown[]) => list.filter((entry): entry is string => typeof entry === 'string')

/** `{const, title}` entries, of oneOf or anyOf. */
function titled(list: unknown[]): FieldOption[] {
  return list.flatMap((entry) => {
    const value = textIn(fields(entry), 'const')
    return value === null ? [] : [{ value, label: shown(textIn(fields(entry), 'title') ?? value, formLimits.label) }]
  })
}

/** Values of `enum`, with the labels of the older `enumNames` where it is given. */
function untitled(schema: Fields): FieldOption[] {
  const names = listIn(schema, 'enumNames')
  return texts(listIn(schema, 'enum')).map((value, index) => {
    const name = names[index]
    return { value, label: shown(typeof name === 'string' ? name : value, formLimits.label) }
  })
}

const optionsOf = (schema: Fields): FieldOption[] => [
  ...titled([...listIn(schema, 'oneOf'), ...listIn(schema, 'anyOf')]),
  ...untitled(schema),
]

function readField(name: string, given: Fields, required: boolean): FormField {
  const schema = withoutNull(given)
  const description = textIn(schema, 'description')
  const base: FieldBase = {
    name,
    label: shown(textIn(schema, 'title') ?? name, formLimits.label),
    description: description === null ? null : shown(description, formLimits.description),
    required,
  }
  const initial = schema['default']
  const options = optionsOf(schema)
  switch (options.length > formLimits.options ? 'too many' : schema['type']) {
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
      if (choices.length > 0 && choices.length <= formLimits.options) {
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
  const json = initial === undefined || initial === null ? '' : JSON.stringify(initial, null, 2)
  return { ...base, kind: 'json', initial: json.length > formLimits.initial ? '' : json }
}

/** The fields of an object schema, in the server's order. Null when it is none, or too large for a form. */
export function readForm(schema: unknown): FormField[] | null {
  const read = fields(schema)
  if (read['type'] !== 'object' || Object.keys(fields(read['properties'])).length > formLimits.fields) return null
  const required = new Set(texts(listIn(read, 'required')))
  return Object.entries(fields(read['properties'])).map(([name, field]) =>
    readField(name, fields(field), required.has(name)),
  )
}
