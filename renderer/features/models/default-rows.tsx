// The keys that say which model answers and how. Only what the model has is offered.
import { useId, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Button, ChoiceList, cx, fieldSurface, Select, SettingRow, type SelectOption } from '../../kit'
import { useKey, type KeyChoice } from '../../stores/config/key-choice'
import {
  effortPath,
  modelPath,
  personalities,
  personalityPath,
  providerPath,
  searchModes,
  searchPath,
  summaries,
  summaryPath,
  tierPath,
  verbosities,
  verbosityPath,
  type ListedModel,
} from '../../stores/config/models'

interface RowsProps {
  project: Project
  models: readonly ListedModel[]
}

const textOf = ({ home }: KeyChoice): string => (typeof home === 'string' ? home : '')

export function DefaultRows({ project, models }: RowsProps) {
  const model = useKey(project.id, modelPath)
  const provider = useKey(project.id, providerPath)
  const isOwn = textOf(provider) !== '' && textOf(provider) !== 'openai'
  const slug = textOf(model)
  const listed = models.find((one) => one.slug === slug)
  const chosen = slug === '' ? models.find(({ isDefault }) => isDefault) : listed
  // A model that Codex doesn't know gets the effort all the same, and no verbosity (measured with 0.169.0).
  const efforts = chosen ? chosen.efforts.map(({ value }) => value) : ['low', 'medium', 'high']
  const shared = { project, model: chosen?.name ?? slug, known: models.length > 0 }
  const has = (trait: 'hasVerbosity' | 'hasSummary' | 'hasPersonality'): boolean =>
    models.length === 0 || chosen?.[trait] === true
  return (
    <>
      <SettingRow
        title="Model"
        about={chosen?.about ?? (slug === '' ? 'Codex’s own choice.' : 'A model that Codex’s list doesn’t know.')}
        problem={model.problem}
        note={model.note}
      >
        {isOwn ? (
          <NameField key={slug} label="Model" value={slug} busy={model.busy} onChange={model.write} />
        ) : (
          <Select
            label="Model"
            className="max-w-64"
            value={slug}
            disabled={model.busy}
            options={[
              { value: '', label: 'Codex’s own choice' },
              ...models
                .filter(({ hidden, slug: one }) => !hidden || one === slug)
                .map(({ slug: value, name: label }) => ({ value, label })),
              ...(slug === '' || listed ? [] : [{ value: slug, label: slug }]),
            ]}
            onChange={(next) => void model.write(next === '' ? null : next)}
          />
        )}
      </SettingRow>
      <ModelKey
        {...shared}
        path={effortPath}
        title="Reasoning effort"
        about="How long it thinks before it answers. More takes longer and costs more."
        own={chosen?.defaultEffort ? `The model’s own (${chosen.defaultEffort})` : 'The model’s own'}
        offered={efforts.map((value) => ({ value, label: value }))}
      />
      <ModelKey
        {...shared}
        path={tierPath}
        title="Speed"
        about={chosen?.tiers.map((tier) => `${tier.name}: ${tier.about}`).join(' ')}
        own="Standard"
        offered={(chosen?.tiers ?? []).map((tier) => ({ value: tier.id, label: tier.name }))}
      />
      <ModelKey
        {...shared}
        path={verbosityPath}
        title="Length of answers"
        own="The model’s own"
        offered={has('hasVerbosity') ? verbosities : []}
      />
      <ModelKey
        {...shared}
        path={summaryPath}
        title="Summary of its thinking"
        own="The model’s own"
        offered={chosen === undefined || has('hasSummary') ? summaries : []}
      />
      <ModelKey
        {...shared}
        path={personalityPath}
        title="Tone"
        own="The model’s own"
        offered={models.length > 0 && has('hasPersonality') ? personalities : []}
      />
      <SearchRow project={project} />
    </>
  )
}

interface ModelKeyProps {
  project: Project
  path: readonly string[]
  title: string
  about?: string
  /** Name of the model that is chosen. */
  model: string
  /** Whether Codex's models are known: before that nothing is told of what one lacks. */
  known: boolean
  /** What it is called when nothing is set. */
  own: string
  /** What this model has; with nothing the row is left out. */
  offered: readonly SelectOption[]
}

/** A choice that only some models have. One that is set and that this model lacks is told, and can be taken out. */
function ModelKey({ project, path, title, about, model, known, own, offered }: ModelKeyProps) {
  const key = useKey(project.id, path)
  const value = textOf(key)
  const isLost = value !== '' && !offered.some((option) => option.value === value)
  if (offered.length === 0 && (!isLost || !known)) return null
  const lost = `“${value}” is set, which ${model === '' ? 'this model' : model} doesn’t have.`
  if (offered.length === 0)
    return (
      <SettingRow title={title} problem={key.problem} note={lost}>
        <Button size="sm" disabled={key.busy} onClick={() => void key.write(null)}>
          Take it out
        </Button>
      </SettingRow>
    )
  return (
    <SettingRow title={title} about={about} problem={key.problem} note={isLost && known ? lost : key.note}>
      <Select
        label={title}
        value={value}
        disabled={key.busy}
        options={[
          { value: '', label: own },
          ...offered,
          ...(isLost ? [{ value, label: known ? `${value} (not of this model)` : value, disabled: true }] : []),
        ]}
        onChange={(next) => void key.write(next === '' ? null : next)}
      />
    </SettingRow>
  )
}

function SearchRow({ project }: { project: Project }) {
  const key = useKey(project.id, searchPath)
  return (
    <SettingRow
      title="Web search"
      problem={key.problem}
      note={key.note}
      about={
        <div className="pt-1">
          <ChoiceList
            label="Web search"
            value={textOf(key)}
            disabled={key.busy}
            options={searchModes}
            onChange={(next) => void key.write(next === '' ? null : next)}
          />
        </div>
      }
    />
  )
}

interface NameFieldProps {
  label: string
  value: string
  busy: boolean
  onChange: (value: string | null) => Promise<boolean>
}

/** A name that is written when the field is left or Enter pressed. */
function NameField({ label, value, busy, onChange }: NameFieldProps) {
  const [text, setText] = useState(value)
  const id = useId()
  const commit = (): void => {
    const next = text.trim()
    if (next !== value) void onChange(next === '' ? null : next)
  }
  return (
    <span className="w-56">
      <input
        id={id}
        aria-label={label}
        value={text}
        disabled={busy}
        spellCheck={false}
        maxLength={300}
        placeholder="Name of the model"
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
        }}
        className={cx(fieldSurface, 'h-7')}
      />
    </span>
  )
}
