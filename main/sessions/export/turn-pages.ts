// All turns of a thread, oldest first, fetched page by page as they are consumed: no more than one page is held.
import type { ThreadTurnsListParams } from '@protocol/v2/ThreadTurnsListParams'
import type { ThreadTurnsListResponse } from '@protocol/v2/ThreadTurnsListResponse'
import type { Turn } from '@protocol/v2/Turn'

/** Turns a page. Small, since a single turn may carry many outputs of 1 MiB each. */
const pageSize = 20

/** Asks Codex with `thread/turns/list` until there is no next page. Each turn comes once, whatever the cursors say. */
export async function* turnsOldestFirst(
  threadId: string,
  ask: (params: ThreadTurnsListParams) => Promise<ThreadTurnsListResponse>,
): AsyncGenerator<Turn> {
  const seen = new Set<string>()
  let cursor: string | null = null
  do {
    const page: ThreadTurnsListResponse = await ask({
      threadId,
      cursor,
      limit: pageSize,
      sortDirection: 'asc',
      itemsView: 'full',
    })
    const fresh = page.data.filter(({ id }) => !seen.has(id))
    for (const turn of fresh) {
      seen.add(turn.id)
      yield turn
    }
    // A page that brings nothing new would be asked for for ever.
    cursor = fresh.length > 0 ? page.nextCursor : null
  } while (cursor !== null)
}
