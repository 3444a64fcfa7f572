// Full-text search over the homes of projects. One search at a time; a new one ends the one before.
import { basename } from 'node:path'
import type { HitPlace, SearchQuery } from '@contract/search'
import { CallError } from '../app/call-error'
import { locateRecord } from '../codex/search/locate'
import { patternOf } from '../codex/search/pattern'
import { parseRolloutName } from './rollout-files'
import { SearchRun, type SearchRunParts } from './search-run'

export class SearchRuns {
  readonly #parts: SearchRunParts
  #running: AbortController | undefined

  constructor(parts: SearchRunParts) {
    this.#parts = parts
  }

  /** Begins; hits and the end come as events. Throws in words when the query can't be searched for. */
  start(query: SearchQuery): void {
    this.cancel()
    const pattern = patternOf(query.query, query.regex)
    if (typeof pattern === 'string') throw new CallError('bad-query', pattern)
    const abort = new AbortController()
    this.#running = abort
    void new SearchRun(this.#parts, query, pattern, abort.signal).run()
  }

  /** Ends the search that runs; nothing more is told of it. */
  cancel(): void {
    this.#running?.abort()
    this.#running = undefined
  }

  /** Where a hit lies in its thread. */
  async locate(projectId: string, threadId: string, fileId: string, offset: number): Promise<HitPlace> {
    const { parts } = await this.#parts.homes.rollout(projectId, threadId)
    const path = parts.find((part) => parseRolloutName(basename(part))?.fileId === fileId)
    if (path === undefined) throw new CallError('no-rollout', 'This session is not on disk any more.')
    return locateRecord(path, offset)
  }
}
