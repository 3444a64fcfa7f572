// Settings of the project in view: trust, where answers come from, its folder and home, what new chats may do.
import type { ReactNode } from 'react'
import type { ModelSource, Project } from '../../../preload/contract/model'
import { presets, type PresetId } from '../../../preload/contract/presets'
import { Button, EmptyState, Select } from '../../kit'
import { useComposer, useDraft } from '../../stores/composer/composer'
import { newThreadKey } from '../../stores/threads/model'
import { useProjects } from '../../stores/app/projects'
import { useServers } from '../../stores/app/servers'
import { VisibleText } from '../../text/visible-text'
import { HomeRow } from './home-row'
import { SettingRow } from './setting-row'

const sources: readonly { value: ModelSource; label: string; disabled?: boolean }[] = [
  { value: 'unset', label: 'Not chosen yet', disabled: true },
  { value: 'account', label: 'Your account' },
  { value: 'provider', label: 'Its own provider' },
  { value: 'demo', label: 'Offline demo (not AI)' },
]

interface ProjectSectionProps {
  project: Project | null
  trust: ReactNode
  worktrees?: ReactNode
}

export function ProjectSection({ project, trust, worktrees }: ProjectSectionProps) {
  if (!project)
    return <EmptyState title="No project is open">Add one in the sidebar to see its settings here.</EmptyState>
  return (
    <>
      <Rows project={project} trust={trust} />
      {worktrees}
    </>
  )
}

function Rows({ project, trust }: { project: Project; trust: ReactNode }) {
  const setSource = useProjects((state) => state.setSource)
  const reveal = useProjects((state) => state.reveal)
  const restart = useServers((state) => state.restart)
  const key = newThreadKey(project.id)
  const draft = useDraft(key)
  const edit = useComposer((state) => state.edit)
  const isPreset = (value: string): value is PresetId => presets.some((preset) => preset.id === value)
  const chosen = presets.find((preset) => preset.id === draft.preset)
  return (
    <>
      <SettingRow
        title={project.name}
        about={
          <code className="break-all">
            <VisibleText text={project.path} />
          </code>
        }
      >
        <Button onClick={() => void reveal(project.id, 'folder')}>Show in file manager</Button>
      </SettingRow>
      <SettingRow
        title="Trust"
        about="Whether Codex may be allowed to write here, and whether the folder’s .codex/ takes effect."
      >
        {trust}
      </SettingRow>
      <SettingRow title="Answers come from" about="Chats that exist keep the source they were begun with.">
        <Select
          label="Answers come from"
          value={project.source}
          options={sources}
          onChange={(value) => {
            const source = sources.find((candidate) => candidate.value === value)
            if (source) void setSource(project.id, source.value)
          }}
        />
      </SettingRow>
      <SettingRow
        title="New chats begin with"
        about={project.trust === 'trusted' ? chosen?.description : 'Read only, until you trust this folder.'}
      >
        <Select
          label="New chats begin with"
          value={draft.preset}
          // Full access is chosen in a chat, where it is asked about; never as a habit.
          options={presets.map((preset) => ({
            value: preset.id,
            label: preset.label,
            disabled: preset.id === 'full-access',
          }))}
          onChange={(value) => {
            if (isPreset(value)) edit(key, { preset: value })
          }}
        />
      </SettingRow>
      <HomeRow key={project.id} project={project} />
      <SettingRow title="Codex" about="Ends this project’s Codex and starts it again. A running turn is stopped.">
        <Button onClick={() => void restart(project.id)}>Restart Codex</Button>
      </SettingRow>
    </>
  )
}
