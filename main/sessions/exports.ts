// Export as the window uses it: a place is asked for natively, the session is read through Codex (or its files, for the raw
// records), and the last file written can be shown.
import type { Project } from '@contract/model'
import type { ExportFormat, ExportReport } from '@contract/exports'
import type { Thread } from '@protocol/v2/Thread'
import type { ThreadReadResponse } from '@protocol/v2/ThreadReadResponse'
import type { ThreadTurnsListParams } from '@protocol/v2/ThreadTurnsListParams'
import type { ThreadTurnsListResponse } from '@protocol/v2/ThreadTurnsListResponse'
import { CallError } from '../app/call-error'
import { exportFileName } from './export/file-name'
import { locateRollout, type SessionHomes } from './homes'
import { takeUpOnce } from './take-up'

export interface ExportsParts {
  homes: SessionHomes
  project: (projectId: string) => Project
  request: (project: Project, method: string, params: unknown) => Promise<unknown>
  /** Whether Codex holds the thread loaded already. */
  isLoaded: (projectId: string, threadId: string) => boolean
}

export class Exports {
  readonly #parts: ExportsParts
  #last: string | null = null

  constructor(parts: ExportsParts) {
    this.#parts = parts
  }

  /** The file of the last export. Throws a CallError when there was none. */
  get last(): string {
    if (this.#last === null) throw new CallError('no-export', 'Nothing was exported yet.')
    return this.#last
  }

  /** `pick` asks where to save, with a name to propose; null when the person closed that dialog. */
  async run(
    { projectId, threadId, format }: { projectId: string; threadId: string; format: ExportFormat },
    pick: (name: string) => Promise<string | null>,
  ): Promise<ExportReport | null> {
    const { homes, project, request } = this.#parts
    const of = project(projectId)
    const call = (method: string, params: unknown): Promise<unknown> => request(of, method, params)
    // Codex's own answers, at the border to it.
    const { thread } = (await call('thread/read', { threadId, includeTurns: false })) as ThreadReadResponse
    const title = titleOf(thread)
    const target = await pick(exportFileName(title, format))
    if (target === null) return null

    const ask = async (params: ThreadTurnsListParams): Promise<ThreadTurnsListResponse> =>
      (await call('thread/turns/list', params)) as ThreadTurnsListResponse
    if (format !== 'jsonl') await this.#makeReadable(of, threadId, ask, call)
    const { exportSession } = await import('./export/export-session')
    const { turnsOldestFirst } = await import('./export/turn-pages')
    const { home } = homes.of(projectId)
    const { path } = await homes.rollout(projectId, threadId)
    const report = await exportSession({
      format,
      threadId,
      title,
      thread,
      turns: turnsOldestFirst(threadId, ask),
      rolloutPath: format === 'jsonl' ? await chainOf(home, path) : path,
      target,
    })
    this.#last = report.path
    return report
  }

  async #makeReadable(
    of: Project,
    threadId: string,
    ask: (params: ThreadTurnsListParams) => Promise<ThreadTurnsListResponse>,
    call: (method: string, params: unknown) => Promise<unknown>,
  ): Promise<void> {
    if (this.#parts.isLoaded(of.id, threadId)) return
    const { data } = await ask({ threadId, limit: 1, itemsView: 'notLoaded' })
    if (data.length === 0) await takeUpOnce(call, threadId, of.path)
  }
}

async function chainOf(home: string, path: string) {
  const { rolloutChain } = await import('./export/rollout-chain')
  return rolloutChain(path, async (fileId) => (await locateRollout(home, fileId))?.parts[0] ?? null)
}

function titleOf({ name, preview }: Pick<Thread, 'name' | 'preview'>): string {
  return (
    name ??
    preview
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim()
      .slice(0, 200) ??
    'Untitled session'
  )
}
