// Over the files: which changes, and how they are drawn.
import { Columns2, ListTree, Rows2, Settings2 } from 'lucide-react'
import type { RefObject } from 'react'
import type { Place } from '../../../preload/contract/changes'
import { IconButton, Menu, type MenuEntry } from '../../kit'
import { useChosen } from '../../stores/changes/chosen'
import { useChanges } from '../../stores/changes/open-view'
import { SourcePicker } from './source-picker'
import type { Shown } from './use-shown'
import type { DiffListHandle } from './viewer'

interface ToolbarProps {
  shown: Shown
  list: RefObject<DiffListHandle | null>
  onTasks: ((place: Place) => void) | undefined
}

export function Toolbar({ shown, list, onTasks }: ToolbarProps) {
  const { layout, wrap, ignoreSpace, tree, flat, set } = useChosen()
  const hasFiles = useChanges((state) => (state.view?.files.length ?? 0) > 0)
  const entries = (): MenuEntry[] => [
    { kind: 'check', label: 'Break long lines', checked: wrap, onChange: (checked) => set({ wrap: checked }) },
    {
      kind: 'check',
      label: 'Ignore spaces (only to look)',
      checked: ignoreSpace,
      onChange: (checked) => set({ ignoreSpace: checked }),
    },
    { kind: 'check', label: 'Whole paths in the tree', checked: flat, onChange: (checked) => set({ flat: checked }) },
    { kind: 'separator' },
    { kind: 'item', label: 'Unfold all files', disabled: !hasFiles, onSelect: () => list.current?.unfoldAll() },
    { kind: 'item', label: 'Fold all files', disabled: !hasFiles, onSelect: () => list.current?.foldAll() },
  ]
  return (
    <div className="flex h-10 shrink-0 items-center gap-1 px-2">
      <SourcePicker shown={shown} onTasks={onTasks} />
      <span className="flex-1" />
      <IconButton label="Files" icon={ListTree} aria-pressed={tree} onClick={() => set({ tree: !tree })} />
      <IconButton
        label={layout === 'split' ? 'One column' : 'Side by side'}
        icon={layout === 'split' ? Rows2 : Columns2}
        onClick={() => set({ layout: layout === 'split' ? 'unified' : 'split' })}
      />
      <Menu align="end" entries={entries} trigger={<IconButton label="How changes are drawn" icon={Settings2} />} />
    </div>
  )
}
