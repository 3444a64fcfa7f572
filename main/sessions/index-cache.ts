// What was read of a home's rollouts, kept on disk between runs: one file per home under the app's data, a JSON line per
// rollout. It can be deleted at any time; a broken or foreign one counts as empty and is written anew.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { makeFolder } from '../codex/files/make-folder'
import { writeFileAtomic } from '../codex/files/atomic-write'
import { breathe } from './in-parallel'
import { factsSchema, type SessionFacts } from './session-facts'

/** Counted up when the facts change, so that an older cache is not used. */
const version = 1

/** What a rollout said when it had this size and time; a reason in words when it is no session. */
export interface CachedRollout {
  readonly bytes: number
  readonly mtimeMs: number
  readonly read: SessionFacts | string
}

const headSchema = z.object({ deckSessionIndex: z.literal(version), home: z.string() })
const lineSchema = z.object({
  p: z.string(),
  b: z.number(),
  m: z.number(),
  r: z.union([factsSchema, z.string()]),
})

/** Lines parsed or written in one go; a few milliseconds of the main thread. */
const portion = 400

const fileOf = (folder: string, home: string): string =>
  join(folder, `${createHash('sha256').update(home).digest('hex').slice(0, 16)}.jsonl`)

/** Path of a rollout → what was read of it. Empty when there is no cache for this home that can be used. */
export async function readIndexCache(folder: string, home: string): Promise<Map<string, CachedRollout>> {
  const entries = new Map<string, CachedRollout>()
  try {
    const lines = (await readFile(fileOf(folder, home), 'utf8')).split('\n')
    const head = headSchema.safeParse(JSON.parse(lines[0] ?? ''))
    if (!head.success || head.data.home !== home) return entries
    for (let at = 1; at < lines.length; at++) {
      const line = lines[at]
      if (line) {
        const { p, b, m, r } = lineSchema.parse(JSON.parse(line))
        entries.set(p, { bytes: b, mtimeMs: m, read: r })
      }
      if (at % portion === 0) await breathe()
    }
    return entries
  } catch {
    return new Map() // absent, torn or foreign: everything is read again
  }
}

/** Replaces the cache. Rejects with the system's error; nothing is lost by that but time. */
export async function writeIndexCache(
  folder: string,
  home: string,
  entries: ReadonlyMap<string, CachedRollout>,
): Promise<void> {
  const lines = [JSON.stringify({ deckSessionIndex: version, home })]
  for (const [p, { bytes, mtimeMs, read }] of entries) {
    lines.push(JSON.stringify({ p, b: bytes, m: mtimeMs, r: read }))
    if (lines.length % portion === 0) await breathe()
  }
  await makeFolder(folder)
  await writeFileAtomic(fileOf(folder, home), `${lines.join('\n')}\n`)
}
