// One edit of one home's config.toml: written by its Codex, then looked at. What Codex can't work with is put back; the lines that
// nobody touched get their bytes back. Who may write when is config-writes.ts.
import { rm } from 'node:fs/promises'
import type { ConfigEdit, HomeWrite } from '@contract/config'
import type { Project } from '@contract/model'
import { isCodexError } from '../codex/errors'
import { replaceFile, restoreMode } from '../codex/files/replace-file'
import { layersOf, overridingLayer, overridingWords, userLayer } from './config-layers'
import { hashOf, readBytes, readState } from './file-bytes'
import { keepLines } from './keep-lines'
import { asConfigValue, quoteKeyPath, readableKeyPath, valueAt } from './key-path'
import { mayBeRequired, requiredWords } from './required'
import { isToml, sameValues } from './same-values'
import { bareText } from './toml-statements'
import type { UndoStore } from './undo-store'
import { sentence, writeErrorCode, writeWords } from './write-words'

export interface HomeWriterParts {
  /** Asks the project's server, starting it if need be. */
  request: (project: Project, method: string, params: unknown) => Promise<unknown>
  isRunning: (projectId: string) => boolean
  /** What Codex makes of a text with edits, in a throw-away home. */
  editElsewhere: (text: string, edits: readonly unknown[]) => Promise<string>
  /** Keeps a copy of a config.toml that Codex can't work with, before it is written. */
  backUp: (projectId: string, bytes: Uint8Array) => Promise<unknown>
  undos: UndoStore
}

/** One home that is written, through the server of one of the projects on it. */
export interface Home {
  readonly project: Project
  readonly name: string
  /** Its config.toml, links resolved. */
  readonly path: string
}

export type Outcome = Omit<HomeWrite, 'projectId' | 'name'>

export const nothing: Outcome = {
  state: 'unchanged',
  problem: null,
  overridden: null,
  version: null,
  undoId: null,
  theirs: null,
}

/** So many states of files are remembered as safe to be written over. */
const mostSafe = 64

export class HomeWriter {
  readonly #parts: HomeWriterParts
  /** Hashes of files that Codex was seen to work with, or that were copied: nothing need be asked before they are written over. */
  readonly #safe = new Set<string>()

  constructor(parts: HomeWriterParts) {
    this.#parts = parts
  }

