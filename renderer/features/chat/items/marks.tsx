// Items that mark a point in the thread: compaction, sleep, a hook's words.
import { Clock, Webhook } from 'lucide-react'
import type { ReactNode } from 'react'
import { Markdown } from '../../../text/markdown'
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
