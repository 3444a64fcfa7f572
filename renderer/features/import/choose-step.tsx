// Which sessions: by folder, virtual, with those that are here already told apart.
import { ChevronRight, GitBranch } from 'lucide-react'
import { useMemo, useState } from 'react'
import { VList } from 'virtua'
import type { ImportScan } from '../../../preload/contract/imports'
import { cx, SearchField, shortAge, useNow } from '../../kit'
import { useImport } from '../../stores/sessions/import'
import { copyable, rowsOf, sizeWords, type ImportRow } from './rows'

export function ChooseStep({ scan }: { scan: ImportScan }) {
  const chosen = useImport((state) => state.chosen)
  const choose = useImport((state) => state.choose)
  const problem = useImport((state) => state.problem)
  const [filter, setFilter] = useState('')
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const now = useNow(60_000)
  const rows = useMemo(() => rowsOf(scan, filter, folded), [scan, filter, folded])
  const fold = (cwd: string): void => {
    const next = new Set(folded)
    if (!next.delete(cwd)) next.add(cwd)
    setFolded(next)
  }
  if (scan.folders.length === 0) {
    return (
      <div className="py-4 text-muted">
        No session was found in {scan.source.path}.{scan.problemCount > 0 && <ScanProblems scan={scan} />}
      </div>
    )
  }
  return (
    <div className="flex min-h-0 flex-col gap-2">
      {problem && (
        <p role="alert" className="break-words text-failed select-text">
          {problem.message}
        </p>
      )}
      <SearchField
        label="Filter the sessions"
        placeholder="Filter by title or folder"
        value={filter}
        onChange={setFilter}
      />
      <div className="h-[38vh] rounded-md border border-line" data-testid="import-list">
        <VList data={rows}>
          {(row) =>
            row.kind === 'folder' ? (
              <FolderRow
                key={row.key}
                row={row}
                chosen={chosen}
                folded={folded.has(row.cwd)}
                onFold={() => fold(row.cwd)}
                onChoose={(on) => choose(copyable(row.sessions), on)}
              />
            ) : (
              <label
                key={row.key}
                data-testid="import-session"
                data-thread-id={row.session.threadId}
                className={cx('flex h-7 items-center gap-2 pr-3 pl-9', !row.session.imported && 'hover:bg-hover')}
              >
                <input
                  type="checkbox"
                  checked={row.session.imported || chosen.has(row.session.threadId)}
                  disabled={row.session.imported}
                  onChange={(event) => choose([row.session.threadId], event.currentTarget.checked)}
                  className="size-3.5 shrink-0"
                />
                <span
                  className={cx('min-w-0 flex-1 truncate', row.session.imported && 'text-faint')}
                  data-tip={row.session.title}
                >
                  {row.session.title || 'Untitled session'}
                </span>
                {row.session.imported && <span className="shrink-0 text-small text-faint">already here</span>}
                {row.session.archived && <span className="shrink-0 text-small text-faint">archived</span>}
                {row.session.branch && (
                  <span className="flex max-w-32 shrink-0 items-center gap-1 truncate text-small text-faint">
                    <GitBranch aria-hidden size={11} />
                    {row.session.branch}
                  </span>
                )}
                <span className="w-14 shrink-0 text-right text-small text-faint tabular-nums">
                  {sizeWords(row.session.bytes)}
                </span>
                <span className="w-12 shrink-0 text-right text-small text-faint tabular-nums">
                  {shortAge(row.session.updatedAtMs, now)}
                </span>
              </label>
            )
          }
        </VList>
      </div>
      {scan.problemCount > 0 && <ScanProblems scan={scan} />}
    </div>
  )
}

interface FolderRowProps {
  row: Extract<ImportRow, { kind: 'folder' }>
  chosen: ReadonlySet<string>
  folded: boolean
  onFold: () => void
  onChoose: (on: boolean) => void
}

function FolderRow({ row, chosen, folded, onFold, onChoose }: FolderRowProps) {
  const ids = copyable(row.sessions)
  const on = ids.filter((id) => chosen.has(id)).length
  return (
    <div className="flex h-7 items-center gap-2 bg-panel pr-3 pl-1">
      <button
        type="button"
        aria-label={folded ? `Show the sessions of ${row.cwd}` : `Hide the sessions of ${row.cwd}`}
        aria-expanded={!folded}
        onClick={onFold}
        className="flex size-5 shrink-0 items-center justify-center text-faint"
      >
        <ChevronRight aria-hidden size={14} className={cx('transition-transform', !folded && 'rotate-90')} />
      </button>
      <input
        type="checkbox"
        aria-label={`All sessions of ${row.cwd}`}
        checked={ids.length > 0 && on === ids.length}
        disabled={ids.length === 0}
        ref={(box) => {
          if (box) box.indeterminate = on > 0 && on < ids.length
        }}
        onChange={(event) => onChoose(event.currentTarget.checked)}
        className="size-3.5 shrink-0"
      />
      <span className="min-w-0 flex-1 truncate font-semibold" data-tip={row.cwd} dir="auto">
        {row.cwd || 'Folder not recorded'}
      </span>
      {row.isProject && <span className="shrink-0 text-small text-accent">this project</span>}
      <span className="shrink-0 text-small text-faint tabular-nums">{row.sessions.length}</span>
    </div>
  )
}

function ScanProblems({ scan }: { scan: ImportScan }) {
  return (
    <details className="text-small text-waiting">
      <summary>
        {scan.problemCount} {scan.problemCount === 1 ? 'file' : 'files'} can’t be brought in
      </summary>
      <ul className="max-h-28 overflow-y-auto pt-1 select-text">
        {scan.problems.map((problem) => (
          <li key={problem.file} className="break-words">
            {problem.file}: {problem.reason}
          </li>
        ))}
      </ul>
    </details>
  )
}
