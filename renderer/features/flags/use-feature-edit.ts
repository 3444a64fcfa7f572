// What is known of the last press of one feature's switch, in config.toml or in a profile.
import { useShallow } from 'zustand/react/shallow'
import { editKey, useConfigEdits } from '../../stores/config/config-edits'
import { featureKey } from '../../stores/config/features'
import { switchKey, useProfileFeatures } from '../../stores/config/profile-features'

interface FeatureEdit {
  /** On its way to the file; undefined when nothing is, null when it is deleted. */
  pending: boolean | null | undefined
  problem: string | undefined
  note: string | undefined
  /** What is pending runs already. */
  isRunning: boolean
}

/** What is on its way or went wrong with one switch. Each row asks for its own: a press draws one row anew. */
export function useFeatureEdit(projectId: string, profile: string | null, feature: string): FeatureEdit {
  const key = editKey(projectId, featureKey(feature))
  const inHome = useConfigEdits(
    useShallow(({ pending, problems, notes, running }): FeatureEdit => {
      const value = pending[key]
      return {
        pending: typeof value === 'boolean' || value === null ? value : undefined,
        problem: problems[key],
        note: notes[key],
        isRunning: running[key] === true,
      }
    }),
  )
  const inProfile = useProfileFeatures(
    useShallow(({ pending, problems }): FeatureEdit => {
      const switched = switchKey(projectId, profile ?? '', feature)
      return { pending: pending[switched], problem: problems[switched], note: undefined, isRunning: false }
    }),
  )
  return profile === null ? inHome : inProfile
}
