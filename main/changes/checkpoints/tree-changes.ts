// What is different between two trees of a store, path by path. Renames are a removal and an addition here.
import { splitZ, type RawPath } from './raw-path'
import type { Store } from './store'

export interface TreeChange {
  readonly path: RawPath
  /** Null where there is no such side. */
  readonly old: { readonly mode: string; readonly id: string } | null
  readonly new: { readonly mode: string; readonly id: string } | null
}

/** Between the trees of two whole work trees. */
export async function treeChanges(store: Store, from: string, to: string): Promise<TreeChange[]> {
  if (from === to) return []
  return readRaw(await store.read(['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, to]))
}

/** The output of `git diff-tree --raw -z --no-renames`. Pure. */
export function readRaw(output: Buffer): TreeChange[] {
  const pieces = splitZ(output)
  const changes: TreeChange[] = []
  for (let at = 0; at + 1 < pieces.length; at += 2) {
    const [, oldMode = '', newMode = '', oldId = '', newId = ''] =
      /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) /.exec(pieces[at] ?? '') ?? []
    const path = pieces[at + 1]
    if (path === undefined || oldId === '') continue
    changes.push({
      path,
      old: oldMode === '000000' ? null : { mode: oldMode, id: oldId },
      new: newMode === '000000' ? null : { mode: newMode, id: newId },
    })
  }
  return changes
}
