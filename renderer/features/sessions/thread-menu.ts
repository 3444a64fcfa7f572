// What can be done with a thread from its row.
import {
  Archive,
  ArchiveRestore,
  Bot,
  Copy,
  FileDown,
  FolderInput,
  FolderOpen,
  GitFork,
  MailOpen,
  Pencil,
  Pin,
  PinOff,
  ScanSearch,
  Trash2,
} from 'lucide-react'
import { app } from '../../bridge'
import type { MenuEntry } from '../../kit'
import { exportSession } from '../../stores/sessions/export'
import type { ThreadSection, ThreadSummary } from '../../stores/threads/model'
import { tellFailure } from '../../stores/app/notices'
import { pinnedSectionId } from '../../stores/lists/thread-lists'
import { deleteThread, markRead, moveToSection, setPinned } from '../../stores/lists/thread-rows'
import { useThreads } from '../../stores/threads/threads'
import { useUi } from '../../stores/app/ui'

export interface ThreadMenuParts {
  projectId: string
  summary: ThreadSummary
  archived: boolean
  sections: readonly ThreadSection[]
  open: () => void
  rename: () => void
  newSection: () => void
  setArchived: (on: boolean) => void
  showSubAgents: () => void
}

export function threadMenu(parts: ThreadMenuParts): MenuEntry[] {
  const { projectId, summary, archived, sections } = parts
  const { id, sectionId } = summary
  const pinned = sectionId === pinnedSectionId
  const fork = async (): Promise<void> => {
    const result = await useThreads.getState().fork(projectId, id, null)
    if (!result.ok) tellFailure('The chat was not forked', result.error, projectId)
  }
  const reveal = async (): Promise<void> => {
    const result = await app('sessions/reveal', { projectId, threadId: id })
    if (!result.ok) tellFailure('The file was not found', result.error, projectId)
  }
  const exportAs = (format: 'markdown' | 'html' | 'jsonl') => () => void exportSession(projectId, id, format)
  return [
    { kind: 'item', label: 'Rename…', icon: Pencil, shortcut: 'F2', onSelect: parts.rename },
    {
      kind: 'item',
      label: pinned ? 'Unpin' : 'Pin',
      icon: pinned ? PinOff : Pin,
      onSelect: () => void setPinned(projectId, id, !pinned),
    },
    {
      kind: 'submenu',
      label: 'Move to section',
      icon: FolderInput,
      entries: [
        ...sections.map((section): MenuEntry => ({
          kind: 'check',
          label: section.name,
          checked: section.id === sectionId,
          onChange: (on) => void moveToSection(projectId, id, on ? section.id : null),
        })),
        { kind: 'separator' },
        { kind: 'item', label: 'New section…', onSelect: parts.newSection },
        {
          kind: 'item',
          label: 'No section',
          disabled: sectionId === null,
          onSelect: () => void moveToSection(projectId, id, null),
        },
      ],
    },
    {
      kind: 'item',
      label: 'Mark as unread',
      icon: MailOpen,
      disabled: summary.readState === null || summary.readState.unread,
      onSelect: () => void markRead(projectId, id, false),
    },
    { kind: 'separator' },
    { kind: 'item', label: 'Fork', icon: GitFork, disabled: archived, onSelect: () => void fork() },
    { kind: 'item', label: 'Show its sub-agents', icon: Bot, onSelect: parts.showSubAgents },
    {
      kind: 'item',
      label: 'Open in the inspector',
      icon: ScanSearch,
      onSelect: () => {
        parts.open()
        useUi.getState().setPanel('inspector')
      },
    },
    {
      kind: 'submenu',
      label: 'Export',
      icon: FileDown,
      entries: [
        { kind: 'item', label: 'Markdown…', onSelect: exportAs('markdown') },
        { kind: 'item', label: 'HTML page…', onSelect: exportAs('html') },
        { kind: 'item', label: 'Raw JSONL…', onSelect: exportAs('jsonl') },
      ],
    },
    {
      kind: 'item',
      label: 'Copy the session’s id',
      icon: Copy,
      onSelect: () => void navigator.clipboard.writeText(id),
    },
    { kind: 'item', label: 'Show its file', icon: FolderOpen, onSelect: () => void reveal() },
    { kind: 'separator' },
    archived
      ? { kind: 'item', label: 'Bring back', icon: ArchiveRestore, onSelect: () => parts.setArchived(false) }
      : { kind: 'item', label: 'Archive', icon: Archive, onSelect: () => parts.setArchived(true) },
    {
      kind: 'item',
      label: 'Delete',
      icon: Trash2,
      danger: true,
      shortcut: 'Delete',
      onSelect: () => void deleteThread(projectId, id),
    },
  ]
}
