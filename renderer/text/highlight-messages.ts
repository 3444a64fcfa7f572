// What the page and the highlighting worker say to each other. Types only.
import type { CodeColours } from './highlight-looks'
import type { Language } from './languages'

export type ToWorker =
  | { type: 'colour'; id: number; code: string; language: Language }
  /** Nobody wants that one any more. */
  | { type: 'stop'; id: number }

export type FromWorker =
  /** A sign of life between two slices. */
  | { type: 'going'; id: number }
  /** Null when it was stopped, or its language could not be loaded. */
  | { type: 'done'; id: number; colours: CodeColours | null }
