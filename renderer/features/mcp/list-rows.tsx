// Rows of single values: arguments, names of variables. A line break pasted into a row makes more rows.
import { Plus, X } from 'lucide-react'
import { Button, cx, fieldSurface, IconButton } from '../../kit'

interface ListRowsProps {
  label: string
  hint?: string | undefined
  what: string
  values: readonly string[]
  problem: string | null
  onChange: (values: string[]) => void
}

export function ListRows({ label, hint, what, values, problem, onChange }: ListRowsProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1">{label}</legend>
      {values.map((value, at) => (
        <div key={at} className="flex items-center gap-1">
          <input
            aria-label={`${what} ${at + 1}`}
            spellCheck={false}
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(values.map((one, place) => (place === at ? event.target.value : one)))}
            onPaste={(event) => {
              const pasted = event.clipboardData.getData('text')
              const lines = pasted.split(/\r?\n/).filter((line) => line !== '')
              if (value !== '' || lines.length < 2) return
              event.preventDefault()
              onChange([...values.slice(0, at), ...lines, ...values.slice(at + 1)])
            }}
            className={cx(fieldSurface, 'h-7 min-w-0 flex-1 font-mono text-code')}
          />
          <IconButton
            label={`Remove ${what.toLowerCase()} ${at + 1}`}
            icon={X}
            size="sm"
            onClick={() => onChange(values.filter((_value, place) => place !== at))}
          />
        </div>
      ))}
      <div>
        <Button size="sm" variant="plain" icon={Plus} onClick={() => onChange([...values, ''])}>
          Add
        </Button>
      </div>
      {(problem ?? hint) && (
        <div role={problem ? 'alert' : undefined} className={cx('text-small', problem ? 'text-failed' : 'text-muted')}>
          {problem ?? hint}
        </div>
      )}
    </fieldset>
  )
}
