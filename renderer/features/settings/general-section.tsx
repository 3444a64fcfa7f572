// Settings of the app as a whole.
import type { Theme } from '../../../preload/contract/model'
import { Segmented } from '../../kit'
import { useSettings } from '../../stores/app/settings'
import { SettingRow } from './setting-row'

const themes: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]
const onOff: readonly { value: 'on' | 'off'; label: string }[] = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
]

export function GeneralSection() {
  const settings = useSettings((state) => state.settings)
  const change = useSettings((state) => state.change)
  return (
    <>
      <SettingRow title="Theme" about="High contrast follows the system’s own setting.">
        <Segmented label="Theme" value={settings.theme} onChange={(theme) => void change({ theme })} options={themes} />
      </SettingRow>
      <SettingRow title="Notifications" about="Tells you when Codex waits for you while this window is not in view.">
        <Segmented
          label="Notifications"
          value={settings.notifications ? 'on' : 'off'}
          onChange={(value) => void change({ notifications: value === 'on' })}
          options={onOff}
        />
      </SettingRow>
    </>
  )
}
