// Copies of a project's memories from before they were emptied, on disk until they are many. A copy is a folder, and a small JSON
// that is written last: what has none is half a copy and counts for nothing.
import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { MemoryCopy } from '@contract/extensions'
import { CallError } from '../app/call-error'
import { writeFileAtomic } from '../codex/files/atomic-write'
import { makeFolder } from '../codex/files/make-folder'
import { copyInto, type CopyReport } from '../homes/copy-tree'

const noteSchema = z.object({ atMs: z.number(), files: z.number(), bytes: z.number() })

/** Copies of one project; the oldest ones give way. */
const mostCopies = 10

/** The folder's name, in the home as in a copy. */
export const memoriesName = 'memories'

export class MemoryCopies {
  readonly #folder: string

  /** `folder` is the app's own; it is made when needed. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Copies the memories of a home whole; resolves with the copy's id. Throws in words, and keeps nothing, if a file can't be copied. */
  async keep(
    projectId: string,
    home: string,
    size: { files: number; bytes: number },
    atMs = Date.now(),
  ): Promise<string> {
    const id = `${String(atMs).padStart(15, '0')}-${randomBytes(4).toString('hex')}`
    const folder = join(this.#folder, projectId, id)
    await makeFolder(folder)
    const report: CopyReport = { copied: [], left: [] }
    await copyInto(home, folder, memoriesName, report)
    const [first] = report.left
    if (first !== undefined) {
      await rm(folder, { recursive: true, force: true })
      throw new CallError(
        'not-copied',
        `Nothing was emptied: ${first.name} can’t be copied first. ${first.reason} Move it elsewhere, then try again.`,
      )
    }
    await writeFileAtomic(`${folder}.json`, JSON.stringify({ atMs, ...size }))
    for (const { id: old } of (await this.list(projectId)).slice(mostCopies)) await this.#drop(projectId, old)
    return id
  }

  /** Newest first. */
  async list(projectId: string): Promise<MemoryCopy[]> {
    const names = await readdir(join(this.#folder, projectId)).catch(() => [])
    const ids = names.flatMap((name) => /^(\d{15}-[0-9a-f]{8})\.json$/.exec(name)?.[1] ?? [])
    const copies: MemoryCopy[] = []
    for (const id of ids.toSorted().toReversed()) {
      const note = await readFile(join(this.#folder, projectId, `${id}.json`), 'utf8')
        .then((text) => noteSchema.parse(JSON.parse(text)))
        .catch(() => null)
      if (note !== null) copies.push({ id, ...note })
    }
    return copies
  }

  /** Puts a copy into a home; what is there under the same name stays. Answers what was left out, in words. */
  async restore(projectId: string, id: string, home: string): Promise<string[]> {
    if (!(await this.list(projectId)).some((copy) => copy.id === id))
      throw new CallError('no-copy', 'This copy is no longer there.')
    const report: CopyReport = { copied: [], left: [] }
    await copyInto(join(this.#folder, projectId, id), home, memoriesName, report)
    return report.left.map(({ name, reason }) => `${name}: ${reason}`)
  }

  async #drop(projectId: string, id: string): Promise<void> {
    await rm(join(this.#folder, projectId, `${id}.json`), { force: true })
    await rm(join(this.#folder, projectId, id), { recursive: true, force: true })
  }
}
