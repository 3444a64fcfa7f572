// A titled part of a server's details.
import type { ReactNode } from 'react'

export function Part({
  title,
  action = null,
  children,
}: {
  title: ReactNode
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="flex flex-col gap-1">
      <div className="flex min-h-6 items-center gap-2">
        <h4 className="flex-1 font-semibold">{title}</h4>
        {action}
      </div>
      {children}
    </section>
  )
}
