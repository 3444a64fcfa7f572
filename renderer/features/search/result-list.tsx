// The results, virtual: sessions with their snippets. Which row is chosen is the dialog's.
import { Archive, Bot, Brain, FilePen, Hammer, SquareTerminal, TextQuote, User, type LucideIcon } from 'lucide-react'
import { memo, type RefObject } from 'react'
import { VList, type VListHandle } from 'virtua'
import type { SearchHitKind } from '../../../preload/contract/search'
import { cx, shortAge } from '../../kit'
import type { ResultRow } from './rows'
import { SnippetText } from './snippet-text'

const looks: Record<SearchHitKind, { icon: LucideIcon; words: string }> = {
  user: { icon: User, words: 'You' },
  agent: { icon: Bot, words: 'Codex' },
  reasoning: { icon: Brain, words: 'Reasoning' },
  command: { icon: SquareTerminal, words: 'Command' },
  output: { icon: SquareTerminal, words: 'Output' },
  patch: { icon: FilePen, words: 'Edit' },
  tool: { icon: Hammer, words: 'Tool' },
  title: { icon: TextQuote, words: 'Title' },
  other: { icon: TextQuote, words: 'Record' },
}

interface ResultListProps {
  id: string
  rows: readonly ResultRow[]
  chosen: number
  list: RefObject<VListHandle | null>
  projectNames: Readonly<Record<string, string>>
  nowMs: number
  onOpen: (row: ResultRow) => void
}

export function ResultList({ id, rows, chosen, list, projectNames, nowMs, onOpen }: ResultListProps) {
  return (
    <div id={id} role="listbox" aria-label="Results" className="min-h-0 flex-1">
      <VList ref={list} data={rows} className="py-1">
        {(row, index) => (
          <Row
            key={row.key}
            id={`${id}-${index}`}
            row={row}
            chosen={index === chosen}
            project={projectNames[row.hit.projectId] ?? ''}
            nowMs={nowMs}
            onOpen={onOpen}
          />
        )}
      </VList>
    </div>
  )
}

interface RowProps {
  id: string
  row: ResultRow
  chosen: boolean
  project: string
  nowMs: number
  onOpen: (row: ResultRow) => void
}

const Row = memo(function Row({ id, row, chosen, project, nowMs, onOpen }: RowProps) {
  const { hit } = row
  const surface = cx(
    'mx-1.5 flex w-[calc(100%-12px)] items-center gap-2 rounded-sm px-2 text-left',
    chosen ? 'bg-selected' : 'hover:bg-hover',
  )
  if (row.kind === 'session') {
    const title = hit.title || 'Untitled chat'
    return (
      <button
        id={id}
        type="button"
        role="option"
        aria-selected={chosen}
        tabIndex={-1}
        data-testid="search-session"
        data-thread-id={hit.threadId}
        onClick={() => onOpen(row)}
        className={cx(surface, 'mt-1 h-7')}
      >
        <span className="min-w-0 flex-1 truncate font-semibold" data-tip={title}>
          {title}
        </span>
        {hit.archived && <Archive aria-label="Archived" size={12} className="shrink-0 text-faint" />}
        <span className="max-w-40 shrink-0 truncate text-small text-muted">{project}</span>
        <span className="w-12 shrink-0 text-right text-small text-faint tabular-nums">
          {shortAge(hit.updatedAtMs, nowMs)}
        </span>
      </button>
    )
  }
  const { icon: Icon, words } = looks[row.snippet.kind]
  return (
    <button
      id={id}
      type="button"
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      data-testid="search-hit"
      data-thread-id={hit.threadId}
      data-kind={row.snippet.kind}
      onClick={() => onOpen(row)}
      className={cx(surface, 'min-h-6 py-0.5 pl-4')}
    >
      <Icon aria-label={words} size={13} className="shrink-0 text-faint" data-tip={words} />
      <span className="line-clamp-2 min-w-0 flex-1 text-code break-words text-muted">
        <SnippetText snippet={row.snippet} />
      </span>
    </button>
  )
})
