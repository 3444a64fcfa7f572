// What stands between the person and a saved file, over the editor: broken, changed by others, refused, not to be written.
import { CircleAlert, Info, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, cx, IconButton } from '../../kit'
import { fileWords, isDirty, type OpenFile } from '../../stores/config/open-file'

interface EditorBannerProps {
  open: OpenFile
  onSides: () => void
  onForgetOutside: () => void
  onInsist: () => void
}

export function EditorBanner({ open, onSides, onForgetOutside, onInsist }: EditorBannerProps) {
  const { base, file, theirs, problems, invalid, saveProblem, outside, problem, recovered } = open
  if (base === null) return null
  const name = fileWords(file)
  const error = problems.find(({ level }) => level === 'error')
  const isToml = file.kind === 'config' || file.kind === 'project-config' || file.kind === 'profile'
  if (theirs !== null)
    return (
      <Strip
        tone="waiting"
        action={
          <Button size="sm" onClick={onSides}>
            Show both sides
          </Button>
        }
      >
        {name} was {theirs.exists ? 'changed' : 'deleted'} by somebody else while you were typing. What you typed is
        kept; choose before you save.
      </Strip>
    )
  if (saveProblem) return <Strip tone="failed">It was not saved: {saveProblem.message}</Strip>
  if (invalid)
    return (
      <Strip
        tone="failed"
        action={
          <Button size="sm" variant="danger" onClick={onInsist}>
            Save it all the same
          </Button>
        }
      >
        {base.lossy ? (
          'It was not saved yet: the file as it is holds bytes that are no UTF-8 text. Saving puts this text in their place and keeps a copy of the old file.'
        ) : (
          <>
            It was not saved: Codex would not understand it
            {error?.line != null && ` (line ${error.line})`}.{' '}
            {file.kind === 'config' && 'Codex would go by its defaults.'}
          </>
        )}
      </Strip>
    )
  if (!base.writable)
    return <Strip tone="waiting">{name} can’t be written: its rights or its disk don’t allow it.</Strip>
  if (base.lossy && !isDirty(open))
    return (
      <Strip tone="failed">
        This {name} can’t be read: it is no UTF-8 text. Mend what is shown here and save it; a copy of it as it is now
        is kept first.
      </Strip>
    )
  if (error && !isDirty(open) && isToml && base.exists)
    return (
      <Strip tone="failed">
        This {name} can’t be read{error.line !== null && `: line ${error.line}`}. Codex goes by its defaults until it is
        mended. When you save, a copy of it as it is now is kept first.
      </Strip>
    )
  if (problem) return <Strip tone="waiting">It could not be read again: {problem.message}</Strip>
  if (recovered)
    return (
      <Strip tone="info" action={<IconButton label="Close" icon={X} size="sm" onClick={onForgetOutside} />}>
        What you typed in {name} before the app was closed is here again. It is not saved yet.
      </Strip>
    )
  if (outside)
    return (
      <Strip tone="info" action={<IconButton label="Close" icon={X} size="sm" onClick={onForgetOutside} />}>
        {name} was changed by somebody else; this is what it says now.
      </Strip>
    )
  return null
}

interface StripProps {
  tone: 'info' | 'waiting' | 'failed'
  action?: ReactNode
  children: ReactNode
}

const grounds = { info: 'bg-hover', waiting: 'bg-waiting-soft', failed: 'bg-failed-soft' } as const
const inks = { info: 'text-muted', waiting: 'text-waiting', failed: 'text-failed' } as const

function Strip({ tone, action, children }: StripProps) {
  const Icon = tone === 'info' ? Info : CircleAlert
  return (
    <div
      role={tone === 'info' ? 'status' : 'alert'}
      data-testid="editor-banner"
      className={cx('flex shrink-0 flex-wrap items-center justify-end gap-2 rounded-md px-2 py-1', grounds[tone])}
    >
      <span className="flex min-w-0 flex-1 basis-56 items-start gap-2">
        <Icon aria-hidden size={14} className={cx('mt-0.5 shrink-0', inks[tone])} />
        <span className="min-w-0 flex-1 break-words select-text">{children}</span>
      </span>
      {action}
    </div>
  )
}
