// The opened folders and which of them, and which thread in each, is in view. Main owns the list; this window the view.
import { create } from 'zustand'
import type { ModelSource, Project, Trust } from '../../../preload/contract/model'
import { app } from '../../bridge'
import { keep, readKept } from './kept'
import { fields, textIn } from '../threads/decode'
import { tellFailure, useNotices } from './notices'

interface ProjectsStore {
  projects: readonly Project[]
  activeId: string | null
  /** The thread in view per project; null or absent shows the composer of a new one. */
  activeThreadId: Readonly<Record<string, string | null>>
  /** Takes in the list as main has it. */
  receive(projects: readonly Project[]): void
  select(projectId: string | null): void
  selectThread(projectId: string, threadId: string | null): void
  /** Native folder dialog, then selects the new project. Answers it, or null when the dialog was closed or it failed (told in a notice). */
  pick(): Promise<Project | null>
  /** Adds and selects a folder by path. */
  add(path: string): Promise<Project | null>
  /** Takes the project off the list, with an undo in the notice. Its folder and its home stay. */
  remove(projectId: string): Promise<void>
  reorder(projectIds: readonly string[]): Promise<void>
  setTrust(projectId: string, trust: Trust): Promise<boolean>
  setSource(projectId: string, source: ModelSource): Promise<boolean>
  /** Chooses the account of a project; null the default one. */
  setAccount(projectId: string, accountId: string | null): Promise<boolean>
  reveal(projectId: string, what: 'folder' | 'home' | 'config'): Promise<void>
}

interface KeptView {
  activeId: string | null
  activeThreadId: Record<string, string | null>
}

function acceptView(value: unknown): KeptView {
  const read = fields(value)
  const threads: Record<string, string | null> = {}
  for (const [projectId, threadId] of Object.entries(fields(read['activeThreadId'])))
    if (typeof threadId === 'string') threads[projectId] = threadId
  return { activeId: textIn(read, 'activeId'), activeThreadId: threads }
}

const kept = readKept<KeptView>('view', acceptView, { activeId: null, activeThreadId: {} })

export const useProjects = create<ProjectsStore>()((set, get) => {
  const view = (change: Partial<KeptView>) => {
    set(change)
    const { activeId, activeThreadId } = get()
    keep('view', { activeId, activeThreadId })
  }
  const taken = (project: Project) => {
    // Main pushes the new list too; whichever comes first, the project is in it and in view.
    const { projects } = get()
    if (!projects.some((known) => known.id === project.id)) set({ projects: [...projects, project] })
    view({ activeId: project.id })
  }
  const change = async (id: string, part: Partial<Project>, tried: string, call: () => ReturnType<typeof app>) => {
    const before = get().projects
    set({ projects: before.map((project) => (project.id === id ? { ...project, ...part } : project)) })
    const result = await call()
    if (result.ok) return true
    set({ projects: before })
    tellFailure(tried, result.error, id)
    return false
  }

  return {
    projects: [],
    activeId: kept.activeId,
    activeThreadId: kept.activeThreadId,

    receive(projects) {
      set({ projects })
      const { activeId } = get()
      if (!projects.some((project) => project.id === activeId)) view({ activeId: projects[0]?.id ?? null })
    },
    select(projectId) {
      view({ activeId: projectId })
    },
    selectThread(projectId, threadId) {
      view({ activeThreadId: { ...get().activeThreadId, [projectId]: threadId } })
    },
    async pick() {
      const result = await app('projects/pick', {})
      if (!result.ok) {
        tellFailure('The folder was not opened', result.error)
        return null
      }
      if (result.value) taken(result.value)
      return result.value
    },
    async add(path) {
      const result = await app('projects/add', { path })
      if (!result.ok) {
        tellFailure('The folder was not opened', result.error)
        return null
      }
      taken(result.value)
      return result.value
    },
    async remove(projectId) {
      const project = get().projects.find((known) => known.id === projectId)
      const result = await app('projects/remove', { projectId })
      if (!result.ok) return tellFailure('The project was not removed', result.error, projectId)
      get().receive(get().projects.filter((known) => known.id !== projectId))
      if (!project) return
      useNotices.getState().push({
        level: 'info',
        message: `${project.name} was removed from the list. Its files and its chats are kept.`,
        action: { label: 'Undo', run: () => void get().add(project.path) },
      })
    },
    async reorder(projectIds) {
      const before = get().projects
      const rank = new Map(projectIds.map((id, place) => [id, place]))
      const place = (project: Project) => rank.get(project.id) ?? projectIds.length
      set({ projects: before.toSorted((a, b) => place(a) - place(b)) })
      const result = await app('projects/reorder', { projectIds: [...projectIds] })
      if (result.ok) return
      set({ projects: before })
      tellFailure('The order was not kept', result.error)
    },
    setTrust: (projectId, trust) =>
      change(projectId, { trust }, 'The trust was not changed', () => app('projects/trust', { projectId, trust })),
    setSource: (projectId, source) =>
      change(projectId, { source }, 'The source was not changed', () => app('projects/source', { projectId, source })),
    setAccount: (projectId, accountId) =>
      change(projectId, { accountId }, 'The account was not changed', () =>
        app('projects/account', { projectId, accountId }),
      ),
    async reveal(projectId, what) {
      const result = await app('projects/reveal', { projectId, what })
      if (!result.ok) tellFailure('The folder could not be shown', result.error, projectId)
    },
  }
})

/** The project in view, or null when none is open. */
export function useActiveProject(): Project | null {
  return useProjects((state) => state.projects.find((project) => project.id === state.activeId) ?? null)
}
