// The search over all sessions.
export { SearchDialog } from './search-dialog'