  /**
   * Writes all of the edits or none. Rejects with what kept Codex from it. Callers on one home wait for each other. `landed` is
   * called and waited for once Codex has written.
   */
  async write(
    home: Home,
    edits: readonly ConfigEdit[],
    expectedVersion: string | null,
    landed: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<Outcome> {
    const { project, path } = home
    const { request } = this.#parts
    const forbidden = edits.find(({ path: [key] }) => key === 'projects')
    if (forbidden)
      return { ...nothing, state: 'refused', problem: 'How far a folder is trusted is chosen with the project itself.' }
    if (!this.#parts.isRunning(project.id)) await request(project, 'config/read', {}).catch(unlessCodexAnswered)
    const { bytes: before, mode } = (await readState(path)) ?? { bytes: null, mode: 0o600 }
    if (before !== null) await this.#keepIfBroken(project, before)
    const answer = await request(project, 'config/batchWrite', {
      edits: edits.map(asCodexEdit),
      expectedVersion,
      reloadUserConfig: true,
    }).catch((error: unknown) => {
      if (writeErrorCode(error) === 'configVersionConflict') return null
      throw error
    })
    if (answer === null) return this.#conflict(home, edits)
    await landed()
    const said = valueAt(answer, ['version'])
    const version = typeof said === 'string' ? said : null
    const written = await readBytes(path)
    if (written === null || (before !== null && written.equals(before))) return { ...nothing, version }
    await restoreMode(path, mode).catch(() => undefined)
    let kept = before === null ? written : await this.#keptLines(path, before, written)
    // Not in the same breath as the write, which may wait for what the folder brings: a look that overtakes it sees nothing of it.
    let look = await this.#look(home, edits)
    if (look.problem !== null && (await this.#putBack(home, before, kept, mode)) === 'back') {
      const { problem } = look
      const refusal: Outcome = {
        ...nothing,
        state: 'refused',
        problem: `Codex could not work with this: ${problem} Nothing was changed.`,
      }
      const bare = before === null ? null : await this.#editedBare(before, written, edits)
      if (before === null || bare === null || (await this.#restore(path, before, bare)) !== bare) return refusal
      await this.reload(project)
      kept = bare
      look = await this.#look(home, edits)
      if (look.problem !== null) {
        await this.#putBack(home, before, bare, mode)
        return refusal
      }
    } else {
      const isSure = kept.equals(written) || look.problem !== null || look.version === version
      if (!isSure && !(await this.#meansTheSame(home, written, kept, look.version))) kept = written
    }
    const afterHash = hashOf(kept)
    if (look.problem === null) this.#noteSafe(afterHash)
    const undoId = this.#parts.undos.keep({
      projectId: project.id,
      path,
      before,
      afterHash,
      mode,
      isConfig: true,
    })
    const overridden =
      look.problem === null
        ? look.overridden
        : `Written, but Codex can’t work with this configuration, as before: ${look.problem}`
    // Codex's answer names the version of what it had in mind, which can be another one than that of what it wrote.
    return { ...nothing, state: 'written', overridden, version: look.version ?? version, undoId }
  }

  /**
   * Codex writes comments and blank lines above a key into a table's header when it makes a section of that key, and can't read that
   * back (measured with 0.169.0). Then the edit is made, elsewhere, of the statements alone, and the comments are put back by us.
   * Null when that was not what went wrong, or doesn't help.
   */
  async #editedBare(before: Buffer, written: Buffer, edits: readonly ConfigEdit[]): Promise<Buffer | null> {
    if (await isToml(written.toString())) return null
    try {
      const edited = await this.#parts.editElsewhere(bareText(before.toString()), edits.map(asCodexEdit))
      const kept = keepLines(before, Buffer.from(edited))
      return kept !== null && (await sameValues(kept.toString(), edited)) === 'same' ? kept : null
    } catch {
      return null
    }
  }

  /** A write over what Codex can't work with may be a step of a repair: a copy is kept first. In doubt, too. */
  async #keepIfBroken(project: Project, bytes: Buffer): Promise<void> {
    const hash = hashOf(bytes)
    if (this.#safe.has(hash)) return
    const isSound = await this.#parts.request(project, 'config/read', {}).then(
      () => true,
      () => false,
    )
    if (!isSound) await this.#parts.backUp(project.id, bytes)
    this.#noteSafe(hash)
  }

  #noteSafe(hash: string): void {
    this.#safe.add(hash)
    for (const oldest of this.#safe) if (this.#safe.size > mostSafe) this.#safe.delete(oldest)
  }

  /** Has Codex read its config.toml again, after somebody but Codex wrote it. Doesn't reject. */
  reload(project: Project): Promise<unknown> {
    return this.#parts.request(project, 'config/batchWrite', { edits: [], reloadUserConfig: true }).catch(() => null)
  }

  /**
   * Whether Codex reads the same out of our text (as `version` says) as out of its own; if not, its own text is in place again. Its
   * answer to the write can't tell: an empty table that it had in mind and did not write counts in that version (measured).
   */
  async #meansTheSame(
    { project, path }: Home,
    written: Buffer,
    kept: Buffer,
    version: string | null,
  ): Promise<boolean> {
    if ((await this.#restore(path, kept, written)) !== written) return true // somebody else's by now
    const answer = await this.#parts.request(project, 'config/read', { includeLayers: true })
    if (userLayer(layersOf(answer))?.version !== version) return false
    await this.#restore(path, written, kept)
    return true
  }

  /** Gives untouched lines their bytes back, unless somebody else has been there since. What the file says now. */
  async #keptLines(path: string, before: Buffer, written: Buffer): Promise<Buffer> {
    const kept = keepLines(before, written)
    if (kept === null || kept.equals(written)) return written
    if ((await sameValues(kept.toString(), written.toString())) === 'different') return written
    return this.#restore(path, written, kept).catch(() => written)
  }

  /** Puts `wanted` in place of `there` if that is what is there. What the file says now. */
  async #restore(path: string, there: Buffer, wanted: Buffer): Promise<Buffer> {
    const now = await readBytes(path)
    if (now === null || !now.equals(there)) return there
    await replaceFile(path, wanted)
    return wanted
  }

  /** Whether Codex can work with what the file says now, which version it sees, and who wins over these edits. */
  async #look(
    { project }: Home,
    edits: readonly ConfigEdit[],
  ): Promise<{ problem: string | null; version: string | null; overridden: string | null }> {
    const { request } = this.#parts
    const read = (cwd: string | null): Promise<unknown> => request(project, 'config/read', { includeLayers: true, cwd })
    const requirements = mayBeRequired(edits)
      ? request(project, 'configRequirements/read', undefined).catch(() => null)
      : Promise.resolve(null)
    try {
      // A broken configuration of the folder is none of this file's making.
      const layers = layersOf(await read(project.path).catch(() => read(null)))
      const over = overridingLayer(
        layers,
        edits.map(({ path }) => path),
      )
      return {
        problem: null,
        version: userLayer(layers)?.version ?? null,
        overridden:
          requiredWords(await requirements, edits) ??
          (over === null ? null : overridingWords(over.layer, readableKeyPath(over.path))),
      }
    } catch (error) {
      return { problem: sentence(writeWords(error)), version: null, overridden: null }
    }
  }

  /**
   * Puts back what was there before. If Codex could not work with that either, the write stays: it may be the first of several
   * steps of a repair.
   */
  async #putBack(home: Home, before: Buffer | null, now: Buffer, mode: number): Promise<'back' | 'stays'> {
    const { path, project } = home
    const { request } = this.#parts
    if (before !== null) await this.#restore(path, now, before)
    else if (hashOf(await readBytes(path)) === hashOf(now)) await rm(path)
    await restoreMode(path, mode).catch(() => undefined)
    const worked = await request(project, 'config/read', {}).then(
      () => true,
      () => false,
    )
    if (!worked && before !== null) await this.#restore(path, before, now)
    else if (!worked) await replaceFile(path, now, mode)
    await this.reload(project)
    return worked ? 'back' : 'stays'
  }

  async #conflict({ project }: Home, edits: readonly ConfigEdit[]): Promise<Outcome> {
    const answer = await this.#parts.request(project, 'config/read', { includeLayers: true }).catch(() => null)
    const user = userLayer(layersOf(answer))
    return {
      ...nothing,
      state: 'conflict',
      problem: 'The configuration was changed by someone else since you opened it.',
      version: user?.version ?? null,
      theirs: edits.map(({ path }) => ({ path, value: asConfigValue(valueAt(user?.config, path) ?? null) })),
    }
  }
}

const asCodexEdit = ({ path, value, merge }: ConfigEdit) => ({
  keyPath: quoteKeyPath(path),
  value,
  mergeStrategy: merge,
})

/** A server that came up and says no to reading is up. */
function unlessCodexAnswered(error: unknown): void {
  if (!isCodexError(error, 'rpc')) throw error
}
