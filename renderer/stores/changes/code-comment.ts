// A comment on lines of a change. Types only; who keeps them is comments.ts.
import type { Anchor } from './comment-anchor'

export type Side = 'old' | 'new'

/** What a comment is about: lines of one side of a file, as a source showed them. */
export interface CommentPlace extends Anchor {
  path: string
  side: Side
  /** Tells the source from others: the same path is another text in the index or in a commit. */
  sourceKey: string
  /** The source in words. */
  source: string
}

export interface CodeComment extends CommentPlace {
  id: string
  words: string
  /** The quoted code was not found any more. */
  outdated: boolean
  writtenAtMs: number
}
