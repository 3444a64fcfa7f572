// What every item view is given. Views draw one item and hold no state but what is open.
import type { ItemOf, ItemType } from '../../../stores/threads/model'

export interface ItemContext {
  /** Started and not completed. */
  live: boolean
  /** A request about this very item waits for the person: it has not begun. */
  asked: boolean
  projectId: string
  threadId: string
  /** The project's folder, to shorten paths; null when not known. */
  root: string | null
  /** The turn that this item begins: only the message that it was asked with has it. Absent where nothing can be gone back to. */
  beginsTurn?: string | undefined
  /** Opens another thread, where the app can: sub-agents have their own. */
  onOpenThread?: ((threadId: string) => void) | undefined
}

export interface ItemViewProps<K extends ItemType> extends ItemContext {
  item: ItemOf<K>
}
