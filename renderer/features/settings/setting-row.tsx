// One setting: its words at the left, its control at the right.
import type { ReactNode } from 'react'

interface SettingRowProps {
  title: string
  about?: ReactNode
  children?: ReactNode
}

export function SettingRow({ title, about, children }: SettingRowProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line pb-4 last:border-b-0">
      <div className="min-w-48 flex-1">
        <div>{title}</div>
        {about && <div className="break-words text-muted">{about}</div>}
      </div>
      {children && <div className="flex shrink-0 items-center gap-2">{children}</div>}
    </div>
  )
}
