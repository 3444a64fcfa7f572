// Threads whose deletion waits for its time for Undo. Codex still lists them, so whoever reads a list leaves them out.

const going = new Set<string>()

const keyOf = (projectId: string, threadId: string): string => `${projectId}/${threadId}`

/** Says that a thread is about to be deleted, or (false) that it is not, or is gone. */
export function setGoing(projectId: string, threadId: string, on: boolean): void {
  if (on) going.add(keyOf(projectId, threadId))
  else going.delete(keyOf(projectId, threadId))
}

export function isGoing(projectId: string, threadId: string): boolean {
  return going.has(keyOf(projectId, threadId))
}
