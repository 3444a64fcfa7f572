// A choice among a few, as the system's own select: keyboard, type-ahead and screen readers come with it.
import { ChevronsUpDown } from 'lucide-react'
import { cx } from './cx'

export interface SelectOption {
  value: string
  label: string
  disabled?: boolean
}

interface SelectProps {
  /** Accessible name. */
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly SelectOption[]
  disabled?: boolean
  id?: string
  className?: string
}

export function Select({ label, value, onChange, options, disabled, id, className }: SelectProps) {
  return (
    <span className={cx('relative inline-flex', className)}>
      <select
        id={id}
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 w-full appearance-none rounded-md border border-edge bg-field pr-7 pl-2 text-ui text-text disabled:opacity-55"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronsUpDown aria-hidden size={12} className="pointer-events-none absolute top-2 right-2 text-faint" />
    </span>
  )
}
