// What was typed into a configuration file and not saved, on disk until it is saved or thrown away: a closed app, a reload or a crash
// loses none of it. Such a file may hold secrets, so drafts lie beside the backups in the app's own folder and not in the page's
// storage. A draft is a JSON of the text and, beside it, the bytes that it was typed over.
import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { configFileSchema, type ConfigFile } from '@contract/config'
import { writeFileAtomic } from '../codex/files/atomic-write'
import { makeFolder } from '../codex/files/make-folder'
import { hashOf, readBytes } from './file-bytes'
import { FileQueue } from './file-queue'

const noteSchema = z.object({ file: configFileSchema, text: z.string(), baseHash: z.string() })

export interface KeptDraft extends z.infer<typeof noteSchema> {
  /** What it was typed over; null for no file, undefined when that is not known any more. */
  readonly base: Buffer | null | undefined
}

/** More than anybody has open; what is older is not read. */
const mostDrafts = 50

export class Drafts {
  readonly #folder: string
  readonly #queue = new FileQueue()
  readonly #writing = new Set<Promise<unknown>>()

  /** `folder` is the app's own; it is made when needed. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Keeps a draft in place of the one before. `there` is what the file says now, of use if that is what `baseHash` names. */
  keep(
    projectId: string,
    file: ConfigFile,
    { text, baseHash }: { text: string; baseHash: string },
    there: () => Promise<Buffer | null>,
  ): Promise<void> {
    const path = this.#path(projectId, file)
    return this.#alone(path, async () => {
      await makeFolder(join(this.#folder, projectId))
      const kept = await readBytes(`${path}.base`).catch(() => null)
      if (baseHash !== hashOf(null) && hashOf(kept) !== baseHash) {
        const now = await there().catch(() => null)
        if (now !== null && hashOf(now) === baseHash) await writeFileAtomic(`${path}.base`, now)
      }
      await writeFileAtomic(`${path}.json`, JSON.stringify({ file, text, baseHash }))
    })
  }

  /** Saved or thrown away. */
  forget(projectId: string, file: ConfigFile): Promise<void> {
    const path = this.#path(projectId, file)
    return this.#alone(path, async () => {
      for (const end of ['json', 'base']) await rm(`${path}.${end}`, { force: true })
    })
  }

  async list(projectId: string): Promise<KeptDraft[]> {
    const folder = join(this.#folder, projectId)
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).slice(0, mostDrafts)
    const drafts = names.map(async (name): Promise<KeptDraft[]> => {
      try {
        const note = noteSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))
        return [{ ...note, base: await baseOf(join(folder, name.replace(/json$/, 'base')), note.baseHash) }]
      } catch {
        return [] // half gone, or of another version
      }
    })
    return (await Promise.all(drafts)).flat()
  }

  /** Resolves once nothing is being written. */
  async settled(): Promise<void> {
    while (this.#writing.size > 0) await Promise.allSettled(this.#writing)
  }

  async #alone(path: string, work: () => Promise<void>): Promise<void> {
    const writing = this.#queue.run(path, work)
    this.#writing.add(writing)
    try {
      await writing
    } finally {
      this.#writing.delete(writing)
    }
  }

  #path(projectId: string, file: ConfigFile): string {
    const name = createHash('sha256').update(JSON.stringify(file)).digest('hex').slice(0, 24)
    return join(this.#folder, projectId, name)
  }
}

async function baseOf(path: string, hash: string): Promise<Buffer | null | undefined> {
  if (hash === hashOf(null)) return null
  const bytes = await readBytes(path).catch(() => null)
  return bytes !== null && hashOf(bytes) === hash ? bytes : undefined
}
