// The permission profiles of a project: Codex's own and those of its config.toml, and which one Codex begins with in a terminal.
import { Plus, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Badge, Button, IconButton, Select, SettingRow } from '../../kit'
import { nothingRead, useEffective } from '../../stores/config/effective'
import { useEdits, useKey } from '../../stores/config/key-choice'
import { ownPermissionProfiles, removePermissionProfile, unset, usePermissions } from '../../stores/config/permissions'
import { drawLine } from '../../text/visible-text'
import { ProfileDialog } from './profile-dialog'

const path = ['default_permissions'] as const

export function ProfileRows({ project }: { project: Project }) {
  const layers = useEffective((state) => (state.byProject[project.id] ?? nothingRead).layers)
  const known = usePermissions((state) => state.byProject[project.id])
  const load = usePermissions((state) => state.load)
  const key = useKey(project.id, path)
  const removal = useEdits(project.id, 'permissions')
  const [adding, setAdding] = useState(false)
  // What there is depends on config.toml: asked again when that was read anew.
  useEffect(() => void load(project.id), [load, project.id, layers])
  const own = ownPermissionProfiles(layers)
  const profiles = known?.profiles ?? []
  const chosen = typeof key.home === 'string' ? key.home : unset
  const isListed = chosen === unset || profiles.some(({ id }) => id === chosen)
  return (
    <>
      <SettingRow
        title={
          <span className="flex flex-wrap items-center gap-x-2">
            Permission profile <code className="text-small text-faint">default_permissions</code>
            {chosen === ':danger-full-access' && <Badge tone="failed">Full access</Badge>}
          </span>
        }
        about="A profile says file by file what may be read and written, and wins over the sandbox above. Here, chats that are begun from then on run “Auto in folder” under one of your own."

        note={key.note}
        problem={key.problem ?? known?.problem?.message}
      >
        <Select
          label="Permission profile"
          value={chosen}
          disabled={key.busy}
          options={[
            // Without it Codex refuses a configuration that holds profiles.
            {
              value: unset,
              label: own.length === 0 ? 'None' : 'None (needs all profiles gone)',
              disabled: own.length > 0,
            },
            ...profiles.map(({ id, allowed }) => ({
              value: id,
              label: allowed ? id : `${id} (not allowed by your administrator)`,
              disabled: !allowed,
            })),
            ...(isListed ? [] : [{ value: chosen, label: `${chosen} (not there)` }]),
          ]}
          onChange={(next) => void key.write(next === unset ? null : next)}
        />
      </SettingRow>
      <div className="flex flex-col gap-1">
        <ul aria-label="Permission profiles" className="flex flex-col">
          {profiles.map(({ id, about, allowed, builtIn }) => (
            <li key={id} className="flex items-center gap-2 border-b border-line py-1 last:border-b-0">
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-center gap-x-2">
                  <code className="break-all select-text">{drawLine(id)}</code>
                  {id === ':danger-full-access' && <Badge tone="failed">Full access</Badge>}
                  {!allowed && <Badge tone="waiting">not allowed</Badge>}
                </span>
                {about !== null && <span className="block text-small break-words text-muted">{drawLine(about)}</span>}
              </span>
              {builtIn ? (
                <span className="shrink-0 text-small text-faint">Codex’s own</span>
              ) : (
                <IconButton
                  label={`Delete ${id}`}
                  icon={Trash2}
                  size="sm"
                  disabled={removal.busy || !own.includes(id)}
                  onClick={() => void removal.write(removePermissionProfile(id, layers))}
                />
              )}
            </li>
          ))}
        </ul>
        {removal.problem && (
          <p role="alert" className="break-words text-failed select-text">
            {removal.problem}
          </p>
        )}
        <div>
          <Button size="sm" icon={Plus} onClick={() => setAdding(true)}>
            New profile…
          </Button>
        </div>
      </div>
      {adding && <ProfileDialog project={project} onClose={() => setAdding(false)} />}
    </>
  )
}
