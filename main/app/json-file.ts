// A small JSON document on disk that the app owns (settings, projects, window state): read leniently, written atomically.
// It holds no secrets and nothing of Codex's.
import { copyFile, mkdir } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeFileAtomic } from '../codex/files/atomic-write'
import type { z } from 'zod'

/** Writes under way, of all documents. */
const writing = new Set<Promise<void>>()

/** Settles once no document is being written: to be awaited before the process ends. Never rejects. */
export async function writesSettled(): Promise<void> {
  while (writing.size > 0) await Promise.allSettled(writing)
}

export interface JsonFile<T> {
  /** The last value read or written. */
  readonly value: T
  /** Replaces the document. Writes follow one another; the last one wins. Rejects when the disk refuses. */
  write(value: T): Promise<void>
  /** Why the file on disk could not be used and where its copy was put; null when all was well. */
  readonly problem: string | null
}

/**
 * Opens the document at `path`. A missing file gives `fallback`; a broken one gives `fallback` too, is copied to
 * `<path>.broken` before anything is written over it, and says so in `problem`.
 */
export function openJsonFile<S extends z.ZodType>(
  path: string,
  schema: S,
  fallback: z.output<S>,
): JsonFile<z.output<S>> {
  let problem: string | null = null
  let value: z.output<S> = fallback
  let broken = false
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (parsed.success) value = parsed.data
    else broken = true
  } catch (error) {
    broken = !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
  }
  if (broken) problem = `${path} could not be read; starting afresh. The old file is kept as ${path}.broken.`

  let queue: Promise<void> = Promise.resolve()
  return {
    get value() {
      return value
    },
    get problem() {
      return problem
    },
    write(next) {
      value = next
      const text = `${JSON.stringify(next, null, 2)}\n`
      const write = async (): Promise<void> => {
        if (broken) {
          await copyFile(path, `${path}.broken`).catch(() => undefined)
          broken = false
        }
        await mkdir(dirname(path), { recursive: true })
        await writeFileAtomic(path, text)
      }
      const written = queue.then(write, write)
      queue = written
      writing.add(written)
      const forget = (): void => void writing.delete(written)
      written.then(forget, forget)
      return written
    },
  }
}
