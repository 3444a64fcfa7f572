// Which CODEX_HOME the project uses: its own, or one that is there already and is used as it is.
import { useEffect, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import type { ImportSource } from '../../../preload/contract/imports'
import { app } from '../../bridge'
import { Button, Select } from '../../kit'
import { tellFailure } from '../../stores/app/notices'
import { useProjects } from '../../stores/app/projects'
import { VisibleText } from '../../text/visible-text'
import { SettingRow } from './setting-row'

export function HomeRow({ project }: { project: Project }) {
  const reveal = useProjects((state) => state.reveal)
  const [sources, setSources] = useState<readonly ImportSource[]>([])
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    void app('import/sources', { projectId: project.id }).then((result) => {
      if (result.ok) setSources(result.value.filter(({ kind }) => kind === 'home'))
    })
  }, [project.id])

  const shared = sources.find(({ path }) => path === project.sharedHome)
  const change = async (home: { kind: 'own' } | { kind: 'shared'; sourceId: string }): Promise<void> => {
    setBusy(true)
    const result = await app('projects/home', { projectId: project.id, home })
    setBusy(false)
    if (!result.ok) tellFailure('The home was not changed', result.error, project.id)
  }
  const pick = async (): Promise<void> => {
    const result = await app('import/pick', {})
    if (!result.ok) return tellFailure('The folder can’t be used', result.error, project.id)
    if (result.value) await change({ kind: 'shared', sourceId: result.value.id })
  }
  return (
    <SettingRow
      title="CODEX_HOME"
      about={
        project.sharedHome === null ? (
          'This project’s own: its config.toml, its chats, its rules. Or share the home that your terminal uses: its sessions, its config and its login are then used as they are.'
        ) : (
          <>
            Shared with the terminal:{' '}
            <code className="break-all">
              <VisibleText text={project.sharedHome} />
            </code>
            . The app writes nothing there by itself. A chat that the terminal has open is read-only here and followed
            as it goes.
          </>
        )
      }
    >
      <div className="flex flex-col items-end gap-2">
        <Select
          label="CODEX_HOME"
          className="max-w-64"
          disabled={busy}
          value={project.sharedHome === null ? 'own' : (shared?.id ?? 'other')}
          options={[
            { value: 'own', label: 'Its own' },
            ...(project.sharedHome !== null && !shared ? [{ value: 'other', label: 'Shared' }] : []),
            ...sources.map(({ id, label }) => ({ value: id, label: `Shared: ${label}` })),
            { value: 'pick', label: 'Share another home…' },
          ]}
          onChange={(value) => {
            if (value === 'own') void change({ kind: 'own' })
            else if (value === 'pick') void pick()
            else if (value !== 'other') void change({ kind: 'shared', sourceId: value })
          }}
        />
        <span className="flex gap-2">
          <Button onClick={() => void reveal(project.id, 'home')}>Open CODEX_HOME</Button>
          <Button onClick={() => void reveal(project.id, 'config')}>Show config.toml</Button>
        </span>
      </div>
    </SettingRow>
  )
}
