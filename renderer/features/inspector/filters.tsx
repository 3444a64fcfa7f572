// What the timeline shows: a word to look for and a switch for each kind, with how many rows there are of it.
import { Search, X } from 'lucide-react'
import type { InspectorKind } from '../../../preload/contract/inspection'
import { cx, fieldSurface, IconButton } from '../../kit'
import { kindOrder, useInspector } from '../../stores/sessions/inspector'
import { kindLooks } from './kinds'

/** The words to look for. */
export function FilterField() {
  const text = useInspector((state) => state.text)
  const setText = useInspector((state) => state.setText)
  return (
    <div className="relative min-w-0 flex-1">
      <Search aria-hidden size={14} className="pointer-events-none absolute top-1.5 left-2 text-faint" />
      <input
        type="text"
        aria-label="Filter the timeline"
        placeholder="Filter"
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return
          event.stopPropagation()
          setText('')
        }}
        className={cx(fieldSurface, 'h-7 px-7!')}
      />
      {text !== '' && (
        <IconButton
          size="sm"
          label="Clear the filter"
          icon={X}
          onClick={() => setText('')}
          className="absolute! top-1 right-1"
        />
      )}
    </div>
  )
}

/** A switch for each kind that is there. */
export function KindFilter({ counts }: { counts: ReadonlyMap<InspectorKind, number> }) {
  const { hidden, toggleKind, onlyKind } = useInspector()
  const present = kindOrder.filter((kind) => counts.has(kind))
  return (
    <div role="group" aria-label="Kinds of events" className="flex shrink-0 flex-wrap gap-1 px-2 pb-2">
      {present.map((kind) => {
        const { words, icon: Icon } = kindLooks[kind]
        const on = !hidden.has(kind)
        const count = (counts.get(kind) ?? 0).toLocaleString('en-US')
        return (
          <button
            key={kind}
            type="button"
            aria-pressed={on}
            aria-label={words}
            data-kind={kind}
            data-tip={`${words}: ${count}${on ? '' : ', hidden'}. Double click shows only these.`}
            onClick={() => toggleKind(kind)}
            onDoubleClick={() => onlyKind(kind)}
            className={cx(
              'inline-flex h-5 items-center gap-1 rounded-sm border px-1.5 text-small tabular-nums',
              on
                ? 'border-edge bg-field text-text hover:bg-hover'
                : 'border-line border-dashed text-faint hover:bg-hover',
            )}
          >
            <Icon aria-hidden size={12} className="shrink-0" />
            <span aria-hidden className="hidden @xl:inline">
              {words}
            </span>
            <span aria-hidden>{count}</span>
          </button>
        )
      })}
    </div>
  )
}
