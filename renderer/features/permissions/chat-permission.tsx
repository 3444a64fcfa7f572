// Which permission new chats of the app begin with, and what each lets Codex do.
import type { Project } from '../../../preload/contract/model'
import { presets } from '../../../preload/contract/presets'
import { ChoiceList, SettingRow } from '../../kit'
import { useComposer, useDraft } from '../../stores/composer/composer'
import { newThreadKey } from '../../stores/threads/model'

export function ChatPermission({ project }: { project: Project }) {
  const key = newThreadKey(project.id)
  const { preset } = useDraft(key)
  const edit = useComposer((state) => state.edit)
  if (project.trust !== 'trusted')
    return (
      <p className="text-waiting">This folder is not trusted: chats only read here, and nothing below widens that.</p>
    )
  return (
    <SettingRow
      title="New chats begin with"
      about={
        <div className="flex flex-col gap-1 pt-1">
          <ChoiceList
            label="New chats begin with"
            value={preset}
            options={presets.map(({ id, label, description }) => ({
              value: id,
              label,
              about:
                id === 'full-access'
                  ? `${description} Chosen in a chat, asked about each time, never a default.`
                  : description,
              danger: id === 'full-access',
              disabled: id === 'full-access',
            }))}
            onChange={(value) => {
              const chosen = presets.find(({ id }) => id === value)
              if (chosen && chosen.id !== 'full-access') edit(key, { preset: chosen.id })
            }}
          />
          <p className="text-small">Another can be picked under each message.</p>
        </div>
      }
    />
  )
}
