// A labelled field of one or several lines, with a hint and a problem in words.
import { useId, type ComponentProps, type ReactNode } from 'react'
import { cx } from './cx'

interface FieldProps {
  label: string
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean
  hint?: ReactNode
  problem?: string | null
}

export const fieldSurface =
  'w-full rounded-md border border-edge bg-field px-2 text-ui text-text focus-visible:border-accent focus-visible:outline-offset-0 disabled:opacity-55 aria-invalid:border-failed'

/** Draws the label, hint and problem around a control, and gives it the ids that tie them together. */
export function Field({
  label,
  hideLabel,
  hint,
  problem,
  children,
}: FieldProps & { children: (ids: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode }) {
  const id = useId()
  const describedBy = problem || hint ? `${id}-about` : undefined
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-ui text-text'}>
        {label}
      </label>
      {children({ id, describedBy, invalid: Boolean(problem) })}
      {describedBy && (
        <div id={describedBy} className={cx('text-small', problem ? 'text-failed' : 'text-muted')}>
          {problem || hint}
        </div>
      )}
    </div>
  )
}

export function TextField({
  label,
  hideLabel,
  hint,
  problem,
  className,
  ...rest
}: FieldProps & ComponentProps<'input'>) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} problem={problem}>
      {({ id, describedBy, invalid }) => (
        <input
          {...rest}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          className={cx(fieldSurface, 'h-7', className)}
        />
      )}
    </Field>
  )
}

export function TextArea({
  label,
  hideLabel,
  hint,
  problem,
  className,
  ...rest
}: FieldProps & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} problem={problem}>
      {({ id, describedBy, invalid }) => (
        <textarea
          {...rest}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          className={cx(fieldSurface, 'min-h-16 resize-y py-1', className)}
        />
      )}
    </Field>
  )
}
