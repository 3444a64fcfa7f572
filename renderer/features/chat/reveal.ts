// Which row of a transcript holds a place. Pure.
import type { GoTo } from '../../stores/app/ui'
import { patternOf } from '../../text/found-words'
import { wordsOfItem } from './item-words'
import type { Row } from './rows'

export interface RevealPlace {
  index: number
  /** Keys of what may be folded there; see useOpenRow. */
  open: string[]
}

/** The row that holds the place; null when its turn (or item) is not among the rows. */
export function placeOf(rows: readonly Row[], { turnId, itemId, text }: GoTo): RevealPlace | null {
  if (itemId !== null) {
    const index = rows.findIndex(
      (row) =>
        (row.kind === 'item' && row.item.id === itemId) ||
        (row.kind === 'exploration' && row.items.some((item) => item.id === itemId)),
    )
    if (index >= 0) return { index, open: keysOf(rows[index], itemId) }
  }
  if (turnId === null) return null
  const first = rows.findIndex((row) => row.kind !== 'notice' && row.turn.id === turnId)
  if (first < 0) return null
  const pattern = text === null ? null : patternOf(text)
  if (pattern === null) return { index: first, open: [] }
  for (let index = first; index < rows.length; index += 1) {
    const row = rows[index]
    if (row === undefined || row.kind === 'notice') continue
    if (row.turn.id !== turnId) break
    const items = row.kind === 'item' ? [row.item] : row.kind === 'exploration' ? row.items : []
    const item = items.find((candidate) => wordsOfItem(candidate).search(pattern) >= 0)
    if (item) return { index, open: keysOf(row, item.id) }
  }
  return { index: first, open: [] }
}

function keysOf(row: Row | undefined, itemId: string): string[] {
  if (row?.kind !== 'exploration') return [itemId]
  return [`explored/${row.items[0]?.id ?? ''}`, itemId]
}
