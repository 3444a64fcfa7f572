// What the arrow keys walk through: what was sent from here, and before it what was typed in the terminal with a shared home.
import { useEffect, useMemo } from 'react'
import { useComposer } from '../../stores/composer/composer'
import { useProjects } from '../../stores/app/projects'

const none: readonly string[] = []

/** Oldest first; a text that was sent from here too stands where it was sent here. */
export function useHistory(projectId: string): readonly string[] {
  const own = useComposer((state) => state.history[projectId] ?? none)
  const prompts = useComposer((state) => state.prompts[projectId] ?? none)
  const sharedHome = useProjects((state) => state.projects.find(({ id }) => id === projectId)?.sharedHome ?? null)
  useEffect(() => {
    if (sharedHome !== null) void useComposer.getState().loadPrompts(projectId)
  }, [projectId, sharedHome])
  return useMemo(() => {
    if (sharedHome === null || prompts.length === 0) return own
    const sent = new Set(own)
    return [...prompts.filter((text) => !sent.has(text)), ...own]
  }, [own, prompts, sharedHome])
}
