// What is known of a snapshot beside its tree: what was left out and why, and permission bits that git doesn't keep. Written
// into the snapshot's commit as JSON, so that it lives and goes with it.
import { z } from 'zod'
import type { Checkpoint } from '@contract/checkpoints'
import { shownPath, type RawPath } from './raw-path'

export type LeftReason = 'size' | 'special' | 'unreadable' | 'changing' | 'name' | 'repository' | 'bound' | 'time'

export interface Left {
  readonly path: RawPath
  readonly reason: LeftReason
}

export interface SnapshotFacts {
  /** Files, and folders ending with a slash, that are on disk and not in the tree. */
  readonly left: readonly Left[]
  readonly leftCount: number
  /** Everything that was left out is named in `left`. */
  readonly named: boolean
  /** Permission bits of a plain file and of a program; null before the first files were seen. */
  readonly usual: { readonly file: number; readonly program: number } | null
  /** Files with other bits, as they were when the file was last read. */
  readonly modes: ReadonlyMap<RawPath, number>
}

export const noFacts: SnapshotFacts = { left: [], leftCount: 0, named: true, usual: null, modes: new Map() }

/** How many are kept of each; what is over is counted only. */
export const factBounds = { left: 5000, modes: 5000 } as const

const reasons = ['size', 'special', 'unreadable', 'changing', 'name', 'repository', 'bound', 'time'] as const
const written = z.object({
  left: z.array(z.tuple([z.string(), z.enum(reasons)])),
  leftCount: z.number(),
  named: z.boolean(),
  usual: z.object({ file: z.number(), program: z.number() }).nullable(),
  modes: z.array(z.tuple([z.string(), z.number()])),
})

/** ASCII only. */
export function writeFacts({ left, leftCount, named, usual, modes }: SnapshotFacts): string {
  const json = JSON.stringify({
    left: left.map(({ path, reason }) => [path, reason]),
    leftCount,
    named,
    usual,
    modes: [...modes],
  })
  return json.replaceAll(/[\u007f-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Null when it isn't what `writeFacts` wrote. */
export function readFacts(text: string): SnapshotFacts | null {
  try {
    const { left, leftCount, named, usual, modes } = written.parse(JSON.parse(text))
    return {
      left: left.map(([path, reason]) => ({ path, reason })),
      leftCount,
      named,
      usual,
      modes: new Map(modes),
    }
  } catch {
    return null
  }
}

/** Whether a path is one that was left out, or lies in a folder that was. False also when not all of them are named. */
export function leavesOut(facts: SnapshotFacts): (path: RawPath) => boolean {
  const files = new Set(facts.left.map(({ path }) => path))
  const folders = facts.left.flatMap(({ path }) => (path.endsWith('/') ? [path] : []))
  return (path) => files.has(path) || folders.some((folder) => path.startsWith(folder))
}

/** What the window is told of it. `prefix`: the folder within the work tree. */
export function shownLeft(
  { left, leftCount, named }: SnapshotFacts,
  prefix: RawPath,
): Pick<Checkpoint, 'state' | 'left' | 'leftCount'> {
  return {
    state: leftCount === 0 && named ? 'whole' : 'partial',
    left: left.slice(0, 50).map(({ path, reason }) => ({
      path: shownPath(path.startsWith(prefix) ? path.slice(prefix.length) : path),
      reason: leftWords(reason),
    })),
    leftCount,
  }
}

function leftWords(reason: LeftReason): string {
  switch (reason) {
    case 'size':
      return 'It is larger than 32 MB.'
    case 'special':
      return 'It is no plain file: a device, a pipe or a socket.'
    case 'unreadable':
      return 'It can’t be read.'
    case 'changing':
      return 'It was being written just then.'
    case 'name':
      return 'Git can’t keep a file of this name.'
    case 'repository':
      return 'A repository of its own that could not be looked through.'
    case 'bound':
      return 'There were too many new files at once.'
    case 'time':
      return 'There was no time to read it.'
  }
}
