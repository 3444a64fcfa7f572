// The files of settings and instructions that an import may rewrite: kept before it, compared after it, and made undoable. Comments
// of a config.toml, which Codex's import drops, are put back.
import type { ConfigFile } from '@contract/config'
import type { AgentChange } from '@contract/extensions'
import type { Project } from '@contract/model'
import { modeOf, replaceFile } from '../codex/files/replace-file'
import type { Backups } from '../config/backups'
import { placeOf, type Place } from '../config/config-paths'
import { hashOf, readBytes } from '../config/file-bytes'
import { keepLines } from '../config/keep-lines'
import { sameValues } from '../config/same-values'
import type { UndoStore } from '../config/undo-store'

const watched: readonly ConfigFile[] = [
  { kind: 'config' },
  { kind: 'agents', where: 'home', override: false },
  { kind: 'hooks', where: 'home' },
  { kind: 'project-config' },
  { kind: 'agents', where: 'project', override: false },
  { kind: 'hooks', where: 'project' },
]

/** Bytes of a file that the page is shown. */
const mostShown = 512 * 1024

interface Kept {
  readonly file: ConfigFile
  readonly place: Place
  readonly before: Buffer | null
  readonly mode: number
}

export interface WatchedFilesParts {
  /** Null: nothing outlives the app. */
  backups: Pick<Backups, 'keep'> | null
  undos: Pick<UndoStore, 'keep'>
}

/** Keeps the files as they are now. A file that can't be read is not watched, and told of in `notes`. */
export async function keepFiles(
  { backups }: Pick<WatchedFilesParts, 'backups'>,
  project: Project,
  home: string,
  files: readonly ConfigFile[] = watched,
): Promise<{ kept: Kept[]; notes: string[] }> {
  const kept: Kept[] = []
  const notes: string[] = []
  for (const file of files) {
    try {
      const place = await placeOf(file, { home, project })
      const before = await readBytes(place.target, place.inFolder)
      if (before !== null) await backups?.keep(project.id, file, before)
      kept.push({ file, place, before, mode: (await modeOf(place.target)) ?? 0o600 })
    } catch (error) {
      notes.push(`Not kept before the import: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { kept, notes }
}

/** What became of the files, with what takes it back. */
export async function changesOf(
  { undos }: Pick<WatchedFilesParts, 'undos'>,
  project: Project,
  kept: readonly Kept[],
): Promise<{ changes: AgentChange[]; undoIds: string[] }> {
  const changes: AgentChange[] = []
  const undoIds: string[] = []
  for (const { file, place, before, mode } of kept) {
    const written = await readBytes(place.target, place.inFolder).catch(() => null)
    if (hashOf(written) === hashOf(before)) continue
    const isToml = file.kind === 'config' || file.kind === 'project-config'
    const now = isToml && before !== null && written !== null ? await withComments(place, before, written) : written
    if (hashOf(now) === hashOf(before)) continue
    changes.push({ path: place.path, before: textOf(before), after: textOf(now) })
    undoIds.push(
      undos.keep({
        projectId: project.id,
        path: place.target,
        before,
        afterHash: hashOf(now),
        mode,
        isConfig: file.kind === 'config',
      }),
    )
  }
  return { changes, undoIds }
}

/** The file with the lines that the import only rewrote; what it says now, if somebody else was there. */
async function withComments(place: Place, before: Buffer, written: Buffer): Promise<Buffer> {
  const merged = keepLines(before, written)
  if (merged === null || (await sameValues(merged.toString(), written.toString())) === 'different') return written
  const now = await readBytes(place.target, place.inFolder).catch(() => null)
  if (now === null || !now.equals(written)) return now ?? written
  return replaceFile(place.target, merged).then(
    () => merged,
    () => written,
  )
}

const textOf = (bytes: Buffer | null): string | null =>
  bytes === null ? null : bytes.subarray(0, mostShown).toString('utf8')
