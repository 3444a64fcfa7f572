// Which paths may be different from the last snapshot: one `git status` of the store, and what only the folder's own repository
// knows. It reads no file's content itself.
import { tooMany } from './grace'
import { splitZ, type RawPath } from './raw-path'
import type { Store } from './store'

export interface Candidates {
  /** Git says that they are gone. */
  readonly gone: readonly RawPath[]
  /** On disk as far as git knows; to be looked at. */
  readonly there: readonly RawPath[]
  /** Folders that are repositories of their own, ending with a slash. */
  readonly repositories: readonly RawPath[]
}

/**
 * Asks git. HEAD against index is part of it: the index may be behind the last snapshot, as it is brought up to date after it.
 * Rejects with the signal's reason when ended,
 * with `snapshot-huge` when there is more to tell than `maxBytes`.
 */
export async function findCandidates(store: Store, signal: AbortSignal, maxBytes?: number): Promise<Candidates> {
  const { prefix } = store.tree
  const args = ['status', '--porcelain', '-z', '-uall', '--no-renames', '--ignore-submodules=all']
  // Writing the index anew for what was learned by the look alone would take longer than the look.
  const options = { signal, maxBytes, timeoutMs: 10 * 60_000, env: { GIT_OPTIONAL_LOCKS: '0' } }
  const all = prefix === '' ? args : [...args, '--', Buffer.from(prefix, 'latin1').toString('utf8')]
  const first = await store.run(all, options)
  if (first.cut) throw tooMany()
  if (first.code === 0) return readStatus(first.stdout)
  // An index that a power cut left half written, or a lock of a run that was killed.
  signal.throwIfAborted()
  await store.rebuildIndex()
  return readStatus(await store.read(all, options))
}

/** The output of `git status --porcelain -z`. Pure. */
export function readStatus(output: Buffer): Candidates {
  const gone: RawPath[] = []
  const there = new Set<RawPath>()
  const repositories: RawPath[] = []
  for (const entry of splitZ(output)) {
    const path = entry.slice(3)
    if (entry.startsWith('??')) {
      if (path.endsWith('/')) repositories.push(path)
      else there.add(path)
    } else if (entry[1] === 'D') gone.push(path)
    else there.add(path)
  }
  return { gone, there: [...there], repositories }
}

/**
 * The files of a repository within the folder, as its ignore rules have it; null when it can't be looked through. Its own git
 * dir is not opened. Once one of them is in the index, git looks into the folder as into any other.
 */
export async function filesOfRepository(store: Store, path: RawPath, signal: AbortSignal): Promise<RawPath[] | null> {
  const place = Buffer.from(path.slice(0, -1), 'latin1')
  const text = place.toString('utf8')
  // Where it is goes by the environment, which takes text only.
  if (!Buffer.from(text).equals(place)) return null
  const work = `${store.tree.top}/${text}`
  const { code, stdout, cut } = await store.run(['-C', work, 'ls-files', '-z', '-o', '--exclude-standard'], {
    signal,
    env: { GIT_WORK_TREE: work, GIT_INDEX_FILE: `${store.dir}/no-index` },
  })
  if (code !== 0 || cut) return null
  return splitZ(stdout).map((file) => path + file)
}
