// The model's reasoning: its latest heading in one line, everything it disclosed when opened.
import { Brain } from 'lucide-react'
import { Markdown } from '../../../text/markdown'
import type { ItemViewProps } from './item-view'
import { ToolRow } from './tool-row'

/** The heading of a summary part ("**Looking at the parser**"), else its first line. */
export function headingOf(part: string): string {
  const bold = /^\s*\*\*(.+?)\*\*/.exec(part)
  const line = bold?.[1] ?? part.trim().split('\n', 1)[0] ?? ''
  return line.replace(/[*_`#]/g, '').trim()
}

export function Reasoning({ item, live }: ItemViewProps<'reasoning'>) {
  const latest = item.summary.findLast((part) => part.trim() !== '')
  const heading = latest === undefined ? '' : headingOf(latest)
  const title = heading === '' ? (live ? 'Thinking…' : 'Thought') : heading
  return (
    <ToolRow
      id={item.id}
      icon={<Brain size={14} />}
      tone={live ? 'running' : 'quiet'}
      title={<span className="italic">{title}</span>}
      renderBody={() => (
        <div className="text-muted select-text">
          <Markdown text={item.summary.join('\n\n')} streaming={live} />
          {item.content.length > 0 && <Markdown text={item.content.join('\n\n')} streaming={live} />}
        </div>
      )}
    />
  )
}
