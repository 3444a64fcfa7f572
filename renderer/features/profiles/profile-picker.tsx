// Which profile a new chat begins with, beside the other choices of the composer. What is chosen stays for the project's next chats.
import { ChevronDown, Layers2 } from 'lucide-react'
import { useEffect } from 'react'
import type { Project } from '../../../preload/contract/model'
import { cx, Menu, type MenuEntry } from '../../kit'
import { useUi } from '../../stores/app/ui'
import { chosenProfile, noProfiles, usableProfiles, useProfiles } from '../../stores/config/profiles'
import { drawLine } from '../../text/visible-text'
import { setsWords } from './sets-words'

const none = ''

export function ProfilePicker({ project }: { project: Project }) {
  const { id } = project
  const all = useProfiles((state) => state.byProject[id] ?? noProfiles)
  const load = useProfiles((state) => state.load)
  useEffect(() => void load(id), [load, id])
  const usable = usableProfiles(all)
  const chosen = chosenProfile(all)
  const { used } = all
  // Nothing to choose between; profiles are made in the settings.
  if (all.profiles === null || (usable.length === 0 && used === null)) return null
  const problem =
    used === null
      ? null
      : chosen === null
        ? `The profile ${used} is not there any more. Choose another one.`
        : chosen.problem === null
          ? null
          : `The profile ${used} is broken: ${chosen.problem}`
  const entries = (): MenuEntry[] => [
    {
      kind: 'radio',
      value: used ?? none,
      onChange: (value) => void useProfiles.getState().use(id, value === none ? null : value),
      options: [
        { value: none, label: 'No profile', description: 'Settings of this project alone' },
        ...usable
          .filter((profile) => profile.problem === null)
          .map((profile) => ({ value: profile.name, label: profile.name, description: setsWords(profile) })),
      ],
    },
    ...(usable.some((profile) => profile.problem !== null)
      ? [{ kind: 'label', text: 'Broken profiles are not offered.' } satisfies MenuEntry]
      : []),
    { kind: 'separator' },
    { kind: 'item', label: 'Profiles…', onSelect: () => useUi.getState().showPage('settings', 'profiles') },
  ]
  return (
    <Menu
      side="top"
      onOpenChange={(open) => open && void load(id)}
      trigger={
        <button
          type="button"
          data-testid="picker-profile"
          aria-label={`Profile: ${used ?? 'none'}`}
          data-tip={problem ?? 'The profile that new chats begin with'}
          className={cx(
            'inline-flex h-6 max-w-40 min-w-0 items-center gap-1 rounded-sm px-1.5 text-small whitespace-nowrap hover:bg-hover',
            problem !== null ? 'text-failed' : used === null ? 'text-muted hover:text-text' : 'text-accent',
          )}
        >
          <Layers2 size={14} aria-hidden className="shrink-0" />
          <span className={cx('truncate', used === null && '@max-lg:sr-only')}>{drawLine(used ?? 'No profile')}</span>
          <ChevronDown size={12} aria-hidden className="shrink-0 text-faint" />
        </button>
      }
      entries={entries}
    />
  )
}
