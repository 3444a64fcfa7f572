// A short word or a count with a ground: states and numbers, never sentences.
import type { ReactNode } from 'react'
import { cx } from './cx'

export type Tone = 'neutral' | 'accent' | 'running' | 'waiting' | 'failed' | 'added' | 'removed'

const tones: Record<Tone, string> = {
  neutral: 'bg-hover text-muted',
  accent: 'bg-accent-soft text-accent',
  running: 'bg-running-soft text-running',
  waiting: 'bg-waiting-soft text-waiting',
  failed: 'bg-failed-soft text-failed',
  added: 'bg-added-soft text-added',
  removed: 'bg-removed-soft text-removed',
}

interface BadgeProps {
  tone?: Tone
  testId?: string
  title?: string
  children: ReactNode
}

export function Badge({ tone = 'neutral', testId, title, children }: BadgeProps) {
  return (
    <span
      data-testid={testId}
      data-tip={title}
      className={cx(
        'inline-flex h-[18px] min-w-[18px] shrink-0 items-center justify-center gap-1 rounded-sm px-1.5 text-small whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}
