// Codex's tasks in the cloud.
export { TasksDialog } from './tasks-dialog'
