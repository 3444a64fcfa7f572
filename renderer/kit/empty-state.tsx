// What an empty list says: what would be here, and what to do next.
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon?: LucideIcon
  title: string
  children?: ReactNode
  action?: ReactNode
  testId?: string
}

export function EmptyState({ icon: Icon, title, children, action, testId }: EmptyStateProps) {
  return (
    <div data-testid={testId} className="flex flex-col items-center gap-2 px-6 py-8 text-center">
      {Icon && <Icon aria-hidden size={20} strokeWidth={1.5} className="text-faint" />}
      <div className="text-ui font-medium">{title}</div>
      {children && <div className="max-w-80 text-muted">{children}</div>}
      {action && <div className="pt-1">{action}</div>}
    </div>
  )
}
