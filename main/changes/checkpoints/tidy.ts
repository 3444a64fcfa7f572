// Keeps a store small: old snapshots are let go and their objects removed, many small packs become one. Only while nothing else
// works on the store; it may be ended at any time.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomic } from '../../codex/files/atomic-write'
import type { Ledger } from './ledger'
import type { Store } from './store'

/** Packs and loose objects that a store may have before it is packed anew. */
const untidy = { packs: 40, loose: 500 }
/** A store of more bytes is written anew as a whole only so often, in ms; between that only its small packs are joined. */
const large = { bytes: 100 * 1024 * 1024, everyMs: 24 * 60 * 60 * 1000 }

/** Packs what lies loose, joins packs when there are many, and then removes what nobody needs any more. */
export async function tidy(store: Store, ledger: Ledger, now: number, soon: AbortSignal): Promise<void> {
  const { packs, packBytes, loose } = await look(store)
  try {
    if (packs > untidy.packs) {
      await keep(store, ledger)
      const marker = join(store.dir, 'tidied')
      const tidiedMs = (await stat(marker).catch(() => null))?.mtimeMs ?? 0
      const joined =
        packBytes > large.bytes &&
        now - tidiedMs < large.everyMs &&
        (await store.run(['repack', '--geometric=2', '-d', '-q'], { signal: soon })).code === 0
      if (joined) return
      // Younger ones may be shown by an open view.
      await store.run(['repack', '-A', '-d', '-q', '--unpack-unreachable=2.hours.ago'], { signal: soon })
      await store.run(['prune', '--expire=2.hours.ago'], { signal: soon })
      await store.run(['pack-refs', '--all'], { signal: soon })
      await writeFileAtomic(marker, '')
    } else if (loose > untidy.loose) await store.run(['repack', '-d', '-q'], { signal: soon })
  } catch {
    // Ended because somebody waits, or it took too long: the next time.
    await store.clearLocks()
  }
}

async function look(store: Store): Promise<{ packs: number; packBytes: number; loose: number }> {
  const folder = join(store.dir, 'objects', 'pack')
  const packs = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.pack'))
  const sizes = await Promise.all(packs.map((name) => stat(join(folder, name)).then(({ size }) => size)))
  // One of 256 folders tells of all of them.
  const some = await readdir(join(store.dir, 'objects', '17')).catch(() => [])
  return { packs: packs.length, packBytes: sizes.reduce((sum, size) => sum + size, 0), loose: some.length * 256 }
}

/** Makes refs of exactly the snapshots that the ledger names. */
async function keep(store: Store, ledger: Ledger): Promise<void> {
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
