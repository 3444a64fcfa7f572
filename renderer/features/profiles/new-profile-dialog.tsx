// A new profile: its name, and what it begins with.
import { useRef, useState, type FormEvent } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button, ChoiceList, cx, Dialog, Field, fieldSurface } from '../../kit'
import { nothingRead, useEffective } from '../../stores/config/effective'
import { profileNameProblem, useProfiles } from '../../stores/config/profiles'
import { emptyProfile, profileFrom } from '../../stores/config/profiles-text'

interface NewProfileDialogProps {
  project: Project
  /** The profile to copy; null makes a new one. */
  from: string | null
  taken: readonly string[]
  onClose: () => void
}

export function NewProfileDialog({ project, from, taken, onClose }: NewProfileDialogProps) {
  const make = useProfiles((state) => state.make)
  const copy = useProfiles((state) => state.copy)
  const [name, setName] = useState('')
  const [start, setStart] = useState<'current' | 'empty'>('current')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const first = useRef<HTMLInputElement>(null)
  const problem = profileNameProblem(name, taken)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (problem !== null || busy) return
    setBusy(true)
    const chosen = name.trim()
    const why = from === null ? await makeIt(chosen) : await copy(project.id, from, chosen)
    setBusy(false)
    if (why === null) onClose()
    else setRefused(why)
  }
  const makeIt = async (chosen: string): Promise<string | null> => {
    if (start === 'empty') return make(project.id, chosen, emptyProfile)
    // As it is now: nobody may have looked at the configuration yet.
    await useEffective.getState().load(project.id)
    const { layers, problem: unreadable } = useEffective.getState().byProject[project.id] ?? nothingRead
    if (unreadable) return `The configuration could not be read: ${unreadable.message}`
    return make(project.id, chosen, profileFrom(layers))
  }
  return (
    <Dialog
      open
      testId="new-profile"
      initialFocus={first}
      onOpenChange={(open) => !open && onClose()}
      title={from === null ? 'New profile' : `Copy of ${from}`}
      footer={
        <>
          <Button variant="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="new-profile" variant="primary" busy={busy}>
            {from === null ? 'Make it' : 'Copy'}
          </Button>
        </>
      }
    >
      <form id="new-profile" className="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
        <Field label="Name" problem={tried ? problem : null}>
          {({ id, describedBy, invalid }) => (
            <input
              ref={first}
              id={id}
              aria-describedby={describedBy}
              aria-invalid={invalid || undefined}
              value={name}
              spellCheck={false}
              maxLength={64}
              onChange={(event) => setName(event.target.value)}
              className={cx(fieldSurface, 'h-7')}
            />
          )}
        </Field>
        {from === null && (
          <ChoiceList
            label="It begins with"
            value={start}
            options={[
              {
                value: 'current',
                label: 'What this project has now',
                about: 'Model, effort, search, permissions and features of config.toml.',
              },
              { value: 'empty', label: 'Nothing' },
            ]}
            onChange={(value) => setStart(value === 'empty' ? 'empty' : 'current')}
          />
        )}
        {refused !== null && (
          <p role="alert" className="break-words text-failed select-text">
            {refused}
          </p>
        )}
      </form>
    </Dialog>
  )
}
