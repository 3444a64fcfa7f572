// Follows the configuration of a project and tells when what its home says is another thing: by undo, by another section, by hand.
import { useEffect } from 'react'
import { useEffective } from '../../stores/config/effective'

/** Names the state of the home's config.toml; null until it was read. */
export function useConfigVersion(projectId: string): string | null {
  const watch = useEffective((state) => state.watch)
  useEffect(() => watch(projectId), [watch, projectId])
  return useEffective((state) => state.byProject[projectId]?.version ?? null)
}
