// A row of the tree: a folder with what is in it, or a file with what became of it.
import { Check, ChevronRight } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { ContextMenu, cx } from '../../../kit'
import { DiffCounts } from '../../../text'
import { drawLine } from '../../../text/visible-text'
import { statusLetters, statusWords } from './file-words'
import type { FileTreeProps } from './props'
import type { TreeNode } from './tree'
import './status.css'

export const treeRowPx = 24
const indentPx = 14
/** Deeper folders are not indented further. */
const deepest = 12

interface TreeRowProps {
  id: string
  node: TreeNode
  /** The keyboard's place. */
  at: boolean
  current: boolean
  viewed: boolean
  onPress: (node: TreeNode) => void
  onViewed: FileTreeProps['onViewed']
  fileMenu: FileTreeProps['fileMenu']
}

export const TreeRow = memo(
  function TreeRow({ id, node, at, current, viewed, onPress, onViewed, fileMenu }: TreeRowProps) {
    const allViewed = node.kind === 'folder' ? node.viewed === node.files : viewed
    const row = (
      <div
        id={id}
        role="treeitem"
        aria-level={node.depth + 1}
        aria-selected={current}
        {...(node.kind === 'folder' ? { 'aria-expanded': node.open } : {})}
        className="dt-row"
        data-at={at || undefined}
        data-current={current || undefined}
        data-viewed={allViewed || undefined}
        style={{ paddingLeft: 6 + Math.min(node.depth, deepest) * indentPx }}
        onClick={() => onPress(node)}
        data-tip={node.kind === 'file' ? tipOf(node) : undefined}
      >
        {node.kind === 'folder' ? (
          <>
            <ChevronRight aria-hidden size={14} className={cx('shrink-0 text-faint', node.open && 'rotate-90')} />
            <span className="dt-name dt-folder">{drawLine(node.name, {})}</span>
            {node.open ? null : <span className="dt-count">{node.files}</span>}
          </>
        ) : (
          <FileCells node={node} viewed={viewed} onViewed={onViewed} />
        )}
      </div>
    )
    return node.kind === 'file' && fileMenu !== undefined ? withMenu(row, node, fileMenu) : row
  },
  (left, right) =>
    left.id === right.id &&
    left.at === right.at &&
    left.current === right.current &&
    left.viewed === right.viewed &&
    left.onViewed === right.onViewed &&
    left.fileMenu === right.fileMenu &&
    sameNode(left.node, right.node),
)

/** Nodes are built anew for every filter; what they show is mostly the same. */
function sameNode(left: TreeNode, right: TreeNode): boolean {
  if (left.kind === 'file')
    return right.kind === 'file' && left.file === right.file && left.depth === right.depth && left.name === right.name
  return (
    right.kind === 'folder' &&
    left.key === right.key &&
    left.name === right.name &&
    left.depth === right.depth &&
    left.open === right.open &&
    left.files === right.files &&
    left.viewed === right.viewed
  )
}

function withMenu(
  row: ReactElement,
  node: Extract<TreeNode, { kind: 'file' }>,
  fileMenu: NonNullable<FileTreeProps['fileMenu']>,
) {
  return <ContextMenu entries={() => fileMenu(node.file)}>{row}</ContextMenu>
}

function tipOf({ file }: Extract<TreeNode, { kind: 'file' }>): string {
  const { path, oldPath } = file
  return oldPath === null || oldPath === path ? path : `${oldPath} → ${path}`
}

interface FileCellsProps {
  node: Extract<TreeNode, { kind: 'file' }>
  viewed: boolean
  onViewed: FileTreeProps['onViewed']
}

function FileCells({ node, viewed, onViewed }: FileCellsProps) {
  const { file, name } = node
  const cut = name.lastIndexOf('/') + 1
  return (
    <>
      <span className="dv-status" data-status={file.status} role="img" aria-label={statusWords[file.status]}>
        {statusLetters[file.status]}
      </span>
      <span className="dt-name" data-status={file.status}>
        {cut === 0 ? null : <span className="dt-path">{drawLine(name.slice(0, cut), {})}</span>}
        {drawLine(name.slice(cut), {})}
      </span>
      <DiffCounts added={file.added} removed={file.removed} />
      {onViewed === undefined ? (
        <span className="dt-mark">{viewed ? <Check aria-label="Viewed" size={13} /> : null}</span>
      ) : (
        <input
          type="checkbox"
          className="dt-viewed"
          tabIndex={-1}
          checked={viewed}
          aria-label={`Viewed: ${file.path}`}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => onViewed(file.id, event.target.checked)}
        />
      )}
    </>
  )
}
