// The rows of a menu, drawn with the parts of whichever menu they are in.
import { Check, ChevronRight, type LucideIcon } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { cx } from './cx'
import { Kbd } from './kbd'

export interface MenuOption {
  value: string
  label: string
  /** One line under the label. */
  description?: string
  /** Marks a choice to be careful with. */
  danger?: boolean
}

export type MenuEntry =
  | {
      kind: 'item'
      label: string
      icon?: LucideIcon
      shortcut?: string
      danger?: boolean
      disabled?: boolean
      onSelect: () => void
    }
  | { kind: 'submenu'; label: string; icon?: LucideIcon; entries: MenuEntry[] }
  | { kind: 'check'; label: string; checked: boolean; onChange: (checked: boolean) => void }
  | { kind: 'radio'; value: string | null; onChange: (value: string) => void; options: readonly MenuOption[] }
  | { kind: 'label'; text: string }
  | { kind: 'separator' }

interface PartProps {
  className?: string
  children?: ReactNode
}

/** The Radix parts that a dropdown and a context menu have in common. */
export interface MenuParts {
  Item: ComponentType<PartProps & { disabled?: boolean; onSelect?: () => void }>
  Label: ComponentType<PartProps>
  Separator: ComponentType<PartProps>
  RadioGroup: ComponentType<PartProps & { value?: string; onValueChange?: (value: string) => void }>
  RadioItem: ComponentType<PartProps & { value: string }>
  Sub: ComponentType<{ children?: ReactNode }>
  SubTrigger: ComponentType<PartProps>
  SubContent: ComponentType<PartProps>
  CheckboxItem: ComponentType<PartProps & { checked?: boolean; onCheckedChange?: (checked: boolean) => void }>
}

export const menuSurface =
  'animate-appear z-50 max-h-[min(480px,80vh)] min-w-48 max-w-80 overflow-y-auto rounded-md bg-raised p-1 text-ui shadow-float outline-none'

const row =
  'flex min-h-7 w-full items-center gap-2 rounded-sm px-2 py-1 outline-none data-[disabled]:opacity-45 data-[highlighted]:bg-hover'

export function MenuEntries({ entries, parts }: { entries: MenuEntry[]; parts: MenuParts }) {
  return entries.map((entry, index) => <Entry key={index} entry={entry} parts={parts} />)
}

function Entry({ entry, parts }: { entry: MenuEntry; parts: MenuParts }) {
  switch (entry.kind) {
    case 'separator':
      return <parts.Separator className="mx-2 my-1 h-px bg-line" />
    case 'label':
      return <parts.Label className="px-2 pt-1 pb-0.5 text-small text-faint">{entry.text}</parts.Label>
    case 'item': {
      const { icon: Icon, shortcut } = entry
      return (
        <parts.Item
          className={cx(row, entry.danger && 'text-failed')}
          disabled={entry.disabled ?? false}
          onSelect={entry.onSelect}
        >
          {Icon && <Icon aria-hidden size={14} className={entry.danger ? undefined : 'text-muted'} />}
          <span className="min-w-0 flex-1 truncate">{entry.label}</span>
          {shortcut && <Kbd keys={shortcut} />}
        </parts.Item>
      )
    }
    case 'submenu': {
      const { icon: Icon } = entry
      return (
        <parts.Sub>
          <parts.SubTrigger className={cx(row, 'data-[state=open]:bg-hover')}>
            {Icon && <Icon aria-hidden size={14} className="text-muted" />}
            <span className="min-w-0 flex-1 truncate">{entry.label}</span>
            <ChevronRight aria-hidden size={13} className="text-faint" />
          </parts.SubTrigger>
          <parts.SubContent className={menuSurface}>
            <MenuEntries entries={entry.entries} parts={parts} />
          </parts.SubContent>
        </parts.Sub>
      )
    }
    case 'check':
      return (
        <parts.CheckboxItem className={row} checked={entry.checked} onCheckedChange={entry.onChange}>
          <Mark shown={entry.checked} />
          <span className="min-w-0 flex-1 truncate">{entry.label}</span>
        </parts.CheckboxItem>
      )
    case 'radio':
      return (
        <parts.RadioGroup value={entry.value ?? ''} onValueChange={entry.onChange}>
          {entry.options.map((option) => (
            <parts.RadioItem key={option.value} className={row} value={option.value}>
              <Mark shown={option.value === entry.value} />
              <span className="min-w-0 flex-1">
                <span className={cx('block truncate', option.danger && 'text-failed')}>{option.label}</span>
                {option.description && <span className="block text-small text-muted">{option.description}</span>}
              </span>
            </parts.RadioItem>
          ))}
        </parts.RadioGroup>
      )
  }
}

function Mark({ shown }: { shown: boolean }) {
  return <Check aria-hidden size={14} className={cx('shrink-0 text-accent', !shown && 'invisible')} />
}
