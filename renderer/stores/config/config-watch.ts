// Asks main to tell of changes of a project's configuration as long as at least one screen shows it.
import { app } from '../../bridge'

const watchers = new Map<string, number>()

/** Watches until the answered function is called, which may be called again. */
export function watchConfig(projectId: string): () => void {
  const before = watchers.get(projectId) ?? 0
  watchers.set(projectId, before + 1)
  if (before === 0) void app('config/watch', { projectId, on: true })
  let ended = false
  return () => {
    if (ended) return
    ended = true
    const left = (watchers.get(projectId) ?? 1) - 1
    if (left > 0) return void watchers.set(projectId, left)
    watchers.delete(projectId)
    void app('config/watch', { projectId, on: false })
  }
}
