// Follows a rollout that another process writes. The system tells of changes where it can; a slow look at the size finds
// those that it doesn't (network disks, a file put in place of another).
import { statSync, watch, type FSWatcher } from 'node:fs'
import { stat } from 'node:fs/promises'

export interface FollowOptions {
  /** Changes within this time are told once. */
  readonly quietMs?: number
  /** How often the size is looked at. */
  readonly lookMs?: number
}

/** Calls back when the file got longer, shorter or was replaced; not for its end. Answers the function that ends it. */
export function followRollout(path: string, onGrew: () => void, options: FollowOptions = {}): () => void {
  const { quietMs = 150, lookMs = 2000 } = options
  let last = markOf(path)
  let telling: NodeJS.Timeout | undefined
  let ended = false

  const look = async (): Promise<void> => {
    const now = await stat(path).then(mark, () => null)
    if (ended || now === null || now === last) return
    last = now
    telling ??= setTimeout(() => {
      telling = undefined
      onGrew()
    }, quietMs)
  }
  let watcher: FSWatcher | undefined
  try {
    watcher = watch(path, () => void look())
    watcher.on('error', () => watcher?.close())
  } catch {
    // No watching here: the look by time is enough.
  }
  const timer = setInterval(() => void look(), lookMs)
  timer.unref()
  return () => {
    ended = true
    watcher?.close()
    clearInterval(timer)
    clearTimeout(telling)
  }
}

const mark = ({ ino, size, mtimeMs }: { ino: number; size: number; mtimeMs: number }): string =>
  `${ino}:${size}:${mtimeMs}`

function markOf(path: string): string | null {
  try {
    return mark(statSync(path))
  } catch {
    return null
  }
}
