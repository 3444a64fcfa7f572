// Files for an `@` mention, through Codex's own fuzzy search. Debounced; a newer search cancels the one under way.
import type { FuzzyFileSearchResult } from '@protocol/FuzzyFileSearchResult'
import { useEffect, useState } from 'react'
import { codex } from '../../bridge'

export interface FileSearch {
  files: readonly FuzzyFileSearchResult[]
  searching: boolean
  /** Why there is no answer, in words. */
  problem: string | null
}

const debounceMs = 100
const mostFiles = 30
interface Answer {
  query: string
  files: readonly FuzzyFileSearchResult[]
  problem: string | null
}

const none: Answer = { query: '', files: [], problem: null }

/** Searches `root` for `query`; null searches nothing. Results keep showing until newer ones are there. */
export function useFileSearch(projectId: string, root: string | null, query: string | null): FileSearch {
  const [answer, setAnswer] = useState<Answer>(none)
  const asked = root === null ? '' : (query ?? '')
  useEffect(() => {
    if (asked === '' || root === null) return
    let wanted = true
    const timer = setTimeout(async () => {
      // One token per project: Codex drops the earlier search of the same token.
      const result = await codex(projectId, 'fuzzyFileSearch', {
        query: asked,
        roots: [root],
        cancellationToken: `composer-${projectId}`,
      })
      if (!wanted) return
      if (!result.ok) return setAnswer({ query: asked, files: [], problem: result.error.message })
      const files = Array.isArray(result.value.files) ? result.value.files : []
      const ranked = files.toSorted((a, b) => b.score - a.score).slice(0, mostFiles)
      setAnswer({ query: asked, files: ranked, problem: null })
    }, debounceMs)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [projectId, root, asked])
  if (asked === '') return { files: [], searching: false, problem: null }
  // Older results stay only while they are about the same name: they bridge a key press, not another mention.
  const related = answer.query !== '' && (asked.startsWith(answer.query) || answer.query.startsWith(asked))
  return { files: related ? answer.files : [], searching: answer.query !== asked, problem: answer.problem }
}
