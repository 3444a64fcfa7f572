// The thread that a project shows. One session may lie in the homes of two projects, by an import or a shared home, and the window
// holds one of the two. The one that runs is never put away for the other: until its turn has ended, the other project shows why.
import { useProjects } from '../app/projects'
import { emptyThread, type ThreadState } from './model'

/** Whether the open thread is another project's, and runs there. */
export function runsElsewhere(thread: ThreadState | undefined, projectId: string): thread is ThreadState {
  return thread !== undefined && thread.projectId !== projectId && thread.runningTurnId !== null
}

/** The project's thread as it is open; null when it isn't. In its place, while the other one runs: one that can't be opened. */
export function threadIn(thread: ThreadState | undefined, projectId: string): ThreadState | null {
  if (thread?.projectId === projectId) return thread
  return runsElsewhere(thread, projectId) ? busyElsewhere(thread, projectId) : null
}

/** What the project shows in place of a thread that runs in another one. */
export function busyElsewhere(
  { id, title, projectId: otherId }: Pick<ThreadState, 'id' | 'title' | 'projectId'>,
  projectId: string,
): ThreadState {
  const other = useProjects.getState().projects.find((project) => project.id === otherId)
  const where = other === undefined ? 'another project' : `the project “${other.name}”`
  const message = `Codex is working in this chat in ${where}. Here it opens by itself once that has ended.`
  return {
    ...emptyThread(projectId, id),
    title,
    loading: 'failed',
    problem: { code: 'thread.elsewhere', message },
  }
}
