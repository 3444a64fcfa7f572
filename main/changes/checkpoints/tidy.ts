// Keeps a store small: old snapshots are let go and their objects removed, many small packs become one. Only while nothing else
// works on the store; it may be ended at any time.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ledger } from './ledger'
import type { Store } from './store'

/** Packs and loose objects that a store may have before it is packed anew. */
const untidy = { packs: 40, loose: 500 }

/** Whether it is worth while. */
export async function isUntidy(store: Store): Promise<boolean> {
  const packs = await readdir(join(store.dir, 'objects', 'pack')).catch(() => [])
  if (packs.filter((name) => name.endsWith('.pack')).length > untidy.packs) return true
  const some = await readdir(join(store.dir, 'objects', '17')).catch(() => [])
  return some.length * 256 > untidy.loose
}

/** Removes what the ledger doesn't name and nobody needed in the last two hours: an open view may still show it. */
export async function tidy(store: Store, ledger: Ledger, soon: AbortSignal): Promise<void> {
  const kept = ledger.commits()
  const listed = await store.read(['for-each-ref', '--format=%(objectname)', 'refs/kept'])
  const referred = new Set(listed.toString('latin1').split('\n').filter(Boolean))
  const there = await existing(
    store,
    [...kept].filter((commit) => !referred.has(commit)),
  )
  const commands = [
    ...there.map((commit) => `create refs/kept/${commit} ${commit}\n`),
    ...[...referred].filter((commit) => !kept.has(commit)).map((commit) => `delete refs/kept/${commit}\n`),
  ]
  if (commands.length > 0) await store.read(['update-ref', '--stdin'], { stdin: commands.join('') })
  try {
    await store.run(['repack', '-A', '-d', '-q', '--unpack-unreachable=2.hours.ago'], { signal: soon })
    await store.run(['prune', '--expire=2.hours.ago'], { signal: soon })
    await store.run(['pack-refs', '--all'], { signal: soon })
  } catch {
    // Ended because somebody waits, or it took too long: the next time.
    await store.clearLocks()
  }
}

/** Those of the commits that the store has. */
async function existing(store: Store, commits: readonly string[]): Promise<string[]> {
  if (commits.length === 0) return []
  const { stdout } = await store.run(['cat-file', '--batch-check'], { stdin: `${commits.join('\n')}\n` })
  return stdout
    .toString('latin1')
    .split('\n')
    .flatMap((line) => /^([0-9a-f]{40,64}) commit /.exec(line)?.[1] ?? [])
}
