// The threads of sub-agents, which Codex lists only by their parent. Asked for when a parent comes into view or is unfolded.
import { create } from 'zustand'
import { codex } from '../bridge'
import type { ThreadSummary } from './model'
import { useServers } from './servers'
import { readThread, summaryOf } from './thread-fields'

interface SubAgentsStore {
  /** By parent; parents without any are not in here. */
  children: Readonly<Record<string, readonly ThreadSummary[]>>
  /** Reads the sub-agents of a thread, unless that would start a server. */
  load(projectId: string, threadId: string): Promise<void>
}

export const useSubAgents = create<SubAgentsStore>()((set) => ({
  children: {},
  async load(projectId, threadId) {
    if (useServers.getState().byProject[projectId]?.state !== 'ready') return
    const result = await codex(projectId, 'thread/list', {
      parentThreadId: threadId,
      limit: 100,
      modelProviders: [],
      useStateDbOnly: true,
    })
    if (!result.ok) return
    const found = result.value.data.flatMap((entry) => readThread(entry) ?? []).map(summaryOf)
    if (found.length > 0) set(({ children }) => ({ children: { ...children, [threadId]: found } }))
  },
}))
