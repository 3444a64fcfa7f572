// Going back with the files: what it would change, as a view, and doing it by the app's snapshots. The chat goes back by Codex's own
// revert (stores/threads); either can be had without the other.
import type { ActReport } from '../../../preload/contract/changes'
import type { Result } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { useActs } from './acts'
import { useGitFacts } from './facts'
import { createOpenView, useChanges } from './open-view'

/** What going back would do to the files, for whoever asks about it: one question is open at a time. */
export const useRewindView = createOpenView()

/**
 * Makes the files what they were before the turn whose view is open (useRewindView). Once done it is told as any act is, with Undo.
 * With `done` false nothing was changed (files changed since they were looked at); the view is then read anew.
 */
export async function rewindFiles(): Promise<Result<ActReport>> {
  const { view, place } = useRewindView.getState()
  if (view === null || place === null)
    return { ok: false, error: { code: 'no-view', message: 'What would change is not known yet.' } }
  const result = await app('checkpoints/rewind', { viewId: view.viewId })
  if (!result.ok) return result
  if (result.value.done) useActs.getState().take(place, result.value)
  else useRewindView.getState().refresh()
  void useGitFacts.getState().load(place)
  useChanges.getState().refresh()
  return result
}
