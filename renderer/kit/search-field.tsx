// The field above a list that leaves what has the words. Escape empties it first.
import { cx } from './cx'
import { fieldSurface } from './text-field'

interface SearchFieldProps {
  /** For screen readers; also what is drawn while it is empty, unless `placeholder` says more. */
  label: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
  className?: string
}

export function SearchField({ label, placeholder = label, value, onChange, className }: SearchFieldProps) {
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || value === '') return
        event.preventDefault()
        onChange('')
      }}
      className={cx(fieldSurface, 'h-7', className)}
    />
  )
}
