// Permission bits. Git keeps one of them, whether a file is a program; the others are kept beside the tree where they are not the
// usual ones of the folder, for files as they were when a snapshot last read them.
import { factBounds, type SnapshotFacts } from './facts'
import type { Found } from './look'
import type { RawPath } from './raw-path'

type Seen = Pick<Found, 'path' | 'kind' | 'mode'>

export const isProgram = (mode: number): boolean => (mode & 0o100) !== 0

/** The most frequent bits of plain files and of programs; what most systems give new files where there are none. */
export function usualModes(seen: readonly Seen[]): NonNullable<SnapshotFacts['usual']> {
  const most = (program: boolean, otherwise: number): number => {
    const counts = new Map<number, number>()
    for (const { kind, mode } of seen)
      if (kind === 'file' && isProgram(mode) === program) counts.set(mode, (counts.get(mode) ?? 0) + 1)
    let best = otherwise
    for (const [mode, count] of counts) if (count > (counts.get(best) ?? 0)) best = mode
    return best
  }
  return { file: most(false, 0o644), program: most(true, 0o755) }
}

/** What is known of unusual bits once these files were read and those went away. */
export function modesAfter(
  before: SnapshotFacts['modes'],
  usual: NonNullable<SnapshotFacts['usual']>,
  read: readonly Seen[],
  gone: readonly RawPath[],
): SnapshotFacts['modes'] {
  const modes = new Map(before)
  for (const path of gone) modes.delete(path)
  for (const { path, kind, mode } of read) {
    modes.delete(path)
    const isUsual = kind === 'link' || mode === (isProgram(mode) ? usual.program : usual.file)
    if (!isUsual && modes.size < factBounds.modes) modes.set(path, mode)
  }
  return modes
}

/**
 * The bits that a file gets back. `now`: those of the file that stands there, null when it is gone. Where no snapshot knows
 * better, a file that was closed to others meanwhile is not opened to them again.
 */
export function modeToRestore(facts: SnapshotFacts, path: RawPath, program: boolean, now: number | null): number {
  const known = facts.modes.get(path)
  if (known !== undefined) return program ? known | 0o100 : known & ~0o111
  const mode = usualMode(facts, program)
  if (now === null || (0o666 & mode & ~now) === 0) return mode
  const allowed = now & 0o666
  return program ? allowed | ((allowed & 0o444) >> 2) : allowed
}

/** The usual bits of a folder. */
export function usualMode({ usual }: SnapshotFacts, program: boolean): number {
  const { file, program: run } = usual ?? { file: 0o644, program: 0o755 }
  return program ? run : file
}
