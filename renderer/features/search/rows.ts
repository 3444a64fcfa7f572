// The results as a flat list of rows: a session, then its snippets. Pure.
import type { SearchHit, SearchSnippet } from '../../../preload/contract/search'

export type ResultRow =
  | { kind: 'session'; key: string; hit: SearchHit }
  | { kind: 'snippet'; key: string; hit: SearchHit; snippet: SearchSnippet }

export function rowsOf(hits: readonly SearchHit[]): ResultRow[] {
  const rows: ResultRow[] = []
  for (const hit of hits) {
    const key = `${hit.projectId}/${hit.threadId}`
    rows.push({ kind: 'session', key, hit })
    hit.snippets.forEach((snippet, place) => rows.push({ kind: 'snippet', key: `${key}/${place}`, hit, snippet }))
  }
  return rows
}
