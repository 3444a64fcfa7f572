// Where words stand in a chat: in the turns that are here, and in older ones as Codex finds them. Pure.
import type { TurnState } from '../../stores/threads/model'
import { patternOf } from '../../text/found-words'
import { wordsOfItem } from './item-words'

export interface Match {
  turnId: string
  itemId: string
  /** Which one within the item, from 0. */
  nth: number
}

/** More are not walked through one by one. */
const mostMatches = 5000

/** The places in these turns, oldest first; when there are too many, the newest of them. */
export function findInTurns(turns: readonly TurnState[], words: string): Match[] {
  const pattern = patternOf(words)
  if (pattern === null) return []
  // Newest first, for that is where a chat is read from: it is the oldest places that are left out.
  const matches: Match[] = []
  for (const turn of turns.toReversed()) {
    for (const item of turn.items.toReversed()) {
      for (let nth = countOf(wordsOfItem(item), pattern) - 1; nth >= 0; nth -= 1) {
        matches.push({ turnId: turn.id, itemId: item.id, nth })
        if (matches.length >= mostMatches) return matches.toReversed()
      }
    }
  }
  return matches.toReversed()
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0
  for (const _match of text.matchAll(pattern)) count += 1
  return count
}

/** Codex's occurrences in turns that are not here, numbered within their items. */
export function olderMatches(
  occurrences: readonly { turnId: string; itemId: string }[],
  here: ReadonlySet<string>,
): Match[] {
  const counts = new Map<string, number>()
  return occurrences.flatMap(({ turnId, itemId }) => {
    if (here.has(turnId)) return []
    const nth = counts.get(itemId) ?? 0
    counts.set(itemId, nth + 1)
    return [{ turnId, itemId, nth }]
  })
}
