// The header of a file: folds it, names it with everything hidden made visible, says what became of it, and holds what may be done.
import { ChevronRight, Ellipsis, FolderOpen, SquareArrowOutUpRight, Copy } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { ViewFile } from '../../../../preload/contract/changes'
import { CopyButton, cx, IconButton, Menu, tip, type MenuEntry } from '../../../kit'
import { DiffCounts } from '../../../text'
import { drawLine } from '../../../text/visible-text'
import { endingWords, modeWords, splitPath, statusLetters, statusWords } from './file-words'
import type { PatchModel } from './patch-model'
import type { DiffListProps } from './props'
import './status.css'

interface FileHeaderProps {
  file: ViewFile
  folded: boolean
  /** Why it is folded, when not by hand. */
  why: string | null
  model: PatchModel | null
  viewed: boolean | null
  acts: ReactNode
  onFold: (file: ViewFile, folded: boolean) => void
  onViewed: DiffListProps['onViewed']
  onOpenFile: DiffListProps['onOpenFile']
  fileMenu: DiffListProps['fileMenu']
}

export function PathWords({ path, dim = false }: { path: string; dim?: boolean }) {
  const { folder, name } = splitPath(path)
  return (
    <span className={cx('dv-path', dim && 'dv-path-dim')} dir="ltr">
      {folder === '' ? null : <span className="dv-folder">{drawLine(folder, {})}</span>}
      <span className="dv-name">{drawLine(name, {})}</span>
    </span>
  )
}

const Word = ({ words }: { words: { short: string; long: string } | null }) =>
  words === null ? null : (
    <span className="dv-word" {...tip(words.long)}>
      {words.short}
    </span>
  )

export const FileHeader = memo(function FileHeader(props: FileHeaderProps) {
  const { file, folded, why, model, viewed, acts, onFold, onViewed, onOpenFile, fileMenu } = props
  const entries = (): MenuEntry[] => [
    ...(onOpenFile === undefined
      ? []
      : ([
          {
            kind: 'item',
            label: 'Open in the editor',
            icon: SquareArrowOutUpRight,
            shortcut: 'O',
            disabled: file.status === 'deleted',
            onSelect: () => onOpenFile(file.id, null, 'editor'),
          },
          {
            kind: 'item',
            label: 'Show in its folder',
            icon: FolderOpen,
            onSelect: () => onOpenFile(file.id, null, 'folder'),
          },
        ] satisfies MenuEntry[])),
    {
      kind: 'item',
      label: 'Copy the path',
      icon: Copy,
      onSelect: () => void navigator.clipboard.writeText(file.path),
    },
    ...(fileMenu?.(file) ?? []),
  ]
  return (
    <div className="dv-header" data-folded={folded || undefined} data-viewed={viewed || undefined}>
      <h3>
        <button
          type="button"
          className="dv-fold"
          aria-expanded={!folded}
          onClick={() => onFold(file, !folded)}
          {...tip(file.oldPath === null ? file.path : `${file.oldPath} → ${file.path}`)}
        >
          <ChevronRight aria-hidden size={14} className={cx('shrink-0 text-faint', !folded && 'rotate-90')} />
          <span className="dv-status" data-status={file.status} aria-label={statusWords[file.status]} role="img">
            {statusLetters[file.status]}
          </span>
          {file.oldPath === null || file.oldPath === file.path ? null : (
            <>
              <PathWords path={file.oldPath} dim />
              <span className="text-faint" aria-label="renamed to">
                →
              </span>
            </>
          )}
          <PathWords path={file.path} />
        </button>
      </h3>
      <CopyButton text={file.path} label="Copy the path" className="dv-copy" />
      <span className="dv-words">
        <Word words={modeWords(file)} />
        <Word words={model && endingWords(model)} />
        {folded && why !== null ? <span className="dv-word">{why}</span> : null}
      </span>
      <DiffCounts added={file.added} removed={file.removed} />
      <span className="dv-acts">{acts}</span>
      {viewed === null || onViewed === undefined ? null : (
        <label className="dv-viewed">
          <input
            type="checkbox"
            checked={viewed}
            aria-label={`Viewed: ${file.path}`}
            onChange={(event) => onViewed(file.id, event.target.checked)}
          />
          <span>Viewed</span>
        </label>
      )}
      <Menu trigger={<IconButton size="sm" icon={Ellipsis} label="More" />} entries={entries} align="end" />
    </div>
  )
})
