// The list by whom the secrets are for: all projects first, then each project in the sidebar's order, then those of projects
// that are not in the list any more. Pure.
import type { Project } from '../../../preload/contract/model'
import type { Secret } from '../../../preload/contract/secrets'

export interface SecretGroup {
  /** Of the project; 'all' and 'elsewhere' for the others. */
  key: string
  title: string
  secrets: Secret[]
}

/** Groups that hold something. */
export function groupSecrets(
  secrets: readonly Secret[],
  projects: readonly Pick<Project, 'id' | 'name'>[],
): SecretGroup[] {
  const known = new Set(projects.map(({ id }) => id))
  const groups: SecretGroup[] = [
    { key: 'all', title: 'All projects', secrets: secrets.filter(({ projectId }) => projectId === null) },
    ...projects.map(({ id, name }) => ({
      key: id,
      title: name,
      secrets: secrets.filter(({ projectId }) => projectId === id),
    })),
    {
      key: 'elsewhere',
      title: 'Projects that are not in the list',
      secrets: secrets.filter(({ projectId }) => projectId !== null && !known.has(projectId)),
    },
  ]
  return groups.filter((group) => group.secrets.length > 0)
}
