// Two snapshots of which one doesn't know of every file: what was left out of it, or ignored by the rules of that time, was there
// all the same. Such files count as unchanged, so that none is shown as new or gone and none is ever removed or written over.
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../codex/files/make-folder'
import { writeCommit, type Committed, type Put } from './commit'
import { leavesOut, noFacts, writeFacts } from './facts'
import { joinZ, splitZ, type RawPath } from './raw-path'
import type { Snapshot } from './snapshot'
import type { Store } from './store'
import { treeChanges, type TreeChange } from './tree-changes'

export interface Reconciled extends Committed {
  /** Paths that count as unchanged though only one side has them. */
  readonly unsure: readonly RawPath[]
}

/** `other` as it is seen from `base`: paths that one of them can't know of are as `base` has them. */
export async function reconcile(store: Store, base: Snapshot, other: Snapshot): Promise<Reconciled> {
  const changes = await treeChanges(store, base.root, other.root)
  const known = await knownBy(store, base, other, changes)
  const unsure = changes.filter((change) => (change.old === null || change.new === null) && !known(change))
  if (unsure.length === 0) return { commit: other.commit, root: other.root, tree: other.tree, unsure: [] }
  const written = await writeCommit(store, {
    from: other.root,
    remove: unsure.flatMap(({ path, old }) => (old === null ? [path] : [])),
    put: unsure.flatMap(({ path, old }): Put[] => (old === null ? [] : [{ path, ...old }])),
    message: writeFacts(noFacts),
    atMs: other.atMs,
    branch: 'aside',
  })
  return { ...written, unsure: unsure.map(({ path }) => path) }
}

/** Tells of a path that one side lacks whether that side would have it, were it there. */
async function knownBy(
  store: Store,
  base: Snapshot,
  other: Snapshot,
  changes: readonly TreeChange[],
): Promise<(change: TreeChange) => boolean> {
  const lacking = (side: 'old' | 'new'): RawPath[] =>
    changes.flatMap((change) => (change[side] === null ? [change.path] : []))
  const rulesChanged = changes.some(({ path }) => path === '.gitignore' || path.endsWith('/.gitignore'))
  const ignored = async (side: Snapshot, paths: RawPath[]): Promise<Set<RawPath>> =>
    rulesChanged && paths.length > 0 ? ignoredBy(store, side, paths) : new Set()
  const ignoredThen = { old: await ignored(base, lacking('old')), new: await ignored(other, lacking('new')) }
  const leftOut = { old: leavesOut(base.facts), new: leavesOut(other.facts) }
  return (change) => {
    const side = change.old === null ? 'old' : 'new'
    const { facts } = side === 'old' ? base : other
    return facts.named && !leftOut[side](change.path) && !ignoredThen[side].has(change.path)
  }
}

/** Which paths the ignore rules of a snapshot leave out: its `.gitignore` files are laid out in a folder of their own for that. */
async function ignoredBy(store: Store, { root }: Snapshot, paths: readonly RawPath[]): Promise<Set<RawPath>> {
  const folder = await mkdtemp(join(store.dir, 'rules-'))
  try {
    const work = join(folder, 'work')
    await makeFolder(work)
    const env = { GIT_INDEX_FILE: join(folder, 'index'), GIT_WORK_TREE: work }
    await store.read(['read-tree', root], { env })
    const all = splitZ(await store.read(['ls-files', '-z', '-c'], { env }))
    const rules = all.filter((path) => path === '.gitignore' || path.endsWith('/.gitignore'))
    await store.read(['-C', work, 'checkout-index', '-z', '--stdin', '-q'], { env, stdin: joinZ(rules) })
    // It takes patterns, so a name must not begin like one.
    const { stdout } = await store.run(['-C', work, 'check-ignore', '-z', '--stdin', '--no-index'], {
      env: { ...env, GIT_LITERAL_PATHSPECS: '0' },
      stdin: joinZ(paths.map((path) => `./${path}`)),
    })
    return new Set(splitZ(stdout).map((path) => path.slice(2)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
