// One setting: its words at the left, its control at the right, what is wrong with it below.
import type { ReactNode } from 'react'

interface SettingRowProps {
  title: ReactNode
  about?: ReactNode
  children?: ReactNode
  /** Why the last change of it failed. */
  problem?: string | null
  /** What else is to be known of it. */
  note?: ReactNode
}

export function SettingRow({ title, about, children, problem, note }: SettingRowProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line pb-4 last:border-b-0">
      <div className="min-w-48 flex-1">
        <div>{title}</div>
        {about && <div className="break-words text-muted">{about}</div>}
        {note && <div className="break-words text-waiting">{note}</div>}
        {problem && (
          <div role="alert" className="break-words text-failed select-text">
            {problem}
          </div>
        )}
      </div>
      {children && <div className="flex max-w-full shrink-0 items-center gap-2">{children}</div>}
    </div>
  )
}
