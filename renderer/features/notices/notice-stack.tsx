// Notices as a stack at the foot of the sidebar, where they cover neither the composer nor a request. What is only to know goes by itself; an error stays until it is dismissed.
import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button, CollapsibleRow, CopyButton, IconButton, cx } from '../../kit'
import { useNotices, type ShownNotice } from '../../stores/app/notices'
import { VisibleText } from '../../text/visible-text'

/** How long a notice stays, in ms; null: until dismissed. */
const stays: Record<ShownNotice['level'], number | null> = { info: 7_000, warning: 15_000, error: null }
const looks = {
  info: { icon: Info, tone: 'text-muted' },
  warning: { icon: TriangleAlert, tone: 'text-waiting' },
  error: { icon: CircleAlert, tone: 'text-failed' },
} as const

export function NoticeStack() {
  const notices = useNotices((state) => state.notices)
  const stack = useRef<HTMLDivElement>(null)
  // Where there are more than fit, the newest is in view.
  const newest = notices.at(-1)?.id
  useEffect(() => {
    if (stack.current !== null) stack.current.scrollTop = stack.current.scrollHeight
  }, [newest])
  return (
    <div
      ref={stack}
      role="region"
      aria-label="Notices"
      className="pointer-events-none fixed bottom-[100px] -left-3 z-50 flex max-h-[60vh] w-[calc(var(--notices-width)+24px)] max-w-[calc(100%+24px)] flex-col gap-2 overflow-y-auto p-6 [scrollbar-width:none]"
    >
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function NoticeCard({ notice }: { notice: ShownNotice }) {
  const dismiss = useNotices((state) => state.dismiss)
  const [held, setHeld] = useState(false)
  const staysMs = stays[notice.level]
  useEffect(() => {
    if (staysMs === null || held) return
    const timer = setTimeout(() => dismiss(notice.id), staysMs)
    return () => clearTimeout(timer)
  }, [staysMs, held, notice.id, dismiss])

  const { icon: Icon, tone } = looks[notice.level]
  return (
    <div
      role={notice.level === 'error' ? 'alert' : 'status'}
      data-testid="notice"
      data-level={notice.level}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="animate-appear pointer-events-auto flex shrink-0 items-start gap-2 rounded-md bg-raised p-3 shadow-float"
    >
      <Icon aria-hidden size={16} className={cx('mt-0.5 shrink-0', tone)} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="max-h-40 overflow-y-auto break-words [&_.deck-newline]:hidden!">
          <VisibleText text={notice.message} />
        </div>
        {notice.detail && (
          <CollapsibleRow
            summary={<span className="text-small text-muted">Details</span>}
            trailing={<CopyButton text={`${notice.message}\n\n${notice.detail}`} label="Copy details" />}
          >
            <pre className="max-h-48 overflow-auto rounded-sm bg-sunken p-2 break-all whitespace-pre-wrap [&_.deck-newline]:hidden!">
              <VisibleText text={notice.detail} />
            </pre>
          </CollapsibleRow>
        )}
        {notice.action && (
          <div>
            <Button
              size="sm"
              onClick={() => {
                notice.action?.run()
                dismiss(notice.id)
              }}
            >
              {notice.action.label}
            </Button>
          </div>
        )}
      </div>
      <IconButton label="Dismiss" icon={X} size="sm" onClick={() => dismiss(notice.id)} />
    </div>
  )
}
