// Copies sessions into a project's home, never moving and never overwriting: the source is opened for reading and nothing
// else. A fork brings along the session it continues, without which Codex can't read it, and a session its sub-agents.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportReport } from '@contract/imports'
import { systemErrorCode } from '../codex/errors'
import { copyFileExclusive } from '../codex/files/exclusive-copy'
import { makeFolder } from '../codex/files/make-folder'
import { homeLayout } from '../codex/home/layout'
import type { HomeContents } from './import-scan'
import type { RolloutFile, RolloutPart } from './rollout-files'
import type { FoundSession } from './session-index'

export interface CopyJob {
  /** All sessions of the source, by thread id. */
  readonly found: ReadonlyMap<string, FoundSession>
  /** The ones that were chosen. */
  readonly threadIds: readonly string[]
  /** The home to copy into. */
  readonly home: string
  /** What it has already. */
  readonly there: HomeContents
  readonly signal: AbortSignal
  onProgress: (done: number, of: number) => void
}

export interface CopyOutcome extends ImportReport {
  /** Everything that was copied, what came along too. */
  readonly added: readonly string[]
}

/** The disk says the same of every further file: going on would only repeat it. */
const hopeless = new Set(['ENOSPC', 'EDQUOT', 'EROFS'])

/** Copies one after the other. Failures are told per session; a cancelled job keeps what was copied whole. */
export async function copySessions(job: CopyJob): Promise<CopyOutcome> {
  const { found, home, there, signal } = job
  const owners = ownersOf(found)
  const plan = withCompanions(job, owners)
  const chosen = new Set(job.threadIds.map((id) => id.toLowerCase()))
  const copied = new Set<string>()
  const failures = new Map<string, string>()
  const alreadyThere: string[] = []
  let stop: string | null = null
  for (const [index, threadId] of plan.entries()) {
    if (signal.aborted) break
    const session = found.get(threadId)
    const base = session?.facts.baseFileId ?? null
    const owner = base === null ? undefined : owners.get(base)
    if (there.threads.has(threadId)) alreadyThere.push(threadId)
    else if (!session) failures.set(threadId, 'Its file is not there any more.')
    else if (stop !== null) failures.set(threadId, stop)
    else if (base !== null && !there.files.has(base) && !(owner !== undefined && copied.has(owner)))
      failures.set(
        threadId,
        `It continues another session (${owner ?? base}), which ${owner === undefined ? 'is missing' : 'could not be copied'}.`,
      )
    else {
      const result = await copyThread(session.file, home)
      if (result.kind === 'copied') copied.add(threadId)
      else if (result.kind === 'taken') alreadyThere.push(threadId)
      else {
        failures.set(threadId, result.reason)
        if (result.final) stop = result.reason
      }
    }
    job.onProgress(index + 1, plan.length)
  }
  return {
    added: [...copied],
    copied: [...copied].filter((id) => chosen.has(id)),
    alreadyThere: alreadyThere.filter((id) => chosen.has(id)),
    failed: [...failures].map(([threadId, reason]) => ({ threadId, reason })),
  }
}

/** File id → the thread that it belongs to. */
function ownersOf(found: CopyJob['found']): Map<string, string> {
  const owners = new Map<string, string>()
  for (const [threadId, { file }] of found) for (const { fileId } of file.parts) owners.set(fileId, threadId)
  return owners
}

/** The chosen sessions with what they need before them and their sub-agents after them, each once. */
function withCompanions({ found, threadIds }: CopyJob, owners: ReadonlyMap<string, string>): string[] {
  const children = new Map<string, string[]>()
  for (const [id, { facts }] of found) {
    if (facts.parentThreadId === null) continue
    const siblings = children.get(facts.parentThreadId)
    if (siblings) siblings.push(id)
    else children.set(facts.parentThreadId, [id])
  }
  const plan = new Set<string>()
  const wanted = threadIds.map((id) => id.toLowerCase())
  // Grows while it is walked: what comes along may bring something along itself.
  for (const id of wanted) {
    const lineage: string[] = []
    let next: string | null = id
    while (next !== null && !plan.has(next) && !lineage.includes(next)) {
      lineage.push(next)
      const base: string | null = found.get(next)?.facts.baseFileId ?? null
      next = base === null ? null : (owners.get(base) ?? null)
    }
    for (const member of lineage.toReversed()) {
      plan.add(member)
      wanted.push(...(children.get(member) ?? []))
    }
  }
  return [...plan]
}

type CopyResult =
  | { kind: 'copied' }
  /** A file of this name is there. */
  | { kind: 'taken' }
  /** `final`: it would be so for every further file. */
  | { kind: 'failed'; reason: string; final: boolean }

/** All files of a thread, or none: without one of them it would be another session. */
async function copyThread({ parts }: RolloutFile, home: string): Promise<CopyResult> {
  const made: string[] = []
  let taken = 0
  for (const part of parts) {
    const folder = folderFor(part, home)
    const target = join(folder, part.name)
    try {
      await makeFolder(folder)
      if (await copyFileExclusive(part.path, target)) made.push(target)
      else taken++
    } catch (error) {
      // Only what was made just now.
      for (const path of made) await rm(path, { force: true })
      const code = systemErrorCode(error) ?? ''
      return { kind: 'failed', reason: reasonOf(code, error, part.path), final: hopeless.has(code) }
    }
  }
  return { kind: taken === parts.length ? 'taken' : 'copied' }
}

/** Where Codex itself would keep it: by the day in its name, or flat with the archived ones. */
function folderFor({ name, archived }: RolloutPart, home: string): string {
  const { sessions, archivedSessions } = homeLayout(home)
  if (archived) return archivedSessions
  const [, year, month, day] = /^rollout-(\d{4})-(\d{2})-(\d{2})T/.exec(name) ?? []
  return join(sessions, year ?? '1970', month ?? '01', day ?? '01')
}

function reasonOf(code: string, error: unknown, path: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full. Free some space and import again.'
    case 'EROFS':
      return 'The project’s home is on a disk that can only be read.'
    case 'ENOENT':
      return 'Its file is not there any more.'
    case 'EACCES':
    case 'EPERM':
      return `There is no right to read ${path}, or to write to the project’s home.`
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
