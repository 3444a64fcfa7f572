// Token counts of sessions and projects as their records tell them. Read when asked for; nothing is counted here.
import { create } from 'zustand'
import type { ProjectUsageReport, ThreadUsageReport } from '../../../preload/contract/usage'
import type { DeckError, Result } from '../../../preload/contract/result'
import { app } from '../../bridge'

export interface Counted<T> {
  report: T | null
  loading: boolean
  problem: DeckError | null
}

interface UsageStore {
  threads: Readonly<Record<string, Counted<ThreadUsageReport>>>
  projects: Readonly<Record<string, Counted<ProjectUsageReport>>>
  /** Reads the thread's counts anew; what was known stays in view meanwhile. */
  loadThread(projectId: string, threadId: string): Promise<void>
  loadProject(projectId: string): Promise<void>
}

const unknown = { report: null, loading: false, problem: null }

function counted<T>(before: Counted<T> | undefined, result: Result<T>): Counted<T> {
  if (result.ok) return { report: result.value, loading: false, problem: null }
  return { report: before?.report ?? null, loading: false, problem: result.error }
}

export const useUsage = create<UsageStore>()((set, get) => ({
  threads: {},
  projects: {},
  async loadThread(projectId, threadId) {
    const before = get().threads[threadId]
    if (before?.loading) return
    set(({ threads }) => ({ threads: { ...threads, [threadId]: { ...(before ?? unknown), loading: true } } }))
    const result = await app('sessions/usage', { projectId, threadId })
    set(({ threads }) => ({ threads: { ...threads, [threadId]: counted(threads[threadId], result) } }))
  },
  async loadProject(projectId) {
    const before = get().projects[projectId]
    if (before?.loading) return
    set(({ projects }) => ({ projects: { ...projects, [projectId]: { ...(before ?? unknown), loading: true } } }))
    const result = await app('projects/usage', { projectId })
    set(({ projects }) => ({ projects: { ...projects, [projectId]: counted(projects[projectId], result) } }))
  },
}))
