// The folder of memories in a project's home: what lies in it, emptying it (copied first, for Codex empties it without a way back)
// and putting a copy back. Whether memories are made at all is config.toml's.
import { join } from 'node:path'
import type { MemoryFolder, MemoryReset } from '@contract/extensions'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { readBytes } from '../config/file-bytes'
import { known } from './answers'
import { folderSize } from './folder-size'
import { MemoryCopies, memoriesName } from './memory-copies'
import type { ExtensionParts } from './parts'

/** Characters of the summary that are shown. */
const mostSummary = 20_000

type Parts = Pick<ExtensionParts, 'userData' | 'find' | 'homeOf' | 'request' | 'reveal' | 'confirmMemoryReset'>

export class Memories {
  readonly #parts: Parts
  readonly #copies: MemoryCopies

  constructor(parts: Parts) {
    this.#parts = parts
    this.#copies = new MemoryCopies(join(parts.userData, 'memory-copies'))
  }

  async folder(projectId: string): Promise<MemoryFolder> {
    const path = this.#pathOf(known(this.#parts, projectId))
    const size = await folderSize(path)
    const summary = await readBytes(join(path, 'memory_summary.md')).catch(() => null)
    return {
      path,
      exists: size !== null,
      ...(size ?? { files: 0, bytes: 0 }),
      summary: summary === null ? null : summary.toString('utf8').slice(0, mostSummary),
      copies: await this.#copies.list(projectId),
    }
  }

  async reveal(projectId: string): Promise<null> {
    const path = this.#pathOf(known(this.#parts, projectId))
    if ((await folderSize(path)) === null) throw new CallError('no-folder', `${path} is not there yet.`)
    this.#parts.reveal(path)
    return null
  }

  /** Asks natively, copies, then has Codex empty the folder. Throws in words before anything is lost. */
  async reset(projectId: string): Promise<MemoryReset> {
    const project = known(this.#parts, projectId)
    const home = this.#parts.homeOf(project)
    const path = this.#pathOf(project)
    const asked = await folderSize(path)
    if (!(await this.#parts.confirmMemoryReset(project, asked?.files ?? 0))) return { state: 'declined' }
    // Counted again: the question may have stood for an hour.
    const size = await folderSize(path)
    const copyId = size === null || size.files === 0 ? null : await this.#copies.keep(projectId, home, size)
    await this.#parts.request(project, 'memory/reset', {})
    return { state: 'done', copyId }
  }

  async restore(projectId: string, copyId: string): Promise<{ left: string[] }> {
    const home = this.#parts.homeOf(known(this.#parts, projectId))
    return { left: await this.#copies.restore(projectId, copyId, home) }
  }

  #pathOf(project: Project): string {
    return join(this.#parts.homeOf(project), memoriesName)
  }
}
