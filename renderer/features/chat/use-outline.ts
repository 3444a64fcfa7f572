// The turns of a thread in a line each, oldest first: those that are here at once, the others as Codex reads them.
import { useEffect, useMemo, useState } from 'react'
import type { CodexResponses } from '../../../preload/contract/codex'
import type { Result } from '../../../preload/contract/result'
import { codex } from '../../bridge'
import { turnsOfPage } from '../../stores/threads/history'
import type { ThreadState, TurnState } from '../../stores/threads/model'
import { isItem } from '../../stores/threads/model'
import { textOf } from './message-text'

export interface OutlineEntry {
  turnId: string
  words: string
  status: TurnState['status']
  startedAtMs: number | null
}

const pageSize = 100
const longest = 160

export interface Outline {
  entries: readonly OutlineEntry[]
  /** Older turns are still being read. */
  reading: boolean
}

/** Reads while `on`; what was read is let go of afterwards. */
export function useOutline(thread: ThreadState, on: boolean): Outline {
  const { id, projectId, olderCursor } = thread
  const [older, setOlder] = useState<readonly OutlineEntry[]>([])
  const [reading, setReading] = useState(false)
  useEffect(() => {
    if (!on || olderCursor === null) return
    const left = new AbortController()
    const read = async () => {
      let cursor: string | null = olderCursor
      let entries: OutlineEntry[] = []
      while (cursor !== null && !left.signal.aborted) {
        const result: Result<CodexResponses['thread/turns/list']> = await codex(projectId, 'thread/turns/list', {
          threadId: id,
          cursor,
          limit: pageSize,
          sortDirection: 'desc',
          itemsView: 'summary',
        })
        if (!result.ok) break
        entries = [...turnsOfPage(result.value.data).map(entryOf), ...entries]
        cursor = result.value.nextCursor ?? null
        if (!left.signal.aborted) setOlder(entries)
      }
      if (!left.signal.aborted) setReading(false)
    }
    setReading(true)
    void read()
    return () => {
      left.abort()
      // They are of this thread; the next one may have nothing to read.
      setOlder([])
      setReading(false)
    }
    // The cursor moves as the reader scrolls up; what was read from the first one on stays right.
    // eslint-disable-next-line react/exhaustive-deps
  }, [on, id, projectId])

  const entries = useMemo(() => {
    if (!on) return []
    const here = thread.turns.map(entryOf)
    const known = new Set(here.map((entry) => entry.turnId))
    return [...older.filter((entry) => !known.has(entry.turnId)), ...here]
  }, [on, older, thread.turns])
  return { entries, reading }
}

function entryOf(turn: TurnState): OutlineEntry {
  const message = turn.items.find((item) => isItem(item, 'userMessage'))
  const words = message && isItem(message, 'userMessage') ? textOf(message.content) : ''
  return {
    turnId: turn.id,
    words: words.replace(/\s+/g, ' ').trim().slice(0, longest),
    status: turn.status,
    startedAtMs: turn.startedAtMs,
  }
}
