// Where the switches of the features write: config.toml of this project or of all, or one of the project's profiles.
import { useEffect, useMemo, useState } from 'react'
import type { SelectOption } from '../../kit'
import { useNotices } from '../../stores/app/notices'
import { useConfigEdits, type Reach } from '../../stores/config/config-edits'
import { useFeatures } from '../../stores/config/features'
import { useProfileFeatures } from '../../stores/config/profile-features'
import { noProfiles, usableProfiles, useProfiles } from '../../stores/config/profiles'
import type { FeatureActs } from './feature-row'

export interface FeatureScope {
  /** The profile that is switched in; null for config.toml. */
  profile: string | null
  /** What that profile says of features. */
  said: Readonly<Record<string, boolean>>
  value: string
  options: readonly SelectOption[]
  choose: (value: string) => void
  acts: FeatureActs
  undo: () => Promise<boolean>
}

const nothingSaid: Readonly<Record<string, boolean>> = {}
const mark = 'profile '

/** Begins with the profile that the features were opened for, if they were. */
export function useFeatureScope(projectId: string): FeatureScope {
  const toggle = useFeatures((state) => state.toggle)
  const reset = useFeatures((state) => state.reset)
  const wanted = useProfileFeatures((state) => state.wanted)
  const set = useProfileFeatures((state) => state.set)
  const [value, choose] = useState(wanted?.projectId === projectId ? mark + wanted.profile : 'project')
  const all = useProfiles((state) => state.byProject[projectId] ?? noProfiles)
  const watch = useProfiles((state) => state.watch)
  useEffect(() => watch(projectId), [watch, projectId])
  useEffect(() => useProfileFeatures.getState().taken(), [])

  const profiles = useMemo(() => usableProfiles(all).filter(({ problem }) => problem === null), [all])
  const name = value.startsWith(mark) ? value.slice(mark.length) : null
  const found = profiles.find((one) => one.name === name)
  // Deleted meanwhile, or broken: nothing is written into another place unseen.
  const isGone = name !== null && all.profiles !== null && found === undefined
  useEffect(() => {
    if (!isGone) return
    choose('project')
    const message = `The profile ${name} is gone or broken. Features are switched for this project again.`
    useNotices.getState().push({ level: 'warning', message, projectId })
  }, [isGone, name, projectId])
  const profile = isGone ? null : name
  const reach: Reach = value === 'all' ? 'all' : 'project'

  const acts = useMemo<FeatureActs>(() => {
    return profile === null
      ? {
          toggle: (row, on) => void toggle(projectId, row, on, reach),
          reset: (row) => void reset(projectId, row, reach),
        }
      : {
          toggle: (row, on) => void set(projectId, profile, row.name, on),
          reset: (row) => void set(projectId, profile, row.name, null),
        }
  }, [projectId, profile, reach, toggle, reset, set])

  return {
    profile,
    said: found?.features ?? nothingSaid,
    value: isGone ? 'project' : value,
    options: [
      { value: 'project', label: 'This project' },
      { value: 'all', label: 'All projects' },
      ...profiles.map((one) => ({ value: mark + one.name, label: `Profile ${one.name}` })),
      // Not listed yet.
      ...(name !== null && found === undefined && !isGone ? [{ value, label: `Profile ${name}` }] : []),
    ],
    choose,
    acts,
    undo: () =>
      profile === null ? useConfigEdits.getState().undo(projectId) : useProfileFeatures.getState().undo(projectId),
  }
}
