// A finding of a review, as a card in a chat and between the lines of a diff. Every word of it is the model's: its title and place are
// drawn with hidden characters shown, its body as Markdown.
import type { ReactNode } from 'react'
import { Badge, cx, type Tone } from '../kit'
import { Markdown } from './markdown'
import { VisibleText } from './visible-text'

export interface ShownFinding {
  title: string
  priority: 0 | 1 | 2 | 3 | null
  /** Markdown; empty when there is none. */
  body: string
}

const tones: Record<0 | 1 | 2 | 3, { tone: Tone; words: string }> = {
  0: { tone: 'failed', words: 'Has to be mended before anything else' },
  1: { tone: 'failed', words: 'Urgent' },
  2: { tone: 'waiting', words: 'Worth mending' },
  3: { tone: 'neutral', words: 'Nice to have' },
}

interface FindingViewProps {
  finding: ShownFinding
  /** "src/a.ts:12-14"; empty where it names no place. */
  where: string
  /** Goes to the place; without it the place is words only. */
  onOpen?: (() => void) | undefined
  /** Before the title: a box to pick it. */
  lead?: ReactNode
  /** Buttons under it. */
  acts?: ReactNode
  /** Dismissed: its title and place only. */
  quiet?: boolean
}

export function FindingView({ finding, where, onOpen, lead, acts, quiet = false }: FindingViewProps) {
  const { title, priority, body } = finding
  return (
    <article
      aria-label={title}
      data-testid="finding"
      data-dismissed={quiet || undefined}
      className={cx('flex min-w-0 flex-col gap-1', quiet && 'text-muted')}
    >
      <div className="flex min-w-0 items-start gap-2">
        {lead}
        {priority !== null && (
          <span className="flex h-5 items-center">
            <Badge tone={quiet ? 'neutral' : tones[priority].tone} title={tones[priority].words}>
              P{priority}
            </Badge>
          </span>
        )}
        <div className="min-w-0 flex-1 select-text">
          <div className={cx('break-words [&_.deck-newline]:hidden!', !quiet && 'font-semibold')}>
            <VisibleText text={title === '' ? 'Without a title' : title} />
          </div>
          {where !== '' &&
            (onOpen ? (
              <button
                type="button"
                onClick={onOpen}
                data-tip="Show in Changes"
                className="max-w-full truncate text-left text-accent select-text hover:underline"
              >
                <code>
                  <VisibleText text={where} />
                </code>
              </button>
            ) : (
              <code className="block truncate text-muted" data-tip={where}>
                <VisibleText text={where} />
              </code>
            ))}
        </div>
      </div>
      {!quiet && body !== '' && (
        <div className="min-w-0 select-text">
          <Markdown text={body} />
        </div>
      )}
      {acts && <div className="flex flex-wrap items-center gap-1.5">{acts}</div>}
    </article>
  )
}
