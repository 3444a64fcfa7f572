// What comments and reviews put into the list of diffs. Types only.
import type { ReactNode } from 'react'
import type { Annotation, CommentTarget } from './viewer'

export interface Marks {
  /** Keep its identity while nothing changed. */
  annotations: readonly Annotation[]
  /** A stable function. */
  onComment?: (target: CommentTarget) => void
  /** A line over the files: how many comments wait to be sent, what the review said. */
  bar?: ReactNode
}
