import { describe, expect, it } from 'vitest'
import { readForm } from '../../../../../renderer/features/requests/elicitation-schema'

const form = (properties: object, required: string[] = []) => readForm({ type: 'object', properties, required })

describe('a form from a JSON schema', () => {
  it('is none when the schema is no object', () => {
    expect(readForm(null)).toBeNull()
    expect(readForm({ type: 'string' })).toBeNull()
  })

  it('keeps the order, the titles, the defaults and what is required', () => {
    const fields = form(
      {
        name: { type: 'string', title: 'Your name', minLength: 2, maxLength: 30 },
        mail: { type: 'string', format: 'email', default: 'ada@example.org' },
        age: { type: 'integer', minimum: 0, maximum: 150 },
        ratio: { type: 'number', default: 0.5 },
        news: { type: 'boolean', default: true, description: 'Once a month' },
      },
      ['name'],
    )
    expect(fields).toMatchObject([
      { name: 'name', label: 'Your name', kind: 'text', required: true, min: 2, max: 30, format: null },
      { name: 'mail', kind: 'text', format: 'email', initial: 'ada@example.org', required: false },
      { name: 'age', kind: 'number', whole: true, min: 0, max: 150 },
      { name: 'ratio', kind: 'number', whole: false, initial: '0.5' },
      { name: 'news', kind: 'boolean', initial: true, description: 'Once a month' },
    ])
  })

  it('reads every spelling of a choice', () => {
    const fields = form({
      plain: { type: 'string', enum: ['a', 'b'] },
      named: { type: 'string', enum: ['a', 'b'], enumNames: ['Ay', 'Bee'] },
      titled: { type: 'string', oneOf: [{ const: 'a', title: 'Ay' }] },
      several: { type: 'array', items: { type: 'string', enum: ['x', 'y'] }, minItems: 1, default: ['x'] },
      severalTitled: { type: 'array', items: { anyOf: [{ const: 'x', title: 'Ex' }] } },
    })
    expect(fields).toMatchObject([
      {
        kind: 'one',
        options: [
          { value: 'a', label: 'a' },
          { value: 'b', label: 'b' },
        ],
      },
      {
        kind: 'one',
        options: [
          { value: 'a', label: 'Ay' },
          { value: 'b', label: 'Bee' },
        ],
      },
      { kind: 'one', options: [{ value: 'a', label: 'Ay' }] },
      { kind: 'many', options: [{ value: 'x' }, { value: 'y' }], min: 1, initial: ['x'] },
      { kind: 'many', options: [{ value: 'x', label: 'Ex' }] },
    ])
  })

  it('takes what it does not know as JSON to be typed', () => {
    expect(form({ odd: { type: 'object', default: { a: 1 } }, list: { type: 'array', items: {} } })).toMatchObject([
      { name: 'odd', kind: 'json', initial: '{\n  "a": 1\n}' },
      { name: 'list', kind: 'json', initial: '' },
    ])
  })
})
