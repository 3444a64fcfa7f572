// Copies of configuration files from before a repair or a removal, on disk until they are many. A copy is two files: the bytes as
// they were, and a small JSON that says of which file and when.
import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { configFileSchema, type Backup } from '@contract/config'
import type { ConfigFile } from '@contract/config'
import { CallError } from '../app/call-error'
import { writeFileAtomic } from '../codex/files/atomic-write'
import { makeFolder } from '../codex/files/make-folder'
import { readBytes } from './file-bytes'

const noteSchema = z.object({ file: configFileSchema, atMs: z.number(), bytes: z.number() })

/** Copies of one project; the oldest ones give way. */
const mostCopies = 100

export class Backups {
  readonly #folder: string

  /** `folder` is the app's own; it is made when needed. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Keeps a copy; resolves with its id once it is safely on disk. */
  async keep(projectId: string, file: ConfigFile, bytes: Uint8Array, atMs = Date.now()): Promise<string> {
    const folder = join(this.#folder, projectId)
    await makeFolder(folder)
    const id = `${String(atMs).padStart(15, '0')}-${randomBytes(4).toString('hex')}`
    await writeFileAtomic(join(folder, `${id}.copy`), bytes)
    await writeFileAtomic(join(folder, `${id}.json`), JSON.stringify({ file, atMs, bytes: bytes.byteLength }))
    for (const old of (await this.#ids(projectId)).slice(mostCopies)) await this.#drop(projectId, old)
    return id
  }

  /** The copies of a project, newest first. */
  async list(projectId: string): Promise<Backup[]> {
    const found: Backup[] = []
    for (const id of await this.#ids(projectId)) {
      const note = await this.#note(projectId, id).catch(() => null)
      if (note !== null) found.push({ id, ...note })
    }
    return found
  }

  /** A copy with the file that it is of. Throws in words when there is none. */
  async open(projectId: string, id: string): Promise<{ file: ConfigFile; bytes: Buffer }> {
    const known = (await this.#ids(projectId)).includes(id)
    const bytes = known ? await readBytes(join(this.#folder, projectId, `${id}.copy`)) : null
    if (bytes === null) throw new CallError('no-backup', 'This copy is no longer there.')
    return { file: (await this.#note(projectId, id)).file, bytes }
  }

  async #note(projectId: string, id: string): Promise<z.infer<typeof noteSchema>> {
    return noteSchema.parse(JSON.parse(await readFile(join(this.#folder, projectId, `${id}.json`), 'utf8')))
  }

  async #drop(projectId: string, id: string): Promise<void> {
    for (const end of ['json', 'copy']) await rm(join(this.#folder, projectId, `${id}.${end}`), { force: true })
  }

  /** Newest first: the time is the first part of the name. */
  async #ids(projectId: string): Promise<string[]> {
    const names = await readdir(join(this.#folder, projectId)).catch(() => [])
    return names
      .flatMap((name) => /^(\d{15}-[0-9a-f]{8})\.json$/.exec(name)?.[1] ?? [])
      .toSorted()
      .toReversed()
  }
}
