// Tokens: what a session and what a project has used.
export { ProjectUsage } from './project-usage'
export { ThreadUsage } from './thread-usage'
