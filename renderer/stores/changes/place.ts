// Places as keys. Which place a chat works in is in worktrees.ts.
import type { Place } from '../../../preload/contract/changes'

/** A place as the key of a record. */
export function placeKey({ projectId, worktreeId }: Place): string {
  return worktreeId === null ? projectId : `${projectId}/${worktreeId}`
}

export function samePlace(one: Place | null, other: Place | null): boolean {
  return one === other || (one !== null && other !== null && placeKey(one) === placeKey(other))
}
