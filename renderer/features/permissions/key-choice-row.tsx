// One key of config.toml as a choice, each value with a sentence. A value that is none of them is shown and kept.
import type { ReactNode } from 'react'
import type { Project } from '../../../preload/contract/model'
import { Badge, ChoiceList, SettingRow } from '../../kit'
import { useKey } from '../../stores/config/key-choice'
import { isTable } from '../../stores/config/layers'
import { unset, type ValueWords } from '../../stores/config/permissions'

/** A value that is shown and can't be chosen. */
const other = '\0'
/** Values that are offered only where they stand already. */
const old: ReadonlySet<string> = new Set(['on-failure'])

interface KeyChoiceRowProps {
  project: Project
  path: readonly string[]
  title: string
  options: readonly ValueWords[]
  note?: ReactNode
  /** Whether chats of the app go by it. */
  counts?: 'here too' | 'in a terminal'
  /** Which option a value that is no text amounts to; null for none. */
  amounts?: (value: unknown) => string | null
  /** What is written for an option that is no text itself. */
  written?: Readonly<Record<string, Parameters<ReturnType<typeof useKey>['write']>[0]>>
  /** Told once a choice is written; null for none. */
  onWritten?: (value: string | null) => void
}

export function KeyChoiceRow({
  project,
  path,
  title,
  options,
  note,
  counts,
  amounts,
  written,
  onWritten,
}: KeyChoiceRowProps) {
  const key = useKey(project.id, path)
  const amount = amounts?.(key.home) ?? null
  const value = amount ?? (typeof key.home === 'string' ? key.home : unset)
  const chosen = options.find((option) => option.value === value)
  const isOther = amount === null && key.home !== undefined && !options.some((option) => option.value === key.home)
  const write = async (next: string): Promise<void> => {
    if (next === other) return
    const choice = next === unset ? null : next
    if (await key.write(written?.[next] ?? choice)) onWritten?.(choice)
  }
  const unknown = isTable(key.home)
    ? { value: other, label: 'A mixture of your own', about: 'Made of several settings; change it in Configuration.' }
    : { value: other, label: `“${String(key.home)}”`, about: 'A value that this app doesn’t know.' }
  return (
    <SettingRow
      title={<KeyTitle title={title} path={path} danger={chosen?.danger} />}
      problem={key.problem}
      note={(counts === 'here too' ? hereToo(key.note) : key.note) ?? note}
      about={
        <div className="pt-1">
          <ChoiceList
            label={title}
            value={isOther ? other : value}
            disabled={key.busy}
            options={[
              ...options.filter((option) => !old.has(option.value) || key.home === option.value),
              ...(isOther ? [unknown] : []),
            ]}
            onChange={(next) => void write(next)}
          />
        </div>
      }
    />
  )
}

/** Who wins over a key that main reads from the home alone: it does so in a terminal. Null stays null. */
export const hereToo = (note: string | null): string | null =>
  note === null ? null : `${note} Chats of this app go by this page, unless an administrator decides.`

/** A setting's words with the key that it stands for. */
export function KeyTitle({ title, path, danger }: { title: string; path: readonly string[]; danger?: boolean }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {title}
      <code className="text-small text-faint">{path.join('.')}</code>
      {danger && <Badge tone="failed">Full access</Badge>}
    </span>
  )
}
