// One field of a form that a server or a tool asks for, drawn by its kind.
import type { ReactNode } from 'react'
import { Checkbox, Field, fieldSurface, Select, TextArea, TextField, cx } from '../kit'
import type { FormField } from './form-schema'
import type { FormValue } from './form-values'

interface FormFieldInputProps {
  field: FormField
  value: FormValue
  problem: string | null
  onChange: (value: FormValue) => void
}

const inputTypes = { email: 'email', uri: 'url', date: 'date', 'date-time': 'text' } as const

export function FormFieldInput({ field, value, problem, onChange }: FormFieldInputProps): ReactNode {
  const text = typeof value === 'string' ? value : ''
  const label = field.required ? `${field.label} (required)` : field.label
  const common = { label, hint: field.description, problem }
  switch (field.kind) {
    case 'text':
      return field.max !== null && field.max > 200 && field.format === null ? (
        <TextArea {...common} value={text} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <TextField
          {...common}
          type={field.format ? inputTypes[field.format] : 'text'}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'number':
      return (
        <TextField
          {...common}
          inputMode={field.whole ? 'numeric' : 'decimal'}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'boolean':
      return <Checkbox label={field.label} hint={field.description} checked={value === true} onChange={onChange} />
    case 'one':
      return (
        <Field {...common}>
          {({ id }) => (
            <Select
              id={id}
              label={label}
              value={text}
              onChange={onChange}
              className="self-start"
              options={[{ value: '', label: 'Choose…', disabled: field.required }, ...field.options]}
            />
          )}
        </Field>
      )
    case 'many':
      return <ManyField field={field} value={Array.isArray(value) ? value : []} problem={problem} onChange={onChange} />
    case 'json':
      return (
        <Field {...common} hint={field.description ?? 'Write this value as JSON.'}>
          {({ id, describedBy, invalid }) => (
            <textarea
              id={id}
              aria-describedby={describedBy}
              aria-invalid={invalid || undefined}
              spellCheck={false}
              value={text}
              onChange={(event) => onChange(event.target.value)}
              className={cx(fieldSurface, 'min-h-16 py-1 font-mono text-code')}
            />
          )}
        </Field>
      )
  }
}

interface ManyFieldProps {
  field: Extract<FormField, { kind: 'many' }>
  value: string[]
  problem: string | null
  onChange: (value: string[]) => void
}

function ManyField({ field, value, problem, onChange }: ManyFieldProps) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1">{field.required ? `${field.label} (required)` : field.label}</legend>
      {field.options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          checked={value.includes(option.value)}
          onChange={(checked) =>
            // In the schema's order, whatever the order of the clicks.
            onChange(
              field.options
                .map((candidate) => candidate.value)
                .filter((name) => (name === option.value ? checked : value.includes(name))),
            )
          }
        />
      ))}
      <div className={cx('text-small', problem ? 'text-failed' : 'text-muted')}>{problem ?? field.description}</div>
    </fieldset>
  )
}
