// The findings of a chat's reviews: which there are, where they point in a folder, and the words that ask Codex to mend them. Pure.
import { isItem, type ItemOf, type ThreadState } from '../threads/model'
import { readReview, type Finding, type Review } from './review-text'

const known = new WeakMap<object, Review>()

/** What a review said; read once an item, which keeps its identity once it is finished. */
export function reviewOf(item: ItemOf<'exitedReviewMode'>): Review {
  const read = known.get(item)
  if (read !== undefined) return read
  const review = readReview(item.review)
  known.set(item, review)
  return review
}

export interface LastReview {
  turnId: string
  itemId: string
  review: Review
}

/** The newest review that came to an end with words; null when there is none. */
export function lastReviewOf(thread: Pick<ThreadState, 'turns'> | null): LastReview | null {
  for (const turn of (thread?.turns ?? []).toReversed()) {
    const item = turn.items.findLast((one) => isItem(one, 'exitedReviewMode'))
    if (item === undefined || !isItem(item, 'exitedReviewMode')) continue
    const review = reviewOf(item)
    if (review.state === 'done') return { turnId: turn.id, itemId: item.id, review }
  }
  return null
}

/** A finding's path as seen from the folder, `/`-separated; null when it lies outside, or names no file. */
export function pathInFolder(root: string | null, path: string): string | null {
  const plain = path.replaceAll('\\', '/')
  const windows = root !== null && /^[A-Za-z]:[\\/]|^\\\\/.test(root)
  const own = windows ? plain : path
  const isAbsolute = own.startsWith('/') || /^[A-Za-z]:\//.test(plain)
  if (!isAbsolute) {
    const relative = own.replace(/^\.\//, '')
    return relative === '' || relative.split('/').includes('..') ? null : relative
  }
  if (root === null) return null
  const base = (windows ? root.replaceAll('\\', '/') : root).replace(/\/+$/, '')
  const same = windows
    ? own.slice(0, base.length + 1).toLowerCase() === `${base}/`.toLowerCase()
    : own.startsWith(`${base}/`)
  if (!same) return null
  const rest = own.slice(base.length + 1)
  return rest === '' || rest.split('/').includes('..') ? null : rest
}

/** "src/a.ts:12-14"; the whole path where it lies outside the folder, '' where there is none. */
export function whereOf({ path, from, to }: Finding, root: string | null): string {
  if (path === '') return ''
  return `${pathInFolder(root, path) ?? path}:${from}${to > from ? `-${to}` : ''}`
}

/** A finding as Markdown, to copy it. */
export function findingWords(finding: Finding, root: string | null): string {
  const { title, priority, body } = finding
  const where = whereOf(finding, root)
  const head = `${priority === null ? '' : `[P${priority}] `}${title}`
  return [head, ...(where === '' ? [] : [where]), ...(body === '' ? [] : ['', body])].join('\n')
}

/** What Codex is asked when findings are to be mended. */
export function fixWords(findings: readonly Finding[], root: string | null): string {
  const [only] = findings
  if (only === undefined) return ''
  if (findings.length === 1) return `Fix this finding of the review:\n\n${findingWords(only, root)}`
  const list = findings.map((finding, place) => `${place + 1}. ${indented(findingWords(finding, root))}`)
  return `Fix these ${findings.length} findings of the review:\n\n${list.join('\n\n')}`
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line, place) => (place === 0 || line === '' ? line : `   ${line}`))
    .join('\n')
