// What the panel shows: the place and source of the chat in view, opened in the store and kept fresh while the panel is there.
import { useEffect, useMemo, useState } from 'react'
import type { ChangeSource, GitFacts, Place } from '../../../preload/contract/changes'
import type { Project } from '../../../preload/contract/model'
import { useActiveProject, useProjects } from '../../stores/app/projects'
import { scopeOf, useChosen, type Choice } from '../../stores/changes/chosen'
import { useFactsOf, useGitFacts } from '../../stores/changes/facts'
import { keepFresh } from '../../stores/changes/fresh'
import { useChanges } from '../../stores/changes/open-view'
import { placeKey } from '../../stores/changes/place'
import { lastTurnOf, sourceOf, usualChoice } from '../../stores/changes/sources'
import { usePlaceOf, useWorktrees, worktreeOf } from '../../stores/changes/worktrees'
import type { ThreadState } from '../../stores/threads/model'
import { useThreads } from '../../stores/threads/threads'

export interface Shown {
  project: Project
  threadId: string | null
  place: Place
  facts: GitFacts | null
  /** Null until it is known what suits. */
  choice: Choice | null
  /** Null while the choice has nothing to show: no chat, no turn. */
  hasSource: boolean
  /** The newest turn of the chat. */
  lastTurnId: string | null
}

const threadNow = (threadId: string | null): ThreadState | null =>
  threadId === null ? null : (useThreads.getState().threads[threadId] ?? null)

/** Null where no project is open. Opens what is chosen; the store's view is about it, or about to be. */
export function useShown(): Shown | null {
  const project = useActiveProject()
  const projectId = project?.id ?? null
  const threadId = useProjects((state) => (projectId === null ? null : (state.activeThreadId[projectId] ?? null)))
  const place = usePlace(projectId, threadId)
  const facts = useFactsOf(place)
  const factsRead = useGitFacts((state) => {
    const read = place === null ? undefined : state.facts[placeKey(place)]
    return read !== undefined && (read.value !== null || read.problem !== null)
  })
  const chosen = useChosen((state) => (projectId === null ? undefined : state.choices[scopeOf(projectId, threadId)]))
  const ignoreSpace = useChosen((state) => state.ignoreSpace)
  const lastTurnId = useThreads((state) =>
    threadId === null ? null : (lastTurnOf(state.threads[threadId] ?? null)?.id ?? null),
  )
  const opening = useThreads((state) => threadId !== null && state.threads[threadId]?.loading === 'opening')
  const root = project?.path ?? null

  useEffect(() => {
    if (place !== null) void useGitFacts.getState().load(place)
  }, [place])

  const stagedOnly = facts !== null && usualChoice(null, facts).kind === 'staged'
  const choice = useMemo<Choice | null>(() => {
    if (chosen !== undefined) return chosen
    if (lastTurnId !== null) return { kind: 'turn', turnId: null }
    // Before both are known, whatever was shown would be taken away again.
    if (!factsRead || opening) return null
    return { kind: stagedOnly ? 'staged' : 'unstaged' }
  }, [chosen, lastTurnId, factsRead, opening, stagedOnly])
  const waits = choice?.kind === 'turn' && choice.turnId === null ? lastTurnId : null
  const hasSource =
    choice !== null &&
    (choice.kind !== 'turn' && choice.kind !== 'session' ? true : threadId !== null && lastTurnId !== null)

  useEffect(() => {
    if (place === null || choice === null || !hasSource) return useChanges.getState().close()
    const sourceNow = (): ChangeSource | null => {
      // A chat in a worktree tells paths of that folder.
      return sourceOf(choice, threadNow(threadId), worktreeOf(place.projectId, threadId)?.path ?? root)
    }
    const source = sourceNow()
    if (source === null) return useChanges.getState().close()
    useChanges.getState().show(place, source, ignoreSpace)
    return keepFresh(useChanges, { place, threadId, sourceNow })
  }, [place, choice, hasSource, waits, threadId, root, ignoreSpace])
  useEffect(() => () => useChanges.getState().close(), [])

  return project === null || place === null ? null : { project, threadId, place, facts, choice, hasSource, lastTurnId }
}

/** The place of the chat in view; null until it is known whether it works in a worktree. */
function usePlace(projectId: string | null, threadId: string | null): Place | null {
  const place = usePlaceOf(projectId ?? '', threadId)
  const [settled, setSettled] = useState<string | null>(null)
  useEffect(() => {
    if (projectId === null) return
    // Unread, for whatever reason, means the project's own folder, which is where chats usually work.
    void useWorktrees
      .getState()
      .load(projectId)
      .then(() => setSettled(projectId))
  }, [projectId])
  return projectId !== null && settled === projectId ? place : null
}
