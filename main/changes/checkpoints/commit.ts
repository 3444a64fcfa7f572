// Writes a snapshot into the store by one `git fast-import`: from a tree that is there, with paths taken away and files put in.
// Contents go in as the bytes they are; no index, no filter, no hook takes part. It reads nothing from the folder.
import { CallError } from '../../app/call-error'
import type { RawPath } from './raw-path'
import type { Store } from './store'

export type Mode = '100644' | '100755' | '120000'

export type Put =
  | { readonly path: RawPath; readonly mode: Mode; readonly content: Buffer }
  /** An object of the store. */
  | { readonly path: RawPath; readonly mode: string; readonly id: string }

export interface CommitOptions {
  /** The tree to begin with; null for an empty one. */
  readonly from: string | null
  readonly remove: readonly RawPath[]
  readonly put: readonly Put[]
  readonly message: string
  readonly atMs: number
  /** `last` is what the next snapshot is compared with. */
  readonly branch: 'last' | 'aside'
}

export interface Committed {
  readonly commit: string
  /** The tree of the whole work tree. */
  readonly root: string
  /** The tree of the folder: the same but in a folder below the root. */
  readonly tree: string
}

/** Writes the commit, which has no parent. Removals come first, so that a file may take a folder's place and the other way round. */
export async function writeCommit(store: Store, options: CommitOptions, signal?: AbortSignal): Promise<Committed> {
  const stdin = Buffer.concat([...importStream(options, store.tree.prefix)])
  const args = ['fast-import', '--quiet', '--force', '--depth=0']
  const output = (await store.read(args, { stdin, signal })).toString('latin1')
  const [root = '', tree = '', commit = ''] = output.split('\n')
  const rootId = /^040000 tree ([0-9a-f]{40,64})\t/.exec(root)?.[1]
  // A folder without files is no part of any tree.
  const treeId = tree.startsWith('missing ') ? emptyTree(store) : /^040000 tree ([0-9a-f]{40,64})\t/.exec(tree)?.[1]
  if (rootId === undefined || treeId === undefined || !/^[0-9a-f]{40,64}$/.test(commit))
    throw new CallError('git-failed', 'Git wrote a snapshot and did not tell which.', output.slice(0, 2000))
  return { commit, root: rootId, tree: treeId }
}

/** The tree of nothing, which git knows without its being written. */
export function emptyTree({ tree }: Pick<Store, 'tree'>): string {
  return tree.format === 'sha256'
    ? '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'
    : '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
}

/** What fast-import reads. Pure. */
export function* importStream(options: CommitOptions, prefix: RawPath): Generator<Buffer> {
  const { from, remove, put, message, atMs, branch } = options
  const said = Buffer.from(message)
  const lines = [
    'feature done',
    `commit refs/heads/${branch}`,
    'mark :1',
    `committer Codex Deck <snapshots@localhost> ${Math.floor(atMs / 1000)} +0000`,
    `data ${said.length}`,
  ]
  yield Buffer.from(`${lines.join('\n')}\n`)
  yield said
  yield Buffer.from('\n')
  if (from !== null) yield Buffer.from(`M 040000 ${from} ""\n`)
  for (const path of remove) yield Buffer.from(`D ${quotedPath(path)}\n`)
  for (const one of put) {
    if ('id' in one) yield Buffer.from(`M ${one.mode} ${one.id} ${quotedPath(one.path)}\n`)
    else {
      yield Buffer.from(`M ${one.mode} inline ${quotedPath(one.path)}\ndata ${one.content.length}\n`)
      yield one.content
      yield Buffer.from('\n')
    }
  }
  yield Buffer.from(`ls ""\nls ${quotedPath(prefix.slice(0, -1))}\n\nget-mark :1\ndone\n`)
}

/** As C writes strings: all that isn't plain ASCII as octal. */
function quotedPath(path: RawPath): string {
  const escaped = path.replaceAll(
    // oxlint-disable-next-line no-control-regex -- bytes of any kind may be in a name
    /[\u0000-\u001f"\\\u007f-\u00ff]/g,
    (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`,
  )
  return `"${escaped}"`
}
