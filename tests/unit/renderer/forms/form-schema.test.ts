import { describe, expect, it } from 'vitest'
import { readForm } from '../../../../renderer/forms/form-schema'

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

describe('a schema of a hostile or careless server', () => {
  it('reads what may also be null as what else it is', () => {
    expect(
      form({
        a: { type: ['string', 'null'] },
        b: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }], default: null, title: 'Bee' },
      }),
    ).toMatchObject([
      { name: 'a', kind: 'text' },
      { name: 'b', kind: 'number', min: 1, label: 'Bee', initial: '' },
    ])
  })

  it('is given up when it has too many fields, and a choice of thousands is typed', () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_none, at) => [`f${at}`, { type: 'string' }]))
    expect(form(many)).toBeNull()
    const options = Array.from({ length: 5000 }, (_none, at) => `o${at}`)
    expect(form({ one: { type: 'string', enum: options } })).toMatchObject([{ kind: 'json' }])
    expect(form({ many: { type: 'array', items: { enum: options } } })).toMatchObject([{ kind: 'json' }])
  })

  it('cuts long words and spells out hidden characters in them', () => {
    const [field] = form({ x: { type: 'string', title: `a\u202Eb\n${'c'.repeat(500)}` } }) ?? []
    expect(field?.label).toMatch(/^a⟦U\+202E⟧b c+…$/)
    expect(field?.label.length).toBeLessThan(140)
  })

  it('keeps a field whose name is __proto__', () => {
    const properties: unknown = JSON.parse('{"__proto__":{"type":"string"}}')
    expect(readForm({ type: 'object', properties, required: ['__proto__'] })).toMatchObject([{ name: '__proto__' }])
  })
})
