// The project's trust as a small word that can be pressed to change it.
import { ShieldCheck, ShieldQuestion, Lock, type LucideIcon } from 'lucide-react'
import type { Project, Trust } from '../../../preload/contract/model'
import { cx, tip } from '../../kit'

const looks: Record<Trust, { icon: LucideIcon; word: string; about: string; tone: string }> = {
  trusted: {
    icon: ShieldCheck,
    word: 'Trusted',
    about: 'You trust this folder. Press to change it.',
    tone: 'text-muted',
  },
  restricted: {
    icon: Lock,
    word: 'Read-only',
    about: 'You keep this folder read-only. Press to change it.',
    tone: 'text-waiting',
  },
  unasked: {
    icon: ShieldQuestion,
    word: 'Not trusted yet',
    about: 'Read-only until you trust this folder. Press to decide.',
    tone: 'text-waiting',
  },
}

interface TrustChipProps {
  project: Project
  onOpen: () => void
  /** Only the picture, for rows. */
  compact?: boolean
}

export function TrustChip({ project, onOpen, compact = false }: TrustChipProps) {
  const { icon: Icon, word, about, tone } = looks[project.trust]
  return (
    <button
      type="button"
      {...tip(about)}
      aria-label={`Trust: ${word}`}
      data-testid="trust-chip"
      data-trust={project.trust}
      onClick={onOpen}
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-sm text-small hover:bg-hover',
        compact ? 'w-5 justify-center' : 'px-1.5',
        tone,
      )}
    >
      <Icon aria-hidden size={13} />
      {!compact && <span className="@max-2xl:hidden">{word}</span>}
    </button>
  )
}
