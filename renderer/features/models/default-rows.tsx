// The keys that say which model answers and how. Only what the model has is offered.
import { useId, useState } from 'react'
import type { Project } from '../../../preload/contract/model'
import { ChoiceList, cx, fieldSurface, Select, SettingRow, type SelectOption } from '../../kit'
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
  const efforts = chosen?.efforts ?? []
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
                .map(({ slug: value, name }) => ({ value, label: name })),
              ...(slug === '' || listed ? [] : [{ value: slug, label: slug }]),
            ]}
            onChange={(next) => void model.write(next === '' ? null : next)}
          />
        )}
      </SettingRow>
      <KeySelect
        project={project}
        path={effortPath}
        title="Reasoning effort"
        about="How long it thinks before it answers. More takes longer and costs more."
        options={[
          { value: '', label: chosen?.defaultEffort ? `The model’s own (${chosen.defaultEffort})` : 'The model’s own' },
          ...(efforts.length > 0 ? efforts.map(({ value }) => value) : ['low', 'medium', 'high']).map((value) => ({
            value,
            label: value,
          })),
        ]}
      />
      {(chosen?.tiers.length ?? 0) > 0 && (
        <KeySelect
          project={project}
          path={tierPath}
          title="Speed"
          about={chosen?.tiers.map(({ name, about }) => `${name}: ${about}`).join(' ')}
          options={[
            { value: '', label: 'Standard' },
            ...(chosen?.tiers ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <KeySelect
        project={project}
        path={verbosityPath}
        title="Length of answers"
        about={
          listed === undefined && slug !== ''
            ? 'Codex sends this only for models that it knows, so it has no effect with this one.'
            : undefined
        }
        options={verbosities}
      />
      <KeySelect project={project} path={summaryPath} title="Summary of its thinking" options={summaries} />
      {models.some(({ hasPersonality }) => hasPersonality) && (
        <KeySelect project={project} path={personalityPath} title="Tone" options={personalities} />
      )}
      <SearchRow project={project} />
    </>
  )
}

interface KeySelectProps {
  project: Project
  path: readonly string[]
  title: string
  about?: string
  options: readonly SelectOption[]
}

function KeySelect({ project, path, title, about, options }: KeySelectProps) {
  const key = useKey(project.id, path)
  const value = textOf(key)
  return (
    <SettingRow title={title} about={about} problem={key.problem} note={key.note}>
      <Select
        label={title}
        value={value}
        disabled={key.busy}
        options={options.some((option) => option.value === value) ? options : [...options, { value, label: value }]}
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
