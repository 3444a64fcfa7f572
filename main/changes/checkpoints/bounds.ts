// How much a snapshot may take, and how long snapshots are kept.

export interface Bounds {
  /** A file over this is left out. The words in facts.ts name it. */
  readonly fileBytes: number
  /** New or changed files that one snapshot takes in: how many, and bytes of them all. */
  readonly files: number
  readonly bytes: number
  /** Names that git may list as new or changed, in bytes; a folder with more has no snapshots. */
  readonly listedBytes: number
  /** Up to here files are read by us and written in one go; more is left to git, which reads them from disk. */
  readonly quick: { readonly files: number; readonly bytes: number }
  /** How long a turn waits for its snapshot, in ms; for the first one of a folder longer. */
  readonly waitMs: number
  readonly firstWaitMs: number
  /** After that was not enough no turn waits for so long. */
  readonly restMs: number
  /** How long a snapshot may take that nobody waits for. */
  readonly backgroundMs: number
  /** Turns that are kept per folder, and for how long. */
  readonly turns: number
  readonly ageMs: number
}

const mb = 1024 * 1024
const dayMs = 24 * 60 * 60 * 1000

export const defaultBounds: Bounds = {
  fileBytes: 32 * mb,
  files: 200_000,
  bytes: 2048 * mb,
  listedBytes: 64 * mb,
  quick: { files: 500, bytes: 48 * mb },
  waitMs: 4000,
  firstWaitMs: 10_000,
  restMs: 3 * 60_000,
  backgroundMs: 5 * 60_000,
  turns: 500,
  ageMs: 30 * dayMs,
}
