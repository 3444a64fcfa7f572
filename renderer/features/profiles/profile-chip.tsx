// In the title of a chat that was begun with a profile: which one. A press shows the profiles.
import { Layers2 } from 'lucide-react'
import { useEffect } from 'react'
import { cx, tip } from '../../kit'
import { useUi } from '../../stores/app/ui'
import { noProfiles, useProfiles } from '../../stores/config/profiles'
import { drawLine } from '../../text/visible-text'
import { setsWords } from './sets-words'

interface ProfileChipProps {
  projectId: string
  threadId: string
}

export function ProfileChip({ projectId, threadId }: ProfileChipProps) {
  const name = useProfiles((state) => state.ofThread[threadId] ?? null)
  const listed = useProfiles((state) => (state.byProject[projectId] ?? noProfiles).profiles)
  useEffect(() => {
    const { load, loadOf, byProject } = useProfiles.getState()
    void loadOf(projectId, threadId).then((found) => {
      if (found !== null && byProject[projectId] === undefined) void load(projectId)
    })
  }, [projectId, threadId])
  if (name === null) return null
  const profile = listed?.find((one) => one.name === name) ?? null
  const isGone = listed !== null && (profile === null || profile.problem !== null)
  const words = isGone
    ? `This chat was begun with the profile ${name}, which is gone or broken. Taken up again, it goes on with the project’s own settings.`
    : `This chat was begun with the profile ${name}, and keeps it.${profile === null ? '' : `\n${setsWords(profile)}`}`
  return (
    <button
      type="button"
      data-testid="profile-chip"
      aria-label={`Profile: ${name}`}
      className={cx(
        'flex h-6 min-w-0 shrink items-center gap-1 rounded-sm px-1.5 text-small hover:bg-hover',
        isGone ? 'text-waiting' : 'text-muted hover:text-text',
      )}
      onClick={() => useUi.getState().showPage('settings', 'profiles')}
      {...tip(words)}
    >
      <Layers2 size={14} aria-hidden className="shrink-0" />
      <span className="max-w-32 truncate @max-2xl:hidden">{drawLine(name)}</span>
    </button>
  )
}
