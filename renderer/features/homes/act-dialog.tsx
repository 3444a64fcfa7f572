// A dialog around one act on a home: the form with Cancel beside the act, why it failed, then what came of it with Done. It can't be
// closed while the act is under way. What the act is, its user says.
import { useState, type ReactNode } from 'react'
import type { DeckError, Result } from '../../../preload/contract/result'
import { Button, Dialog } from '../../kit'

interface ActDialogProps<T> {
  testId: string
  title: string
  description: ReactNode
  size?: 'sm' | 'md'
  /** The form. */
  children: ReactNode
  /** What the buttons say. */
  actLabel: string
  keepLabel?: string
  danger?: boolean
  /** Null while it can't be done. */
  act: (() => Promise<Result<T>>) | null
  /** What came of it, in place of the form. Without it the dialog closes. */
  report?: (value: T) => ReactNode
  /** More than the words of a failure, below them. */
  more?: (error: DeckError) => ReactNode
  onClose: () => void
}

export function ActDialog<T>(props: ActDialogProps<T>) {
  const { testId, title, description, size = 'sm', children, actLabel, keepLabel = 'Cancel', onClose } = props
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<DeckError | null>(null)
  const [done, setDone] = useState<{ value: T } | null>(null)

  const carryOut = async (): Promise<void> => {
    if (!props.act) return
    setBusy(true)
    setProblem(null)
    const result = await props.act()
    setBusy(false)
    if (!result.ok) setProblem(result.error)
    else if (props.report) setDone({ value: result.value })
    else onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      testId={testId}
      size={size}
      title={title}
      description={description}
      footer={
        done ? (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button variant="plain" disabled={busy} onClick={onClose}>
              {keepLabel}
            </Button>
            <Button
              variant={props.danger ? 'danger' : 'primary'}
              busy={busy}
              disabled={props.act === null}
              onClick={() => void carryOut()}
            >
              {actLabel}
            </Button>
          </>
        )
      }
    >
      {done ? props.report?.(done.value) : children}
      {problem && (
        <div role="alert" className="flex flex-col gap-1 text-failed select-text">
          <p className="break-words">{problem.message}</p>
          {props.more?.(problem)}
        </div>
      )}
    </Dialog>
  )
}
