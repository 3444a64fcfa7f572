// The head of a section: folded by a press, renamed and deleted from its menu.
import { ChevronRight, Pencil, Trash2 } from 'lucide-react'
import { ContextMenu, cx } from '../../kit'
import type { ThreadSection } from '../../stores/threads/model'
import { pinnedSectionId } from '../../stores/lists/thread-lists'
import { deleteSection } from '../../stores/lists/thread-rows'

interface SectionRowProps {
  projectId: string
  section: ThreadSection
  folded: boolean
  count: number
  onFold: () => void
  onRename: () => void
}

export function SectionRow({ projectId, section, folded, count, onFold, onRename }: SectionRowProps) {
  const head = (
    <button
      type="button"
      data-testid="section-row"
      data-nav-row="section"
      aria-expanded={!folded}
      onClick={onFold}
      className="flex h-6 w-full items-center gap-1 rounded-md pr-2 pl-5 text-left text-small text-faint hover:bg-hover"
    >
      <ChevronRight aria-hidden size={12} className={cx('shrink-0 transition-transform', !folded && 'rotate-90')} />
      <span className="min-w-0 flex-1 truncate">{section.name}</span>
      <span className="shrink-0 tabular-nums">{count}</span>
    </button>
  )
  if (section.id === pinnedSectionId) return head
  return (
    <ContextMenu
      entries={() => [
        { kind: 'item', label: 'Rename the section…', icon: Pencil, onSelect: onRename },
        {
          kind: 'item',
          label: 'Delete the section',
          icon: Trash2,
          danger: true,
          onSelect: () => void deleteSection(projectId, section.id),
        },
      ]}
    >
      {head}
    </ContextMenu>
  )
}
