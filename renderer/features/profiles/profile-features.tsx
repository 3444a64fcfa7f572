// The features that a profile switches: on, off, or as the home has it.
import { X } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button, cx, Dialog, fieldSurface, IconButton, Segmented, Spinner } from '../../kit'
import { useFeatures } from '../../stores/config/features'
import { useProfiles } from '../../stores/config/profiles'
import { drawLine } from '../../text/visible-text'

interface ProfileFeaturesProps {
  project: Project
  name: string
  onClose: () => void
}

export function ProfileFeatures({ project, name, onClose }: ProfileFeaturesProps) {
  const read = useProfiles((state) => state.features)
  const set = useProfiles((state) => state.setFeature)
  const [features, setFeatures] = useState<ReadonlyMap<string, boolean> | null>(null)
  const [added, setAdded] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const known = useFeatures((state) => state.byProject[project.id])
  const loadKnown = useFeatures((state) => state.load)
  useEffect(() => void loadKnown(project.id), [loadKnown, project.id])
  // Those that are gone do nothing any more.
  const names = (known ?? []).filter(({ stage }) => stage !== 'removed').map((feature) => feature.name)
  const load = useCallback(async () => {
    const found = await read(project.id, name)
    setFeatures(found ?? new Map())
    if (found === null) setProblem('The profile could not be read.')
  }, [read, project.id, name])
  useEffect(() => void load(), [load])
  const change = async (feature: string, on: boolean | null): Promise<void> => {
    setBusy(true)
    setProblem(await set(project.id, name, feature, on))
    await load()
    setBusy(false)
  }
  const add = (): void => {
    const feature = added.trim()
    if (feature === '') return
    if (!names.includes(feature)) return setProblem(`Codex knows no feature “${feature}”.`)
    setAdded('')
    void change(feature, true)
  }
  return (
    <Dialog
      open
      size="md"
      testId="profile-features"
      onOpenChange={(open) => !open && onClose()}
      title={`Features of ${name}`}
      description="Features that are not named here are as the home has them."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {features === null ? (
        <Spinner label="Reading the profile…" />
      ) : features.size === 0 ? (
        <p className="text-muted">This profile switches none.</p>
      ) : (
        <ul aria-label="Features">
          {[...features].map(([feature, on]) => (
            <li key={feature} className="flex items-center gap-2 border-b border-line py-1 last:border-b-0">
              <code className="min-w-0 flex-1 truncate select-text">{drawLine(feature)}</code>
              <Segmented
                label={feature}
                value={on ? 'on' : 'off'}
                options={[
                  { value: 'on', label: 'On' },
                  { value: 'off', label: 'Off' },
                ]}
                onChange={(next) => void change(feature, next === 'on')}
              />
              <IconButton
                label={`Take ${feature} out of the profile`}
                icon={X}
                size="sm"
                disabled={busy}
                onClick={() => void change(feature, null)}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        className="flex items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <input
          aria-label="Feature to add"
          list="profile-features"
          placeholder="Name of a feature"
          value={added}
          spellCheck={false}
          onChange={(event) => setAdded(event.target.value)}
          className={cx(fieldSurface, 'h-7 min-w-0 flex-1')}
        />
        <datalist id="profile-features">
          {names.map((feature) => (
            <option key={feature} value={feature} />
          ))}
        </datalist>
        <Button type="submit" disabled={busy || added.trim() === ''}>
          Add
        </Button>
      </form>
      {problem !== null && (
        <p role="alert" className="break-words text-failed select-text">
          {problem}
        </p>
      )}
    </Dialog>
  )
}
