// A choice whose options each need a sentence: radio buttons one under the other.
import { useId, type ReactNode } from 'react'
import { cx } from './cx'

export interface Choice {
  value: string
  label: ReactNode
  /** What it means in practice. */
  about?: ReactNode
  danger?: boolean
  disabled?: boolean
}

interface ChoiceListProps {
  /** Accessible name. */
  label: string
  value: string
  options: readonly Choice[]
  disabled?: boolean
  onChange: (value: string) => void
}

export function ChoiceList({ label, value, options, disabled = false, onChange }: ChoiceListProps) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className="flex flex-col gap-1">
      {options.map((option) => (
        <label
          key={option.value}
          className={cx('flex items-start gap-2', (disabled || option.disabled) && 'opacity-60')}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={disabled || option.disabled}
            onChange={() => onChange(option.value)}
            className="mt-[3px] size-3.5 shrink-0"
          />
          <span className="min-w-0">
            <span className={cx(option.danger ? 'font-semibold text-failed' : 'text-text')}>{option.label}</span>
            {option.about && (
              <span
                className={cx(
                  'block text-small',
                  option.danger && option.value === value ? 'text-failed' : 'text-muted',
                )}
              >
                {option.about}
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  )
}
