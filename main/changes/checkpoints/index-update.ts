// Brings the store's index up to date with the disk, by git itself: it reads, hashes and writes many files fast, all of one call
// into one pack. A path that git refuses keeps no other one out.
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { inParallel } from '../../sessions/in-parallel'
import { gitFailed } from '../git/run'
import type { Left } from './facts'
import type { Found } from './look'
import { joinZ, placeOf, type RawPath } from './raw-path'
import type { Store } from './store'

/** What goes to git in one call: after each of them the work may be ended and what is done is kept. */
const portion = { files: 4000, bytes: 96 * 1024 * 1024 }

/** Objects go straight into a pack: thousands of small files would take longest to make and most room. */
const intoPack = ['core.bigFileThreshold=1']

/** Takes paths out of the index. */
export async function takeFromIndex(store: Store, paths: readonly RawPath[]): Promise<void> {
  if (paths.length > 0) await store.read(['update-index', '-z', '--force-remove', '--stdin'], { stdin: joinZ(paths) })
}

/** Puts files into the index as they are on disk. `undone`: those that were not come to before `soon` was aborted. */
export async function putIntoIndex(
  store: Store,
  found: readonly Found[],
  soon: AbortSignal,
): Promise<{ left: Left[]; undone: Found[] }> {
  const left: Left[] = []
  for (let at = 0; at < found.length;) {
    if (soon.aborted) return { left, undone: found.slice(at) }
    const part = portionFrom(found, at)
    at += part.length
    left.push(...(await putAll(store, part)))
  }
  return { left, undone: [] }
}

function portionFrom(found: readonly Found[], at: number): Found[] {
  const part: Found[] = []
  let bytes = 0
  for (const one of found.slice(at, at + portion.files)) {
    if (part.length > 0 && bytes + one.size > portion.bytes) break
    part.push(one)
    bytes += one.size
  }
  return part
}

/** Git takes all or none: what can't be read is set aside, then halves are tried until the one path is found that it refuses. */
async function putAll(store: Store, part: readonly Found[], checked = false): Promise<Left[]> {
  if (part.length === 0) return []
  const args = ['update-index', '-z', '--add', '--remove', '--replace', '--stdin']
  const ended = await store.run(args, { stdin: joinZ(part.map(({ path }) => path)), config: intoPack })
  if (ended.code === 0) return []
  if (storeItself.test(ended.stderr)) throw gitFailed(args, ended)
  if (!checked) {
    const readable = await inParallel(
      part,
      16,
      async (one) => one.kind === 'link' || isReadable(store.tree.top, one.path),
    )
    const left = part.flatMap(({ path }, at): Left[] => (readable[at] ? [] : [{ path, reason: 'unreadable' }]))
    return [
      ...left,
      ...(await putAll(
        store,
        part.filter((_, at) => readable[at]),
        true,
      )),
    ]
  }
  const [one] = part
  if (part.length === 1 && one)
    return [{ path: one.path, reason: /invalid path/i.test(ended.stderr) ? 'name' : 'unreadable' }]
  const middle = Math.floor(part.length / 2)
  return [...(await putAll(store, part.slice(0, middle), true)), ...(await putAll(store, part.slice(middle), true))]
}

/** Git's words for what has nothing to do with one path. */
const storeItself = /index\.lock|no space left|quota exceeded|unable to (?:write|create)|insufficient permission/i

function isReadable(top: string, path: RawPath): Promise<boolean> {
  return access(placeOf(top, path), constants.R_OK).then(
    () => true,
    () => false,
  )
}
