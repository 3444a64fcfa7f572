// The SKILL.md files that Codex lists for a project, to be read and found. A path counts only if Codex names it right now, so that
// the page can't have any other file read.
import { open } from 'node:fs/promises'
import { constants } from 'node:fs'
import type { SkillText } from '@contract/extensions'
import type { Project } from '@contract/model'
import { CallError } from '../app/call-error'
import { systemErrorCode } from '../codex/errors'
import { fields, known, listIn, textIn } from './answers'
import type { ExtensionParts } from './parts'

/** Bytes of a SKILL.md that are shown. */
export const mostShown = 256 * 1024

export class SkillFiles {
  readonly #parts: Pick<ExtensionParts, 'find' | 'request' | 'reveal'>

  constructor(parts: Pick<ExtensionParts, 'find' | 'request' | 'reveal'>) {
    this.#parts = parts
  }

  /** The begin of a listed SKILL.md. Throws in words where it isn't listed or can't be read. */
  async read(projectId: string, path: string): Promise<SkillText> {
    await this.#listed(known(this.#parts, projectId), path)
    try {
      // Not blocking: where the name leads to a pipe, it would wait for ever.
      const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
      try {
        const { size } = await regular(path, file)
        const bytes = Buffer.alloc(Math.min(size, mostShown))
        const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, 0)
        return { path, text: bytes.subarray(0, bytesRead).toString('utf8'), cut: size > mostShown }
      } finally {
        await file.close()
      }
    } catch (error) {
      if (error instanceof CallError) throw error
      const code = systemErrorCode(error)
      throw code === 'ENOENT'
        ? new CallError('no-file', `${path} is not there any more. Look again.`)
        : new CallError('unreadable', `${path} can’t be read${code === undefined ? '' : ` (${code})`}.`)
    }
  }

  async reveal(projectId: string, path: string): Promise<null> {
    await this.#listed(known(this.#parts, projectId), path)
    this.#parts.reveal(path)
    return null
  }

  async #listed(project: Project, path: string): Promise<void> {
    const answer = await this.#parts.request(project, 'skills/list', { cwds: [project.path] })
    const entries = listIn(fields(answer), 'data').map(fields)
    const names = entries.flatMap((entry) => [...listIn(entry, 'skills'), ...listIn(entry, 'errors')])
    if (!names.some((one) => textIn(fields(one), 'path') === path))
      throw new CallError('not-listed', 'Codex does not list this skill any more. Look again.')
  }
}

async function regular(path: string, file: Awaited<ReturnType<typeof open>>): Promise<{ size: number }> {
  const found = await file.stat()
  if (!found.isFile()) throw new CallError('not-a-file', `${path} is no file.`)
  return found
}
