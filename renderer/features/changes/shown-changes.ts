// The view of changes that is on screen, with where it is from: what marks on lines are made for.
import type { ChangeSource, ChangeView, Place } from '../../../preload/contract/changes'

/** What the panel shows just now. */
export interface ShownChanges {
  projectId: string
  threadId: string | null
  place: Place
  source: ChangeSource
  view: ChangeView
}
