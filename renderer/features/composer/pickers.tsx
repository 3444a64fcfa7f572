// The row under the message: model, effort, permissions, plan mode.
import { ChevronDown, ListChecks } from 'lucide-react'
import { forwardRef, useState, type ComponentProps } from 'react'
import type { PresetId } from '../../../preload/contract/presets'
import { presetOf } from '../../../preload/contract/presets'
import type { Trust } from '../../../preload/contract/model'
import { cx, Menu, type MenuEntry } from '../../kit'
import type { Catalog } from '../../stores/composer/catalog'
import type { Draft } from '../../stores/composer/composer'
import type { ModelChoice } from './effective-choices'
import { presetsFor } from './effective-choices'
import { FullAccessDialog } from './full-access-dialog'

const PickerButton = forwardRef<HTMLButtonElement, ComponentProps<'button'> & { danger?: boolean }>(
  function PickerButton({ danger = false, children, ...rest }, ref) {
    return (
      <button
        ref={ref}
        type="button"
        {...rest}
        className={cx(
          'inline-flex h-6 min-w-0 items-center gap-1 rounded-sm px-1.5 text-small whitespace-nowrap hover:bg-hover',
          danger ? 'font-semibold text-failed' : 'text-muted hover:text-text',
        )}
      >
        <span className="truncate">{children}</span>
        <ChevronDown size={12} aria-hidden className="shrink-0 text-faint" />
      </button>
    )
  },
)

interface ModelPickerProps {
  catalog: Catalog
  choice: ModelChoice
  /** The scripted demo answers: there is nothing to choose. */
  demo: boolean
  onOpen: () => void
  onChange: (model: string) => void
}

export function ModelPicker({ catalog, choice, demo, onOpen, onChange }: ModelPickerProps) {
  const label = demo ? 'Scripted demo' : choice.label
  const entries = (): MenuEntry[] => {
    if (demo) {
      const script = { value: 'demo', label, description: 'A script, not a model: there is nothing to choose.' }
      return [{ kind: 'radio', value: 'demo', onChange: () => undefined, options: [script] }]
    }
    if (catalog.models.length === 0) {
      return [
        {
          kind: 'label',
          text: catalog.loading ? 'Reading the models…' : (catalog.problem?.message ?? 'No models are listed.'),
        },
      ]
    }
    return [
      {
        kind: 'radio',
        value: choice.slug,
        onChange,
        options: catalog.models.map((model) => ({
          value: model.model,
          label: model.displayName,
          description: model.description,
        })),
      },
    ]
  }
  return (
    <Menu
      side="top"
      onOpenChange={(open) => open && onOpen()}
      trigger={
        <PickerButton data-testid="picker-model" aria-label={`Model: ${label}`}>
          {label}
        </PickerButton>
      }
      entries={entries}
    />
  )
}

interface EffortPickerProps {
  choice: ModelChoice
  effort: string | null
  onChange: (effort: string) => void
}

export function EffortPicker({ choice, effort, onChange }: EffortPickerProps) {
  const options = choice.model?.supportedReasoningEfforts ?? []
  const entries = (): MenuEntry[] =>
    options.length === 0
      ? [{ kind: 'label', text: 'This model lists no reasoning efforts.' }]
      : [
          {
            kind: 'radio',
            value: effort,
            onChange,
            options: options.map((option) => ({
              value: option.reasoningEffort,
              label: option.reasoningEffort,
              description: option.description,
            })),
          },
        ]
  return (
    <Menu
      side="top"
      trigger={
        <PickerButton data-testid="picker-effort" aria-label={`Reasoning effort: ${effort ?? 'default'}`}>
          {effort ?? 'Effort'}
        </PickerButton>
      }
      entries={entries}
    />
  )
}

interface PresetPickerProps {
  preset: PresetId
  trust: Trust
  folder: string
  onChange: (preset: PresetId) => void
}

/** Full access is asked about here, by the folder's name, and natively again by main when it is first used. */
export function PresetPicker({ preset, trust, folder, onChange }: PresetPickerProps) {
  const [asking, setAsking] = useState(false)
  const offered = presetsFor(trust)
  const choose = (value: string): void => {
    const chosen = offered.find(({ id }) => id === value)
    if (!chosen || chosen.id === preset) return
    if (chosen.id === 'full-access') setAsking(true)
    else onChange(chosen.id)
  }
  const entries = (): MenuEntry[] => [
    {
      kind: 'radio',
      value: preset,
      onChange: choose,
      options: offered.map(({ id, label, description }) => ({
        value: id,
        label,
        description,
        danger: id === 'full-access',
      })),
    },
    ...(trust === 'trusted'
      ? []
      : [{ kind: 'label', text: 'More is offered once this folder is trusted.' } satisfies MenuEntry]),
  ]
  const { label } = presetOf(preset)
  return (
    <>
      <Menu
        side="top"
        trigger={
          <PickerButton
            data-testid="picker-preset"
            aria-label={`Permissions: ${label}`}
            danger={preset === 'full-access'}
          >
            {label}
          </PickerButton>
        }
        entries={entries}
      />
      <FullAccessDialog
        open={asking}
        folder={folder}
        onClose={() => setAsking(false)}
        onAccept={() => {
          setAsking(false)
          onChange('full-access')
        }}
      />
    </>
  )
}

export function PlanToggle({ on, onChange }: { on: Draft['plan']; onChange: (on: boolean) => void }) {
  return (
    <button
      type="button"
      data-testid="toggle-plan"
      aria-pressed={on}
      data-tip="Plan mode: Codex proposes a plan and changes nothing"
      onClick={() => onChange(!on)}
      className={cx(
        'inline-flex h-6 items-center gap-1 rounded-sm px-1.5 text-small hover:bg-hover',
        on ? 'bg-accent-soft text-accent' : 'text-muted hover:text-text',
      )}
    >
      <ListChecks size={14} aria-hidden />
      <span className="@max-lg:sr-only">Plan</span>
    </button>
  )
}
