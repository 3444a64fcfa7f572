// Checkpoints: snapshots of the working tree around each turn, in a git object store of the app's own.
import { z } from 'zod'
import { placeSchema, type ActReport, type Place } from './changes'
import { threadIdSchema } from './ids'

/** The snapshot before a turn. */
export interface Checkpoint {
  turnId: string
  atMs: number
  /** `partial`: a bound was hit, `left` names what is not in it. */
  state: 'whole' | 'partial'
  /** Paths (or folders) that were left out, with why; at most 50, `leftCount` has all. */
  left: { path: string; reason: string }[]
  leftCount: number
}

export type CheckpointEvent =
  /** A snapshot was taken, or (problem) could not be: then this turn can't be rewound, and why. */
  {
    type: 'checkpoint'
    place: Place
    threadId: string
    turnId: string
    checkpoint: Checkpoint | null
    problem: string | null
  }

export const checkpointCalls = {
  /** Those of a thread, oldest first. */
  'checkpoints/list': z.object({ place: placeSchema, threadId: threadIdSchema }).strict(),
  /**
   * Makes the files what they were before a turn. The state until now is snapshotted first (undoId takes it back). `viewId` is
   * the view of source `rewind` that the person has seen: when the files changed since, nothing is done and it says so.
   */
  'checkpoints/rewind': z.object({ viewId: z.string().max(64) }).strict(),
  /** What the snapshots of a project take on disk, and removing them all. */
  'checkpoints/size': z.object({ projectId: placeSchema.shape.projectId }).strict(),
  'checkpoints/clear': z.object({ projectId: placeSchema.shape.projectId }).strict(),
} as const

export interface CheckpointResults {
  'checkpoints/list': Checkpoint[]
  'checkpoints/rewind': ActReport
  'checkpoints/size': { bytes: number; snapshots: number }
  'checkpoints/clear': null
}
