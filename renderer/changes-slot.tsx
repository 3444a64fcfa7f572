// The Changes panel with what it needs of other features: the question of trust, and Codex's tasks in the cloud.
import { lazy, Suspense } from 'react'
import { ChangesPanel } from './features/changes'
import { showChangesHere } from './stores/changes/chosen'
import { useTasks } from './stores/changes/tasks'

const TasksDialog = lazy(() => import('./features/tasks').then((module) => ({ default: module.TasksDialog })))

export function ChangesSlot({ onTrust }: { onTrust: (projectId: string) => void }) {
  const tasksOpen = useTasks((state) => state.place !== null)
  return (
    <>
      <ChangesPanel onTrust={onTrust} onTasks={(place) => useTasks.getState().open(place)} />
      {tasksOpen && (
        <Suspense>
          <TasksDialog onShow={(taskId, attempt) => showChangesHere({ kind: 'task', taskId, attempt })} />
        </Suspense>
      )}
    </>
  )
}
