// Buttons with words. `primary` at most once a view; `quiet` is the usual one; `plain` has no ground until hovered.
import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from './cx'

export type ButtonVariant = 'primary' | 'quiet' | 'danger' | 'plain'
export type ButtonSize = 'sm' | 'md'

const variants: Record<ButtonVariant, string> = {
  primary:
    'bg-accent-solid text-on-accent not-disabled:hover:bg-accent-hover disabled:bg-selected disabled:text-muted disabled:opacity-100',
  quiet: 'disabled:opacity-55 border border-edge bg-field text-text not-disabled:hover:bg-hover',
  danger: 'disabled:opacity-55 border border-edge bg-field text-failed not-disabled:hover:bg-failed-soft',
  plain: 'disabled:opacity-55 text-muted not-disabled:hover:bg-hover not-disabled:hover:text-text',
}
const sizes: Record<ButtonSize, string> = { sm: 'h-6 px-2 gap-1', md: 'h-7 px-3 gap-1.5' }

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: LucideIcon
  /** Shows that the act is under way and takes no second press. */
  busy?: boolean
}

export function Button({
  variant = 'quiet',
  size = 'md',
  icon: Icon,
  busy = false,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-md text-ui whitespace-nowrap',
        variants[variant],
        sizes[size],
        className,
      )}
    >
      {busy ? (
        <LoaderCircle aria-hidden size={14} className="animate-turning" />
      ) : (
        Icon && <Icon aria-hidden size={14} />
      )}
      {children}
    </button>
  )
}
