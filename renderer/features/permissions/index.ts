// What Codex may do in a project: its permissions and its rules.
export { PermissionsSection } from './permissions-section'
export { RulesSection } from './rules-section'
