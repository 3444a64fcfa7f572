// The value of a key with the control that fits it, or as plain text where an edit here would change nothing.
import type { ConfigValue } from '../../../preload/contract/config'
import { Button, Select, Switch, tip } from '../../kit'
import type { ConfigRow } from '../../stores/config/effective-rows'
import { holdsSecret, valueText } from '../../stores/config/key-words'
import { drawLine } from '../../text/visible-text'
import { controlOf, isOverridden, typedNumber } from './control-kind'
import { TextControl } from './text-control'

interface ValueControlProps {
  row: ConfigRow
  /** On its way to the file; undefined when nothing is. Null deletes. */
  pending: ConfigValue | undefined
  onWrite: (value: ConfigValue) => void
  /** Opens the list below the row. */
  onList: () => void
  /** Opens the file at the key. */
  onText: () => void
}

/** A value that is only shown. */
export function ValueText({ path, value }: { path: readonly string[]; value: unknown }) {
  if (value === undefined) return <span className="text-faint">not set</span>
  if (holdsSecret(path, value)) return <code className="text-muted">••••••••</code>
  const text = valueText(value)
  return (
    <code className="block min-w-0 truncate select-text" {...tip(text)}>
      {drawLine(text)}
    </code>
  )
}

export function ValueControl({ row, pending, onWrite, onList, onText }: ValueControlProps) {
  const { key, path, fallback, known, required } = row
  const value = pending === undefined ? row.value : (pending ?? undefined)
  const isFixed = required !== null && required.allowed.length < 2
  if (isOverridden(row) || isFixed) return <ValueText path={path} value={row.value ?? required?.allowed[0]} />
  const kind = controlOf(row)
  const unset = fallback === undefined || fallback === null ? 'not set' : `${valueText(fallback, 60)} (not set)`
  switch (kind) {
    case 'switch':
      return (
        <span className="flex items-center gap-2">
          <Switch label={key} on={(value ?? fallback) === true} onChange={onWrite} />
          {value === undefined && <span className="text-small text-faint">not set</span>}
        </span>
      )
    case 'select': {
      const now = typeof value === 'string' ? value : ''
      const values = [...new Set([...(known?.values ?? []), ...(now === '' ? [] : [now])])]
      const allowed = (one: string) => required === null || required.allowed.includes(one)
      return (
        <Select
          label={key}
          value={now}
          className="max-w-full"
          options={[
            ...(value === undefined ? [{ value: '', label: unset }] : []),
            ...values.map((one) => ({ value: one, label: one, disabled: !allowed(one) })),
          ]}
          onChange={(next) => next !== '' && onWrite(next)}
        />
      )
    }
    case 'integer':
    case 'number':
    case 'text':
      return (
        <TextValue
          row={row}
          text={value === undefined ? '' : String(value)}
          kind={kind}
          placeholder={unset}
          onWrite={onWrite}
        />
      )
    case 'strings':
      return (
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 flex-1">
            <ValueText path={path} value={value} />
          </span>
          <Button size="sm" variant="plain" onClick={onList}>
            Edit list
          </Button>
        </span>
      )
    case 'raw':
      return (
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 flex-1">
            <ValueText path={path} value={value} />
          </span>
          {path[0] !== 'projects' && (
            <Button size="sm" variant="plain" onClick={onText}>
              Edit as text
            </Button>
          )}
        </span>
      )
    default:
      return kind satisfies never
  }
}

interface TextValueProps {
  row: ConfigRow
  text: string
  kind: 'integer' | 'number' | 'text'
  placeholder: string
  onWrite: (value: ConfigValue) => void
}

function TextValue({ row, text, kind, placeholder, onWrite }: TextValueProps) {
  return (
    <TextControl
      label={row.key}
      value={text}
      placeholder={placeholder}
      numeric={kind !== 'text'}
      secret={holdsSecret(row.path, row.value)}
      onTake={(typed) => {
        if (kind === 'text') {
          onWrite(typed)
          return null
        }
        const read = typedNumber(typed, kind)
        if (!read.ok) return read.problem
        onWrite(read.value)
        return null
      }}
    />
  )
}
