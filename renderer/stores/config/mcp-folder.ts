// MCP servers that a project's folder brings in its `.codex`, and the person's word on each. Main holds them back until then; here
// is what it tells of them. Loaded with the first notice or with the settings.
import { create } from 'zustand'
import type { FolderServer } from '../../../preload/contract/mcp'
import type { DeckError } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { onConfigEvent } from './config-events'

interface FolderStore {
  byProject: Readonly<Record<string, readonly FolderServer[]>>
  /** Why the last look failed, by project. */
  problems: Readonly<Record<string, DeckError | null>>
  /** Name of the server that is being decided on; null while none is. */
  deciding: string | null
  /** Why the last decision was not taken. */
  problem: { name: string; message: string } | null
  load(projectId: string): Promise<void>
  /** Lets the server run as it was shown (by its hash), or keeps it off. Answers whether main took it. */
  decide(projectId: string, server: FolderServer, approve: boolean): Promise<boolean>
}

/** Waits for a word: never seen, or another one than was approved. */
export const isWaiting = ({ state }: FolderServer): boolean => state === 'waiting' || state === 'changed'

export const useFolderServers = create<FolderStore>()((set, get) => {
  /** Counts what was asked and told of each project, so that an older answer changes nothing. */
  const asked = new Map<string, number>()
  const next = (projectId: string): number => {
    const count = (asked.get(projectId) ?? 0) + 1
    asked.set(projectId, count)
    return count
  }
  const put = (projectId: string, servers: readonly FolderServer[]): void =>
    set(({ byProject, problems }) => ({
      byProject: { ...byProject, [projectId]: servers },
      problems: { ...problems, [projectId]: null },
    }))
  onConfigEvent((event) => {
    if (event.type !== 'folder-servers') return
    next(event.projectId)
    put(event.projectId, event.servers)
  })
  return {
    byProject: {},
    problems: {},
    deciding: null,
    problem: null,
    async load(projectId) {
      const own = next(projectId)
      const result = await app('mcp/folderServers', { projectId })
      if (own !== asked.get(projectId)) return
      if (result.ok) put(projectId, result.value)
      else set(({ problems }) => ({ problems: { ...problems, [projectId]: result.error } }))
    },
    async decide(projectId, { name, hash }, approve) {
      if (get().deciding !== null) return false
      set({ deciding: name, problem: null })
      const result = await app('mcp/decide', { projectId, name, hash, approve })
      set({ deciding: null, problem: result.ok ? null : { name, message: result.error.message } })
      // Whatever came of it: what main has now is what counts, a changed definition above all.
      await get().load(projectId)
      return result.ok
    },
  }
})
