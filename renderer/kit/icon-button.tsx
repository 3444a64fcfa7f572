// A button with a picture only. Its label is both the accessible name and the tooltip.
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from './cx'
import { tip } from './tooltip'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  label: string
  icon: LucideIcon
  shortcut?: string
  size?: 'sm' | 'md'
}

export function IconButton({
  label,
  icon: Icon,
  shortcut,
  size = 'md',
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...tip(label, shortcut)}
      {...rest}
      type={type}
      aria-label={label}
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-md text-muted not-disabled:hover:bg-hover not-disabled:hover:text-text disabled:opacity-45 data-[state=open]:bg-hover',
        size === 'sm' ? 'size-5' : 'size-7',
        className,
      )}
    >
      <Icon aria-hidden size={size === 'sm' ? 14 : 16} />
    </button>
  )
}
