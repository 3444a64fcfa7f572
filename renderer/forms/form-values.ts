// From what was typed into such a form to what is sent, and what is wrong with it in words. Pure.
import type { JsonValue } from '@protocol/serde_json/JsonValue'
import type { FormField, TextFormat } from './form-schema'

export type FormValue = string | boolean | string[]
export type FormValues = Record<string, FormValue>

/** What the form holds before anything is typed. */
export function initialValues(form: readonly FormField[]): FormValues {
  return Object.fromEntries(form.map((field) => [field.name, field.initial]))
}

const formatProblems: Record<TextFormat, { fits: (text: string) => boolean; words: string }> = {
  email: { fits: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), words: 'Enter an e-mail address.' },
  uri: { fits: (text) => URL.canParse(text), words: 'Enter a full address, such as https://example.org.' },
  date: {
    fits: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
    words: 'Enter a date as YYYY-MM-DD.',
  },
  'date-time': {
    fits: (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text)),
    words: 'Enter a date and time, such as 2026-03-01T09:30:00Z.',
  },
}

const within = (count: number, min: number | null, max: number | null, what: string): string | null => {
  if (min !== null && count < min) return `At least ${min}${what}.`
  if (max !== null && count > max) return `At most ${max}${what}.`
  return null
}

/** What is wrong with one field, in words; null when nothing is. */
export function problemOf(field: FormField, value: FormValue | undefined): string | null {
  const missing = field.required ? 'This is required.' : null
  switch (field.kind) {
    case 'boolean':
      return null
    case 'one':
      if (!value) return missing
      return field.options.some((option) => option.value === value) ? null : 'Choose one of the options.'
    case 'many': {
      const chosen = Array.isArray(value) ? value : []
      if (chosen.length === 0 && !field.required) return null
      return chosen.length === 0 ? missing : within(chosen.length, field.min, field.max, ' choices')
    }
    case 'text': {
      const text = typeof value === 'string' ? value : ''
      if (text === '') return missing
      if (field.format && !formatProblems[field.format].fits(text)) return formatProblems[field.format].words
      return within([...text].length, field.min, field.max, ' characters')
    }
    case 'number': {
      const text = typeof value === 'string' ? value.trim() : ''
      if (text === '') return missing
      const number = Number(text)
      if (!Number.isFinite(number)) return 'Enter a number.'
      if (field.whole && !Number.isInteger(number)) return 'Enter a whole number.'
      return within(number, field.min, field.max, '')
    }
    case 'json': {
      const text = typeof value === 'string' ? value.trim() : ''
      if (text === '') return missing
      return readJson(text).ok ? null : 'This is not valid JSON.'
    }
  }
}

/** Problems by field name; empty when the form can be sent. */
export function problemsOf(form: readonly FormField[], values: FormValues): Record<string, string> {
  // Gathered as entries: a field may be named __proto__.
  return Object.fromEntries(
    form.flatMap((field) => {
      const problem = problemOf(field, values[field.name])
      return problem ? [[field.name, problem]] : []
    }),
  )
}

function readJson(text: string): { ok: true; value: JsonValue } | { ok: false } {
  try {
    // JSON.parse answers nothing but JSON values: a parsed boundary.
    return { ok: true, value: JSON.parse(text) as JsonValue }
  } catch {
    return { ok: false }
  }
}

/** The `content` of an accepted form. Optional fields that were left empty are left out. Expects a form without problems. */
export function contentOf(form: readonly FormField[], values: FormValues): { [name: string]: JsonValue } {
  const content: [string, JsonValue][] = []
  for (const field of form) {
    const value = values[field.name]
    if (field.kind === 'boolean') {
      content.push([field.name, value === true])
    } else if (field.kind === 'many') {
      if (Array.isArray(value) && (value.length > 0 || field.required)) content.push([field.name, value])
    } else if (typeof value === 'string' && value.trim() !== '') {
      if (field.kind === 'number') content.push([field.name, Number(value)])
      else if (field.kind === 'json') {
        const read = readJson(value)
        if (read.ok) content.push([field.name, read.value])
      } else content.push([field.name, value])
    }
  }
  return Object.fromEntries(content)
}
