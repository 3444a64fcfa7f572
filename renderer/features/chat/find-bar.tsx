// Find in this chat: the words, how many places, from one to the next.
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button, fieldSurface, IconButton } from '../../kit'
import type { ThreadState } from '../../stores/threads/model'
import { useThreads } from '../../stores/threads/threads'
import { useUi } from '../../stores/app/ui'
import type { Match } from './find'
import { useFind } from './use-find'

interface FindBarProps {
  thread: ThreadState
  words: string
  onWords: (words: string) => void
  onClose: () => void
}

export function FindBar({ thread, words, onWords, onClose }: FindBarProps) {
  const { matches, searching, partial } = useFind(thread, words)
  const asked = useUi((state) => state.findAsked)
  const [current, setCurrent] = useState<Match | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [asked])

  const place = matches.findIndex((match) => isSame(match, current))
  const go = (step: 1 | -1): void => {
    if (matches.length === 0) return
    // The newest first: that is where a chat is read from.
    const next = place < 0 ? matches.length - 1 : (place + step + matches.length) % matches.length
    const match = matches[next]
    if (!match) return
    setCurrent(match)
    const { turnId, itemId, nth } = match
    useUi.getState().setGoTo({ threadId: thread.id, turnId, itemId, text: words, nth })
  }
  const count =
    words.trim() === ''
      ? ''
      : matches.length === 0
        ? searching
          ? 'Searching…'
          : 'Nothing found'
        : place < 0
          ? `${matches.length} ${matches.length === 1 ? 'place' : 'places'}`
          : `${place + 1} of ${matches.length}`

  return (
    <div
      role="search"
      aria-label="Find in this chat"
      data-testid="find-bar"
      className="flex h-9 shrink-0 items-center gap-1.5 border-b border-line bg-panel px-4 text-small"
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          event.stopPropagation()
          onClose()
        } else if (event.key === 'F3') {
          event.preventDefault()
          go(event.shiftKey ? -1 : 1)
        }
      }}
    >
      <input
        ref={field}
        type="search"
        aria-label="Find in this chat"
        placeholder="Find in this chat"
        autoFocus
        value={words}
        maxLength={10_000}
        onChange={(event) => {
          setCurrent(null)
          onWords(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          go(event.shiftKey ? -1 : 1)
        }}
        className={`${fieldSurface} h-6 max-w-72 min-w-24`}
      />
      <span role="status" data-testid="find-count" className="shrink-0 text-muted tabular-nums">
        {count}
      </span>
      <IconButton
        label="Previous place"
        shortcut="Shift+Enter"
        size="sm"
        icon={ChevronUp}
        disabled={matches.length === 0}
        onClick={() => go(-1)}
      />
      <IconButton
        label="Next place"
        shortcut="Enter"
        size="sm"
        icon={ChevronDown}
        disabled={matches.length === 0}
        onClick={() => go(1)}
      />
      <span className="min-w-0 flex-1 truncate text-faint">
        {partial && words.trim() !== '' && 'Of older turns only the messages are searched.'}
      </span>
      {partial && words.trim() !== '' && (
        <Button
          size="sm"
          variant="plain"
          onClick={() => {
            // The button goes away by this; Enter is to walk through what comes.
            field.current?.focus()
            void useThreads.getState().loadUntil(thread.id, null, new AbortController().signal)
          }}
        >
          Read all turns
        </Button>
      )}
      <IconButton label="Close" shortcut="Escape" size="sm" icon={X} onClick={onClose} />
    </div>
  )
}

const isSame = (a: Match, b: Match | null): boolean =>
  b !== null && a.turnId === b.turnId && a.itemId === b.itemId && a.nth === b.nth
