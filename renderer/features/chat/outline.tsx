// The outline of a chat: what was asked in each turn; choosing one goes there.
import { ListTree } from 'lucide-react'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { VList, type VListHandle } from 'virtua'
import { cx, fieldSurface, IconButton, Popover, shortAge, Spinner, StatusDot, useNow } from '../../kit'
import type { ThreadState } from '../../stores/threads/model'
import { useUi } from '../../stores/app/ui'
import { useOutline, type OutlineEntry } from './use-outline'

export function OutlineButton({ thread }: { thread: ThreadState }) {
  const open = useUi((state) => state.outlineOpen)
  const setOpen = useUi((state) => state.setOutlineOpen)
  return (
    <Popover
      label="Outline"
      align="end"
      className="flex h-[min(480px,70vh)] w-96 max-w-[calc(100vw-32px)] flex-col gap-2"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton label="Outline" shortcut="Mod+Shift+O" icon={ListTree} aria-pressed={open} />}
    >
      {open && <OutlineList thread={thread} onClose={() => setOpen(false)} />}
    </Popover>
  )
}

function OutlineList({ thread, onClose }: { thread: ThreadState; onClose: () => void }) {
  const { entries, reading } = useOutline(thread, true)
  const [filter, setFilter] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useRef<VListHandle>(null)
  const id = useId()
  const now = useNow(60_000)
  const wanted = filter.trim().toLowerCase()
  const shown = wanted === '' ? entries : entries.filter((entry) => entry.words.toLowerCase().includes(wanted))
  // The newest is where a reader is.
  const at = Math.max(0, chosen === null ? shown.length - 1 : shown.findIndex((entry) => entry.turnId === chosen))

  const go = (entry: OutlineEntry | undefined): void => {
    if (entry === undefined) return
    onClose()
    useUi.getState().setGoTo({ threadId: thread.id, turnId: entry.turnId, itemId: null, text: null })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const steps: Record<string, number> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - 10,
      PageDown: at + 10,
    }
    const step = steps[event.key]
    if (event.key === 'Enter') {
      event.preventDefault()
      go(shown[at])
    } else if (step !== undefined) {
      event.preventDefault()
      const next = Math.min(shown.length - 1, Math.max(0, step))
      setChosen(shown[next]?.turnId ?? null)
      list.current?.scrollToIndex(next, { align: 'nearest' })
    }
  }
  return (
    <>
      <input
        type="search"
        role="combobox"
        aria-label="Filter the turns"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={shown[at] ? `${id}-${shown[at].turnId}` : undefined}
        placeholder="Filter the turns"
        autoFocus
        value={filter}
        onChange={(event) => {
          setFilter(event.currentTarget.value)
          setChosen(null)
        }}
        onKeyDown={onKeyDown}
        className={`${fieldSurface} h-7 w-full shrink-0`}
      />
      {shown.length === 0 ? (
        <p className="px-1 text-muted">
          {reading ? 'Reading…' : wanted === '' ? 'Nothing was asked yet.' : 'No turn has these words.'}
        </p>
      ) : (
        <div id={id} role="listbox" aria-label="Turns" data-testid="outline" className="min-h-0 flex-1">
          <VList
            ref={(handle) => {
              if (handle !== null && list.current === null) handle.scrollToIndex(shown.length - 1)
              list.current = handle
            }}
          >
            {shown.map((entry, index) => (
              <button
                key={entry.turnId}
                id={`${id}-${entry.turnId}`}
                type="button"
                role="option"
                aria-selected={index === at}
                tabIndex={-1}
                data-testid="outline-turn"
                onClick={() => go(entry)}
                className={cx(
                  'flex h-7 w-full items-center gap-2 rounded-sm px-2 text-left',
                  index === at ? 'bg-selected' : 'hover:bg-hover',
                )}
              >
                <StatusDot state={dotOf(entry)} />
                <span className={cx('min-w-0 flex-1 truncate', entry.words === '' && 'text-faint')}>
                  {entry.words === '' ? 'No message' : entry.words}
                </span>
                {entry.startedAtMs !== null && (
                  <span className="shrink-0 text-small text-faint tabular-nums">
                    {shortAge(entry.startedAtMs, now)}
                  </span>
                )}
              </button>
            ))}
          </VList>
        </div>
      )}
      <p role="status" className="shrink-0 text-small text-faint">
        {reading ? (
          <Spinner label={`${entries.length} turns, reading older ones…`} />
        ) : (
          `${entries.length} ${entries.length === 1 ? 'turn' : 'turns'}`
        )}
      </p>
    </>
  )
}

function dotOf(entry: OutlineEntry) {
  switch (entry.status) {
    case 'inProgress':
      return 'running'
    case 'failed':
      return 'failed'
    case 'interrupted':
      return 'waiting'
    case 'completed':
      return 'none'
    default:
      return entry.status satisfies never
  }
}
