// A modal dialog: title, words, content, buttons. Escape and the scrim close it; focus starts where `initialFocus` says
// (by default on the dialog itself, so that no Enter falls on a button) and goes back afterwards.
import { Dialog as Radix } from 'radix-ui'
import { useRef, type ReactNode, type RefObject } from 'react'
import { cx } from './cx'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  children?: ReactNode
  /** The row of buttons, the safest one first in reading order. */
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  initialFocus?: RefObject<HTMLElement | null>
  testId?: string
}

const widths = { sm: 'w-[400px]', md: 'w-[520px]', lg: 'w-[760px]' }

export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, children, footer, size = 'sm', initialFocus, testId } = props
  const box = useRef<HTMLDivElement>(null)
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="animate-appear fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          ref={box}
          data-testid={testId}
          tabIndex={-1}
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            ;(initialFocus?.current ?? box.current)?.focus()
          }}
          className={cx(
            'animate-appear fixed top-[18%] left-1/2 z-40 flex max-h-[72vh] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col overflow-hidden rounded-lg bg-raised shadow-float outline-none',
            widths[size],
          )}
        >
          <div className="flex min-h-0 flex-col gap-3 overflow-y-auto px-5 pt-5 pb-4">
            <Radix.Title className="text-title font-semibold break-words">{title}</Radix.Title>
            {description && (
              <Radix.Description asChild>
                <div className="text-muted">{description}</div>
              </Radix.Description>
            )}
            {children}
          </div>
          {footer && (
            <div className="flex shrink-0 flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
