// Which rows of the configuration are shown: search and filter. Pure.
import type { ConfigRow } from './effective-rows'
import { holdsSecret } from './key-words'

export type RowFilter = 'set' | 'mine' | 'folder' | 'required' | 'unknown' | 'all'

export const rowFilters: readonly { value: RowFilter; label: string }[] = [
  { value: 'set', label: 'Everything set' },
  { value: 'mine', label: 'Set in this home' },
  { value: 'folder', label: 'From the folder' },
  { value: 'required', label: 'By an administrator' },
  { value: 'unknown', label: 'Unknown to Codex' },
  { value: 'all', label: 'All keys' },
]

function passes(row: ConfigRow, filter: RowFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'set':
      return row.from !== null || row.required !== null || row.inactive.length > 0
    case 'mine':
      return row.home !== undefined
    case 'folder':
      return [row.from, ...[...row.below, ...row.inactive].map(({ layer }) => layer)].some(
        (layer) => layer?.type === 'project',
      )
    case 'required':
      return row.required !== null || row.from?.managed === true
    case 'unknown':
      return row.unknown
    default:
      return filter satisfies never
  }
}

/** Every word must be in the key, the value or the help. A secret's value is not searched. */
export function filterRows(rows: readonly ConfigRow[], filter: RowFilter, search: string): readonly ConfigRow[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (filter === 'all' && words.length === 0) return rows
  return rows.filter((row) => {
    if (!passes(row, filter)) return false
    if (words.length === 0) return true
    const sought = holdsSecret(row.path, row.value) ? row.key.toLowerCase() : row.sought
    return words.every((word) => sought.includes(word))
  })
}
