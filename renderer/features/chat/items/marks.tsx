// Items that mark a point in the thread: review mode, compaction, sleep, a hook's words.
import { Clock, FileSearch, Webhook } from 'lucide-react'
import type { ReactNode } from 'react'
import { Markdown } from '../../../text/markdown'
import { CopyButton } from '../copy-button'
import { formatDuration } from '../durations'
import type { ItemViewProps } from './item-view'
import { ToolRow } from './tool-row'

/** A hairline with a word in it. */
export function Divider({ children }: { children: ReactNode }) {
  return (
    <div role="separator" className="my-2 flex items-center gap-2 text-small text-faint">
      <span className="h-px flex-1 bg-line" />
      {children}
      <span className="h-px flex-1 bg-line" />
    </div>
  )
}

export function ContextCompaction({ live }: ItemViewProps<'contextCompaction'>) {
  return <Divider>{live ? 'Compacting the conversation…' : 'Conversation compacted'}</Divider>
}

export function EnteredReviewMode({ item }: ItemViewProps<'enteredReviewMode'>) {
  return (
    <ToolRow
      id={item.id}
      icon={<FileSearch size={14} />}
      title={
        item.review.trim() === '' ? 'Review started' : `Review started: ${item.review.trim().split('\n', 1)[0] ?? ''}`
      }
    />
  )
}

export function ExitedReviewMode({ item }: ItemViewProps<'exitedReviewMode'>) {
  return (
    <section aria-label="Review" className="group/copy my-2 rounded-md border border-line px-3 py-2">
      <div className="mb-1 flex items-center gap-1.5 text-small text-muted">
        <FileSearch size={14} aria-hidden />
        <span className="flex-1">Review</span>
        <CopyButton text={() => item.review} label="Copy review" />
      </div>
      {item.review.trim() === '' ? (
        <p className="text-muted">The review ended without findings in words.</p>
      ) : (
        <div className="select-text">
          <Markdown text={item.review} />
        </div>
      )}
    </section>
  )
}

export function Sleep({ item, live }: ItemViewProps<'sleep'>) {
  const length = formatDuration(item.durationMs)
  return (
    <ToolRow
      id={item.id}
      icon={<Clock size={14} />}
      tone={live ? 'running' : 'quiet'}
      title={live ? `Waiting ${length}` : `Waited ${length}`}
    />
  )
}

export function HookPrompt({ item }: ItemViewProps<'hookPrompt'>) {
  return (
    <ToolRow
      id={item.id}
      icon={<Webhook size={14} />}
      title="A hook added instructions"
      renderBody={() => (
        <div className="flex flex-col gap-2 select-text">
          {item.fragments.map((fragment, index) => (
            <Markdown key={index} text={typeof fragment.text === 'string' ? fragment.text : ''} />
          ))}
        </div>
      )}
    />
  )
}
