// Names with values, one pair a row: headers, variables, parameters. What more a row has (a key to the keychain), its caller draws.
import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, cx, fieldSurface, IconButton } from '../kit'

/** A row: both as typed. */
export interface NamedValue {
  readonly name: string
  readonly value: string
}

interface PairRowsProps<Row extends NamedValue> {
  label: string
  hint?: ReactNode
  /** What a row is called: "header". */
  one: string
  rows: readonly Row[]
  /** What "Add" appends. */
  blank: Row
  namePlaceholder?: string
  valuePlaceholder?: string | ((row: Row) => string)
  /** Why it can't be written as it is. */
  problem?: string | null | undefined
  /** What the person should know, though it can be written. */
  warning?: string | null
  /** Hides what is typed. */
  isHidden?: (row: Row) => boolean
  /** Between the value and the button that removes the row. */
  beside?: (row: Row, change: (row: Row) => void) => ReactNode
  below?: (row: Row) => ReactNode
  /** What becomes of a row as its value is typed; the value alone unless given. */
  typed?: (row: Row, value: string) => Row
  onChange: (rows: Row[]) => void
}

/** Rows have no name of their own; they are only added at the end. */
export function PairRows<Row extends NamedValue>({
  label,
  hint,
  one,
  rows,
  blank,
  namePlaceholder = 'Name',
  valuePlaceholder = 'Value',
  problem,
  warning,
  isHidden,
  beside,
  below,
  typed = (row, value) => ({ ...row, value }),
  onChange,
}: PairRowsProps<Row>) {
  const put = (at: number, row: Row): void => onChange(rows.map((other, place) => (place === at ? row : other)))
  const field = 'h-7 font-mono text-code'
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1">{label}</legend>
      {hint && <p className="text-small text-muted">{hint}</p>}
      {rows.map((row, at) => (
        <div key={at} className="flex flex-col gap-0.5">
          <div className="flex items-center gap-1">
            <input
              aria-label={`Name of ${one} ${at + 1}`}
              placeholder={namePlaceholder}
              spellCheck={false}
              autoComplete="off"
              // The button that made the row is where the person was; what they do next is name it.
              autoFocus={row.name === '' && row.value === '' && at === rows.length - 1}
              value={row.name}
              onChange={(event) => put(at, { ...row, name: event.target.value })}
              className={cx(fieldSurface, field, 'w-2/5! shrink-0')}
            />
            <input
              aria-label={`Value of ${one} ${at + 1}`}
              placeholder={typeof valuePlaceholder === 'string' ? valuePlaceholder : valuePlaceholder(row)}
              type={isHidden?.(row) ? 'password' : 'text'}
              spellCheck={false}
              autoComplete="off"
              value={row.value}
              onChange={(event) => put(at, typed(row, event.target.value))}
              className={cx(fieldSurface, field, 'min-w-0 flex-1')}
            />
            {beside?.(row, (changed) => put(at, changed))}
            <IconButton
              label={`Remove ${row.name === '' ? `${one} ${at + 1}` : row.name}`}
              icon={X}
              size="sm"
              onClick={() => onChange(rows.filter((_row, place) => place !== at))}
            />
          </div>
          {below?.(row)}
        </div>
      ))}
      {warning && <p className="text-small text-waiting">{warning}</p>}
      {problem && (
        <p role="alert" className="text-small text-failed">
          {problem}
        </p>
      )}
      <div>
        <Button size="sm" variant="plain" icon={Plus} onClick={() => onChange([...rows, blank])}>
          Add a {one}
        </Button>
      </div>
    </fieldset>
  )
}
