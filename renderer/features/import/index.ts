// Bringing in sessions that another Codex made.
export { ImportDialog } from './import-dialog'
