import { describe, expect, it } from 'vitest'
import { readForm, type FormField } from '../../../../renderer/forms/form-schema'
import { contentOf, initialValues, problemOf, problemsOf } from '../../../../renderer/forms/form-values'

function only(schema: object, required = false): FormField {
  const field = readForm({ type: 'object', properties: { it: schema }, required: required ? ['it'] : [] })?.[0]
  if (!field) throw new Error('the schema has no field')
  return field
}

describe('what is wrong with a field', () => {
  it.each([
    [{ type: 'string', format: 'email' }, 'nobody', /e-mail/],
    [{ type: 'string', format: 'uri' }, 'example', /full address/],
    [{ type: 'string', format: 'date' }, '2026-13-40', /YYYY-MM-DD/],
    [{ type: 'string', format: 'date-time' }, 'tomorrow', /date and time/],
    [{ type: 'string', minLength: 3 }, 'ab', /At least 3 characters/],
    [{ type: 'string', maxLength: 3 }, 'abcd', /At most 3 characters/],
    [{ type: 'number' }, 'many', /number/],
    [{ type: 'integer' }, '1.5', /whole/],
    [{ type: 'integer', minimum: 1 }, '0', /At least 1/],
    [{ type: 'number', maximum: 2 }, '2.5', /At most 2/],
    [{ type: 'string', enum: ['a'] }, 'b', /one of/],
    [{ type: 'object' }, '{', /JSON/],
  ])('%j with %j', (schema, value, words) => {
    expect(problemOf(only(schema), value)).toMatch(words)
  })

  it('counts the choices of a list', () => {
    const field = only({ type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 2, maxItems: 2 })
    expect(problemOf(field, ['a'])).toMatch(/At least 2/)
    expect(problemOf(field, ['a', 'b', 'c'])).toMatch(/At most 2/)
    expect(problemOf(field, ['a', 'b'])).toBeNull()
    expect(problemOf(field, [])).toBeNull()
  })

  it('is nothing for an empty field that is not required, else that it is', () => {
    expect(problemOf(only({ type: 'string' }), '')).toBeNull()
    expect(problemOf(only({ type: 'string' }, true), '')).toBe('This is required.')
    expect(problemOf(only({ type: 'integer' }, true), ' ')).toBe('This is required.')
    expect(problemOf(only({ type: 'array', items: { enum: ['a'] } }, true), [])).toBe('This is required.')
  })
})

describe('the content that is sent', () => {
  const form =
    readForm({
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string' },
        age: { type: 'integer' },
        news: { type: 'boolean' },
        colours: { type: 'array', items: { enum: ['red', 'blue'] } },
        nick: { type: 'string' },
        extra: { type: 'object' },
      },
    }) ?? []

  it('has each value in its own type and leaves empty ones out', () => {
    const values = { ...initialValues(form), name: 'Ada', age: '36', colours: ['red'], extra: '{"a":[1]}' }
    expect(problemsOf(form, values)).toEqual({})
    expect(contentOf(form, values)).toEqual({ name: 'Ada', age: 36, news: false, colours: ['red'], extra: { a: [1] } })
  })

  it('is not sendable while something required is missing', () => {
    expect(problemsOf(form, initialValues(form))).toEqual({ name: 'This is required.' })
  })
})

it('loses no field that is named __proto__', () => {
  const properties: unknown = JSON.parse('{"__proto__":{"type":"string"}}')
  const form = readForm({ type: 'object', properties, required: ['__proto__'] }) ?? []
  expect(Object.entries(problemsOf(form, initialValues(form)))).toEqual([['__proto__', 'This is required.']])
  const values: Record<string, string> = JSON.parse('{"__proto__":"x"}')
  expect(JSON.stringify(contentOf(form, values))).toBe('{"__proto__":"x"}')
})
