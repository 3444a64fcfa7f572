// The title of a group in a section, with a count and what can be done with the group.
import type { ReactNode } from 'react'

export function GroupTitle({ title, count, children }: { title: string; count?: number; children?: ReactNode }) {
  return (
    <div className="flex min-h-7 items-center gap-2 border-b border-line pb-1">
      <h3 className="min-w-0 flex-1 truncate font-medium">
        {title}
        {count !== undefined && <span className="pl-1.5 font-normal text-faint tabular-nums">{count}</span>}
      </h3>
      {children}
    </div>
  )
}
