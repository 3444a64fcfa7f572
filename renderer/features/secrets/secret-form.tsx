// Adds a secret or replaces one. The value is dropped from memory here as soon as it has been sent.
import { useEffect, useRef, useState, type FormEvent } from 'react'
import {
  secretNameProblem,
  secretPurposeSchema,
  secretValueProblem,
  type Secret,
  type SecretPurpose,
} from '../../../preload/contract/secrets'
import { Button, Checkbox, Field, Select, TextField } from '../../kit'
import { useProjects } from '../../stores/app/projects'
import { useSecrets } from '../../stores/accounts/secrets'
import { purposeWords } from './reference'
import { ReferenceLine } from './reference-line'

const allProjects = 'all'
const purposes = secretPurposeSchema.options.map((value) => ({ value, label: purposeWords[value].label }))

interface SecretFormProps {
  /** The one to replace; null adds. */
  secret: Secret | null
  /** For whom it is at first; null for all projects. */
  projectId: string | null
  onDone: () => void
}

export function SecretForm({ secret, projectId, onDone }: SecretFormProps) {
  const { keyring, busy, problem, save } = useSecrets()
  const projects = useProjects((state) => state.projects)
  const [owner, setOwner] = useState(projectId)
  const [name, setName] = useState(secret?.name ?? '')
  const [purpose, setPurpose] = useState<SecretPurpose>(secret?.purpose ?? 'provider-key')
  const [label, setLabel] = useState(secret?.label ?? '')
  const [value, setValue] = useState('')
  /** Null until the person chose: in the keyring where there is one. */
  const [keepChoice, setKeep] = useState<boolean | null>(null)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const first = secret ? 'input[type=password]' : 'input'
  useEffect(() => form.current?.querySelector<HTMLInputElement>(first)?.focus(), [first])

  const keep = keepChoice ?? keyring?.state !== 'none'
  const nameProblem = secretNameProblem(name.trim())
  const valueProblem = secretValueProblem(value.trim(), purpose)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (busy || nameProblem !== null || valueProblem !== null) return
    const facts = { projectId: owner, name: name.trim(), purpose, label: label.trim() }
    const taken = await save({ id: secret?.id ?? null, facts, value: value.trim(), keep })
    // Kept after a refusal, so that "for this run only" is one press away.
    if (!taken) return
    setValue('')
    onDone()
  }
  const owners = [
    { value: allProjects, label: 'All projects' },
    ...projects.map(({ id, name: title }) => ({ value: id, label: title })),
    ...(owner !== null && !projects.some(({ id }) => id === owner)
      ? [{ value: owner, label: 'A project that is not in the list' }]
      : []),
  ]
  return (
    <form
      ref={form}
      aria-label={secret ? `Replace ${secret.name}` : 'Add a secret'}
      className="flex flex-col gap-3 rounded-md border border-line p-3"
      onSubmit={(event) => void submit(event)}
    >
      <TextField
        label="Environment variable"
        placeholder="MY_PROVIDER_KEY"
        autoComplete="off"
        spellCheck={false}
        maxLength={128}
        value={name}
        problem={tried || (name !== '' && secretNameProblem(name) !== null) ? nameProblem : null}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label="Value"
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={value}
        problem={tried ? valueProblem : null}
        hint={secret ? 'The old value is not shown; the new one takes its place.' : undefined}
        onChange={(event) => setValue(event.target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <Field label="What it is for" hint={purposeWords[purpose].about}>
          {({ id }) => (
            <Select
              id={id}
              label="What it is for"
              value={purpose}
              options={purposes}
              onChange={(chosen) => setPurpose(secretPurposeSchema.catch('provider-key').parse(chosen))}
            />
          )}
        </Field>
        <Field label="For">
          {({ id }) => (
            <Select
              id={id}
              label="For"
              className="max-w-64"
              value={owner ?? allProjects}
              options={owners}
              onChange={(chosen) => setOwner(chosen === allProjects ? null : chosen)}
            />
          )}
        </Field>
      </div>
      {name !== '' && nameProblem === null && <ReferenceLine purpose={purpose} name={name.trim()} />}
      <TextField
        label="Note"
        placeholder="Optional"
        maxLength={120}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
      />
      <Checkbox
        label="Keep it in the system’s keyring"
        hint={keep ? undefined : 'Held in memory: gone when the app ends.'}
        checked={keep}
        onChange={setKeep}
      />
      {problem && (
        <p role="alert" className="break-words text-failed select-text">
          {problem.message}
        </p>
      )}
      <div className="flex items-center gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {secret ? 'Replace' : 'Add'}
        </Button>
        <Button
          variant="plain"
          onClick={() => {
            setValue('')
            onDone()
          }}
        >
          Cancel
        </Button>
        {busy && <span className="text-muted">The system may ask you to unlock the keyring.</span>}
      </div>
    </form>
  )
}
