// Further folders of skills that the person gave to projects. Codex keeps such folders for the life of a process only and knows no
// key for them, so they are kept here and told to each server as it starts.
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { SkillRoot } from '@contract/extensions'
import { CallError } from '../app/call-error'
import { openJsonFile, type JsonFile } from '../app/json-file'
import { known } from './answers'
import type { ExtensionParts } from './parts'

const rootsSchema = z.record(z.string(), z.array(z.string().min(1).max(4096)).max(50))

const mostRoots = 20

/** Where the folders are kept. */
export const skillRootsFile = (userData: string): string => join(userData, 'skill-folders.json')

export class SkillRoots {
  readonly #parts: Pick<ExtensionParts, 'userData' | 'find' | 'request' | 'pickFolder'>
  readonly #file: JsonFile<Record<string, string[]>>

  constructor(parts: Pick<ExtensionParts, 'userData' | 'find' | 'request' | 'pickFolder'>) {
    this.#parts = parts
    this.#file = openJsonFile(skillRootsFile(parts.userData), rootsSchema, {})
  }

  async list(projectId: string): Promise<SkillRoot[]> {
    return Promise.all(
      this.#of(projectId).map(async (path) => ({
        path,
        exists: await stat(path).then(
          (found) => found.isDirectory(),
          () => false,
        ),
      })),
    )
  }

  /** Adds the folder that the person picks; the list stays as it is when the dialog is closed. */
  async add(projectId: string): Promise<SkillRoot[]> {
    known(this.#parts, projectId)
    const path = await this.#parts.pickFolder('skills')
    const roots = this.#of(projectId)
    if (path === null || roots.includes(path)) return this.list(projectId)
    if (roots.length >= mostRoots) throw new CallError('too-many', `${mostRoots} folders of skills are the most.`)
    await this.#change(projectId, [...roots, path])
    return this.list(projectId)
  }

  /** Takes the folder out of the list; nothing in it is touched. */
  async remove(projectId: string, path: string): Promise<SkillRoot[]> {
    await this.#change(
      projectId,
      this.#of(projectId).filter((root) => root !== path),
    )
    return this.list(projectId)
  }

  /** Tells the project's server, which has just started, of its folders. Without any it says nothing. */
  async tell(projectId: string): Promise<void> {
    const extraRoots = this.#of(projectId)
    const project = this.#parts.find(projectId)
    if (extraRoots.length > 0 && project !== null)
      await this.#parts.request(project, 'skills/extraRoots/set', { extraRoots })
  }

  #of(projectId: string): readonly string[] {
    return Object.hasOwn(this.#file.value, projectId) ? (this.#file.value[projectId] ?? []) : []
  }

  async #change(projectId: string, extraRoots: readonly string[]): Promise<void> {
    const project = known(this.#parts, projectId)
    await this.#parts.request(project, 'skills/extraRoots/set', { extraRoots })
    const { [projectId]: _before, ...others } = this.#file.value
    await this.#file.write(extraRoots.length === 0 ? others : { ...others, [projectId]: [...extraRoots] })
  }
}
