// What other features put into the Changes panel; the slot in app.tsx hands it in.
import type { Place } from '../../../preload/contract/changes'

export interface ChangesSlots {
  /** Opens the list of Codex's tasks in the cloud; what is chosen there comes back by showChanges. */
  onTasks?: (place: Place) => void
  /** Asks about the trust of a project. */
  onTrust?: (projectId: string) => void
}
