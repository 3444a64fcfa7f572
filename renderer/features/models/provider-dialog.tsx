// A model provider by form. A key goes to the keyring and is named in config.toml by its variable; it is never written there.
import { useEffect, useRef, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { secretValueProblem } from '../../../preload/contract/secrets'
import { Button, Checkbox, Dialog, TextField } from '../../kit'
import { useSecrets } from '../../stores/accounts/secrets'
import { useEdits } from '../../stores/config/key-choice'
import { formProblems, type FormProblems } from '../../stores/config/providers-check'
import { providerEdit, type ProviderForm } from '../../stores/config/providers-form'
import { ProviderAuth, ProviderPairs } from './provider-fields'

interface ProviderDialogProps {
  project: Project
  given: ProviderForm
  /** Ids that are there already. */
  taken: readonly string[]
  isNew: boolean
  onClose: () => void
}

export function ProviderDialog({ project, given, taken, isNew, onClose }: ProviderDialogProps) {
  const [form, setForm] = useState(given)
  const [key, setKey] = useState('')
  const [keep, setKeep] = useState(true)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState(0)
  const fields = useRef<HTMLFormElement>(null)
  const edits = useEdits(project.id, 'model_providers.form')
  const { busy: keeping, problem: keyProblem, save, load } = useSecrets()
  useEffect(() => void load(), [load])
  // The first field that is wrong may lie above or below what is seen of the dialog.
  useEffect(() => {
    if (refused > 0) fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refused])
  const change = (part: Partial<ProviderForm>): void => setForm((before) => ({ ...before, ...part }))
  const problems = formProblems(form, taken)
  const shown: FormProblems = tried ? problems : {}
  const valueProblem = key === '' ? null : secretValueProblem(key, 'provider-key')
  const write = async (): Promise<void> => {
    setTried(true)
    if (edits.busy || keeping) return
    if (Object.keys(problems).length > 0 || valueProblem !== null) return setRefused((times) => times + 1)
    // The key first: the provider must not be there without it.
    if (form.auth === 'key' && key !== '' && !(await keepKey())) return
    if (!(await edits.write([providerEdit(form)]))) return
    setKey('')
    onClose()
  }
  const keepKey = (): Promise<boolean> => {
    const name = form.envKey.trim()
    const known = useSecrets.getState().secrets?.find((one) => one.projectId === project.id && one.name === name)
    const facts = {
      projectId: project.id,
      name,
      purpose: 'provider-key' as const,
      label: form.name.trim().slice(0, 120),
    }
    return save({ id: known?.id ?? null, facts, value: key.trim(), keep })
  }
  const isBedrock = form.kind === 'bedrock'
  return (
    <Dialog
      open
      size="md"
      testId="provider-form"
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? 'Add a provider' : `Change ${given.name || given.id}`}
      description="It must speak the Responses API (wire_api “responses”), the only one that Codex still speaks."
      footer={
        <>
          <Button variant="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={edits.busy || keeping} onClick={() => void write()}>
            {isNew ? 'Add' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        ref={fields}
        className="contents"
        onSubmit={(event) => {
          event.preventDefault()
          void write()
        }}
      >
        {!isBedrock && (
          <TextField
            label="Name"
            value={form.name}
            maxLength={120}
            problem={shown.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
        {isNew && !isBedrock && (
          <TextField
            label="Name in config.toml"
            value={form.id}
            spellCheck={false}
            maxLength={64}
            problem={shown.id}
            onChange={(event) => change({ id: event.target.value })}
          />
        )}
        {isBedrock && shown.id && (
          <p role="alert" className="text-failed">
            {shown.id}
          </p>
        )}
        <TextField
          label={isBedrock ? 'Base URL (optional)' : 'Base URL'}
          placeholder="https://host.example/v1"
          value={form.baseUrl}
          spellCheck={false}
          problem={shown.baseUrl}
          onChange={(event) => change({ baseUrl: event.target.value })}
        />
        {isBedrock ? (
          <>
            <TextField
              label="AWS profile"
              placeholder="default"
              value={form.awsProfile}
              spellCheck={false}
              onChange={(event) => change({ awsProfile: event.target.value })}
            />
            <TextField
              label="AWS region"
              placeholder="us-east-1"
              value={form.awsRegion}
              spellCheck={false}
              onChange={(event) => change({ awsRegion: event.target.value })}
            />
          </>
        ) : (
          <ProviderAuth form={form} problems={shown} change={change}>
            <TextField
              label="Key"
              type="password"
              autoComplete="off"
              value={key}
              problem={tried ? valueProblem : null}
              hint={
                isNew
                  ? 'Goes to the keyring. Empty if the variable is set otherwise.'
                  : 'Empty leaves the one that is kept.'
              }
              onChange={(event) => setKey(event.target.value)}
            />
            {key !== '' && (
              <Checkbox
                label="Keep it in the system’s keyring"
                hint={keep ? undefined : 'Held in memory: gone when the app ends.'}
                checked={keep}
                onChange={setKeep}
              />
            )}
          </ProviderAuth>
        )}
        <ProviderPairs form={form} problems={shown} change={change} isBedrock={isBedrock} />
        {/* Enter in a field submits only where there is one. */}
        <button type="submit" hidden />
      </form>
      {(edits.problem ?? keyProblem?.message) && (
        <p role="alert" className="break-words text-failed select-text">
          {edits.problem ?? keyProblem?.message}
        </p>
      )}
    </Dialog>
  )
}
