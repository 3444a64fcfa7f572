// Searching in the open chat: at once in the turns that are here, and through Codex in the messages of older ones.
import { useEffect, useMemo, useState } from 'react'
import type { CodexResponses } from '../../../preload/contract/codex'
import type { Result } from '../../../preload/contract/result'
import { codex } from '../../bridge'
import type { ThreadState } from '../../stores/threads/model'
import { findInTurns, olderMatches, type Match } from './find'

export interface Found {
  /** Oldest first. */
  matches: readonly Match[]
  searching: boolean
  /** Commands and outputs of turns that are not here were not looked at. */
  partial: boolean
}

type Occurrence = { turnId: string; itemId: string }

const pauseMs = 120
const mostPages = 20

export function useFind(thread: ThreadState, words: string): Found {
  const { id, projectId, turns } = thread
  const hasOlder = thread.olderCursor !== null
  const searchable = hasOlder && thread.thread?.historyMode === 'paginated'
  const [older, setOlder] = useState<{ words: string; occurrences: readonly Occurrence[] } | null>(null)

  useEffect(() => {
    if (!searchable || words.trim() === '') return
    const left = new AbortController()
    const search = async () => {
      const occurrences: Occurrence[] = []
      let cursor: string | null = null
      for (let page = 0; page < mostPages && !left.signal.aborted; page += 1) {
        const result: Result<CodexResponses['thread/searchOccurrences']> = await codex(
          projectId,
          'thread/searchOccurrences',
          {
            threadId: id,
            searchTerm: words,
            cursor,
            limit: 250,
          },
        )
        if (!result.ok) break
        if (Array.isArray(result.value.data)) occurrences.push(...result.value.data)
        cursor = result.value.nextCursor ?? null
        if (cursor === null) break
      }
      if (!left.signal.aborted) setOlder({ words, occurrences })
    }
    const timer = setTimeout(() => void search(), pauseMs)
    return () => {
      left.abort()
      clearTimeout(timer)
    }
  }, [id, projectId, searchable, words])

  const here = useMemo(() => findInTurns(turns, words), [turns, words])
  const matches = useMemo(() => {
    if (older === null || older.words !== words) return here
    const known = new Set(turns.map((turn) => turn.id))
    return [...olderMatches(older.occurrences, known), ...here]
  }, [here, older, turns, words])
  return { matches, searching: searchable && words.trim() !== '' && older?.words !== words, partial: hasOlder }
}
