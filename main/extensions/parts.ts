// What the room of extensions asks of the rest of the app. Types only.
import type { Project } from '@contract/model'
import type { AskNatively } from '../app/native-question'

export interface ExtensionParts {
  /** The app's data folder: copies of memories and the list of skill folders are kept below it. */
  userData: string
  /** The project of this id, or null. */
  find: (projectId: string) => Project | null
  /** The CODEX_HOME of a project. */
  homeOf: (project: Project) => string
  /** Asks the project's server, starting it if need be. */
  request: (project: Project, method: string, params: unknown) => Promise<unknown>
  /** Shows a file or folder in the system's file manager. */
  reveal: (path: string) => void
  /** The folder that the person picked natively, or null. */
  pickFolder: (purpose: 'skills' | 'marketplace' | 'write') => Promise<string | null>
  /** Asks natively whether this project's memories may be emptied. */
  confirmMemoryReset: (project: Project, files: number) => Promise<boolean>
  /** Asks natively about what would run programs of others. */
  ask: AskNatively
}
