// The threads of sub-agents, which Codex lists only by their parent. Asked for when a parent comes into view or is unfolded.
import { create } from 'zustand'
import { codex } from '../../bridge'
import { fields, listIn } from './decode'
import { isGoing } from './going'
import type { ThreadSummary } from './model'
import { useServers } from '../app/servers'
import { readThread, summaryOf } from './thread-fields'

interface SubAgentsStore {
  /** By project and parent (one session may be brought into two projects); parents without any are not in here. */
  children: Readonly<Record<string, Readonly<Record<string, readonly ThreadSummary[]>>>>
  /** Reads the sub-agents of a thread, unless that would start a server. */
  load(projectId: string, threadId: string): Promise<void>
  /** Takes a sub-agent's row away. Answers its parent; null when it is none that is known here. */
  drop(projectId: string, threadId: string): string | null
}

export const useSubAgents = create<SubAgentsStore>()((set, get) => {
  const put = (projectId: string, parentId: string, found: readonly ThreadSummary[]): void =>
    set(({ children }) => {
      const { [parentId]: _before, ...others } = children[projectId] ?? {}
      return { children: { ...children, [projectId]: found.length === 0 ? others : { ...others, [parentId]: found } } }
    })
  return {
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
      const found = listIn(fields(result.value), 'data').flatMap((entry) => readThread(entry) ?? [])
      const before = get().children[projectId]?.[threadId]
      if (found.length > 0 || before !== undefined)
        put(
          projectId,
          threadId,
          found.map(summaryOf).filter(({ id }) => !isGoing(projectId, id)),
        )
    },
    drop(projectId, threadId) {
      for (const [parentId, own] of Object.entries(get().children[projectId] ?? {})) {
        const others = own.filter(({ id }) => id !== threadId)
        if (others.length === own.length) continue
        put(projectId, parentId, others)
        return parentId
      }
      return null
    },
  }
})
