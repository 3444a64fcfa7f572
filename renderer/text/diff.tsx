// A file's change as a unified diff: line numbers, changed words marked, hidden characters shown, long ones cut with a
// button for the rest. Line numbers and signs are not part of a selection; the copy button copies the patch itself.
import { memo, useMemo, useState, type ReactNode } from 'react'
import { CopyButton } from '../kit'
import { parseDiff, splitPatch, type DiffKind } from './diff-parse'
import { rowsOf, type DiffRow } from './diff-rows'
import { drawLine } from './visible-text'
import type { Mark } from './word-marks'
import './text.css'

interface DiffProps {
  patch: string
  path: string
  /** How `patch` is written: a unified diff, or the raw content of an added or deleted file (Codex's fileChange). */
  kind?: DiffKind
  /** Leaves out the line with path, counts and copy button. */
  bare?: boolean
}

/** Lines beyond which a diff is cut, and how many are shown of it then. */
const longDiff = 400
const shownOfLong = 200
/** Rows a group: groups off the screen are not laid out. */
const groupLength = 100

const signs = { add: '+', remove: '−', context: ' ' } as const
const said = { add: 'added', remove: 'removed', context: undefined } as const

function marked(text: string, marks: readonly Mark[] | undefined): ReactNode {
  if (marks === undefined) return drawLine(text)
  const parts: ReactNode[] = []
  let at = 0
  for (const [start, end] of marks) {
    parts.push(<span key={at}>{drawLine(text.slice(at, start))}</span>)
    parts.push(
      <mark key={`m${start}`} className="deck-diff-mark">
        {drawLine(text.slice(start, end))}
      </mark>,
    )
    at = end
  }
  parts.push(<span key="end">{drawLine(text.slice(at))}</span>)
  return parts
}

function Row({ row }: { row: DiffRow }) {
  switch (row.kind) {
    case 'meta':
    case 'hunk':
      return (
        <div className="deck-diff-row" data-kind={row.kind}>
          <span className="deck-diff-text">{drawLine(row.text)}</span>
        </div>
      )
    case 'add':
    case 'remove':
    case 'context':
      return (
        <div className="deck-diff-row" data-kind={row.kind}>
          <span className="deck-diff-number" data-number={row.oldNumber ?? ''} aria-hidden />
          <span className="deck-diff-number" data-number={row.newNumber ?? ''} aria-hidden />
          <span
            className="deck-diff-sign"
            data-sign={signs[row.kind]}
            aria-label={said[row.kind]}
            role={said[row.kind] && 'img'}
          />
          <span className="deck-diff-text">
            {marked(row.text, row.marks)}
            {row.noNewline ? (
              <span className="deck-diff-open" title="The file does not end with a newline">
                {' '}
                no newline at the end
              </span>
            ) : null}
          </span>
        </div>
      )
    default:
      return row satisfies never
  }
}

const Group = memo(function Group({ rows }: { rows: readonly DiffRow[] }) {
  return (
    <div className="deck-diff-group">
      {rows.map((row, place) => (
        <Row key={place} row={row} />
      ))}
    </div>
  )
})

/** "+12 −3", in the colours of added and removed. */
export function DiffCounts({ added, removed }: { added: number; removed: number }) {
  return (
    <span className="deck-diff-counts" aria-label={`${added} lines added, ${removed} removed`}>
      <span data-kind="add">+{added}</span> <span data-kind="remove">−{removed}</span>
    </span>
  )
}

export const Diff = memo(function Diff({ patch, path, kind = 'update', bare = false }: DiffProps) {
  const diff = useMemo(() => parseDiff(patch, kind), [patch, kind])
  const rows = useMemo(() => rowsOf(diff), [diff])
  const [all, setAll] = useState(false)
  const isCut = !all && rows.length > longDiff
  const groups = useMemo(() => {
    const shown = isCut ? rows.slice(0, shownOfLong) : rows
    const list: DiffRow[][] = []
    for (let at = 0; at < shown.length; at += groupLength) list.push(shown.slice(at, at + groupLength))
    return list
  }, [rows, isCut])
  return (
    <div className="deck-diff" data-testid="diff" data-path={path}>
      {bare ? null : (
        <div className="deck-diff-head">
          <span className="deck-diff-path">{drawLine(path, {})}</span>
          <DiffCounts added={diff.added} removed={diff.removed} />
          <CopyButton text={patch} label="Copy diff" />
        </div>
      )}
      <div className="deck-diff-body" tabIndex={0} role="group" aria-label={`Changes of ${path}`}>
        {rows.length === 0 ? <div className="deck-diff-empty">{emptyWords[kind]}</div> : null}
        {groups.map((group, place) => (
          <Group key={place} rows={group} />
        ))}
      </div>
      {isCut ? (
        <button type="button" className="deck-diff-more" onClick={() => setAll(true)}>
          Show all {rows.length} lines
        </button>
      ) : null}
    </div>
  )
})

const emptyWords: Record<DiffKind, string> = {
  add: 'An empty file',
  delete: 'The file was empty',
  update: 'No line changed',
}

/** A diff of many files, such as a turn's, as one diff a file. */
export function PatchFiles({ patch }: { patch: string }) {
  const files = useMemo(() => splitPatch(patch), [patch])
  return files.map((file, place) => <Diff key={place} patch={file.patch} path={file.path} />)
}
