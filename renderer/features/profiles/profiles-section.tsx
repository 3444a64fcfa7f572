// The profiles of a project: sets of settings that come on top of config.toml, for new chats here and for runs without a window.
import { Plus } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { ConfigFile } from '../../../preload/contract/config'
import type { Project } from '../../../preload/contract/model'
import { Button, EmptyState, Select, SettingRow, Spinner } from '../../kit'
import { noProfiles, usableProfiles, useProfiles } from '../../stores/config/profiles'
import { NewProfileDialog } from './new-profile-dialog'
import { ProfileRow } from './profile-row'

interface ProfilesSectionProps {
  project: Project
  /** Draws an editor for a file. */
  editor: (file: ConfigFile) => ReactNode
  /** Shows the features as a profile switches them. */
  onFeatures: (profile: string) => void
}

export function ProfilesSection({ project, editor, onFeatures }: ProfilesSectionProps) {
  const all = useProfiles((state) => state.byProject[project.id] ?? noProfiles)
  const { profiles, used, problem } = all
  const load = useProfiles((state) => state.load)
  const watch = useProfiles((state) => state.watch)
  const use = useProfiles((state) => state.use)
  const [editing, setEditing] = useState<string | null>(null)
  const [adding, setAdding] = useState<{ from: string | null } | null>(null)
  // Also when one comes back from editing.
  useEffect(() => watch(project.id), [watch, project.id, editing])

  if (editing !== null)
    return (
      <section aria-label="Profiles" className="flex min-h-0 flex-1 flex-col gap-2">
        <div>
          <Button size="sm" onClick={() => setEditing(null)}>
            Back to the profiles
          </Button>
        </div>
        {editor({ kind: 'profile', name: editing })}
      </section>
    )
  if (profiles === null && problem !== null)
    return (
      <EmptyState
        title="The profiles could not be read"
        action={<Button onClick={() => void load(project.id)}>Try again</Button>}
      >
        <span role="alert">{problem.message}</span>
      </EmptyState>
    )
  if (profiles === null) return <Spinner label="Reading the profiles…" className="justify-center p-8" />
  const usable = usableProfiles(all)
  const isGone = used !== null && !usable.some(({ name }) => name === used)
  return (
    <section aria-label="Profiles" data-testid="profiles" className="flex flex-col gap-4">
      <p className="text-muted">
        A profile is a file of settings, &lt;name&gt;.config.toml in this project’s home, that comes on top of
        config.toml. What a chat was begun with stays with it.
      </p>
      <SettingRow
        title="New chats begin with"
        about="Also chosen below the message of a new chat. What is picked there wins over the profile, and so do the permissions there: a profile’s own don’t count in this app."
        problem={isGone ? `The profile ${used} is not there. No chat can be begun until another one is chosen.` : null}
      >
        <Select
          label="New chats begin with"
          className="w-full max-w-72"
          value={used ?? ''}
          options={[
            { value: '', label: 'No profile' },
            ...usable.map(({ name, problem: wrong }) => ({
              value: name,
              label: wrong === null ? name : `${name} (broken)`,
              disabled: wrong !== null && name !== used,
            })),
            ...(isGone ? [{ value: used, label: `${used} (not there)` }] : []),
          ]}
          onChange={(next) => void use(project.id, next === '' ? null : next)}
        />
      </SettingRow>
      {profiles.length > 0 && (
        <ul aria-label="Profiles">
          {profiles.map((profile) => (
            <ProfileRow
              key={profile.name}
              project={project}
              profile={profile}
              used={profile.name === used}
              onFeatures={() => onFeatures(profile.name)}
              onEdit={() => setEditing(profile.name)}
              onCopy={() => setAdding({ from: profile.name })}
            />
          ))}
        </ul>
      )}
      <div>
        <Button size="sm" icon={Plus} onClick={() => setAdding({ from: null })}>
          New profile…
        </Button>
      </div>
      {adding && (
        <NewProfileDialog
          project={project}
          from={adding.from}
          taken={profiles.map(({ name }) => name)}
          onClose={() => setAdding(null)}
        />
      )}
    </section>
  )
}
