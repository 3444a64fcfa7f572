// What the lists need of a rollout, bounded in size so that 10,000 of them can be held and cached.
import { z } from 'zod'
import { isCodexError, systemErrorCode } from '../codex/errors'
import type { RolloutFile } from './rollout-files'

/** Longest text kept; a path is the longest that makes sense. */
const longest = 4096
const short = z.string().max(longest)

export const factsSchema = z.object({
  /** First words of the person, at most 400 characters. */
  preview: z.string().max(400),
  /** Unix ms; null when the file says none. */
  createdAtMs: z.number().nullable(),
  /** '' when the file says none. */
  cwd: short,
  branch: short.nullable(),
  modelProvider: short.nullable(),
  /** Set for a sub-agent's thread. */
  parentThreadId: short.nullable(),
  /** The file that this one continues (a thread's id, or that of a segment), without which Codex can't read a paginated fork. */
  baseFileId: short.nullable(),
  source: short.nullable(),
})
export type SessionFacts = z.infer<typeof factsSchema>

/** Reads the beginning of a rollout. A reason in words when it is no session; never rejects. */
export async function readFacts(file: RolloutFile): Promise<SessionFacts | string> {
  if (file.compressed) return { ...nothing, createdAtMs: file.createdAtMs, preview: 'Compressed session' }
  if (file.bytes === 0) return 'It is empty.'
  return readFactsAt(file.path, file.threadId)
}

/** The same of a file known by its path only. `threadId` is what its name says, when that is known. */
export async function readFactsAt(path: string, threadId: string | null = null): Promise<SessionFacts | string> {
  try {
    const { summarizeRollout } = await import('../codex/rollout/summary')
    const summary = await summarizeRollout(path)
    if (threadId !== null && summary.threadId.toLowerCase() !== threadId)
      return 'Its name and its content tell of different sessions.'
    const { preview, createdAtMs, cwd, branch, modelProvider, parentThreadId, baseFileId, source } = summary
    return {
      preview: preview.slice(0, 400),
      createdAtMs,
      cwd: cwd.slice(0, longest),
      branch: bounded(branch),
      modelProvider: bounded(modelProvider),
      parentThreadId: bounded(parentThreadId)?.toLowerCase() ?? null,
      baseFileId: bounded(baseFileId)?.toLowerCase() ?? null,
      source: bounded(source),
    }
  } catch (error) {
    return reasonOf(error)
  }
}

const bounded = (text: string | null): string | null => text?.slice(0, longest) ?? null

const nothing: SessionFacts = {
  preview: '',
  createdAtMs: null,
  cwd: '',
  branch: null,
  modelProvider: null,
  parentThreadId: null,
  baseFileId: null,
  source: null,
}

function reasonOf(error: unknown): string {
  if (isCodexError(error)) return error.message
  switch (systemErrorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'There is no right to read it.'
    case 'ENOENT':
      return 'It was there a moment ago and is gone.'
    case 'EIO':
      return 'The disk could not read it.'
    default:
      return error instanceof Error ? `It can't be read: ${error.message}` : "It can't be read."
  }
}
