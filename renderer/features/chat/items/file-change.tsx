// Edited files: a row per file with its counts, opening to the diff.
import { FilePen, FilePlus, FileX } from 'lucide-react'
import type { FileUpdateChange } from '@protocol/v2/FileUpdateChange'
import { DiffCounts } from '../../../text/diff'
import { withoutMoveNote } from '../../../text/moved'
import { PatchView } from '../../../text/patch-view'
import { VisibleText } from '../../../text/visible-text'
import { CopyButton } from '../copy-button'
import { countLines, kindOf, patchOf, pathWithin, type ChangeKind } from '../file-changes'
import type { ItemViewProps } from './item-view'
import { ToolRow, type Tone } from './tool-row'

/** A diff of at most this many changed lines is shown without being asked for. */
const shownLines = 40

const done: Record<ChangeKind, string> = { added: 'Added', deleted: 'Deleted', edited: 'Edited', moved: 'Moved' }
const planned: Record<ChangeKind, string> = { added: 'Add', deleted: 'Delete', edited: 'Edit', moved: 'Move' }

interface Standing {
  tone: Tone
  words: string
  happened: boolean
}

function standingOf({ item, live, asked }: Pick<ItemViewProps<'fileChange'>, 'item' | 'live' | 'asked'>): Standing {
  const { status } = item
  switch (status) {
    case 'completed':
      return { tone: 'quiet', words: '', happened: true }
    case 'declined':
      return { tone: 'waiting', words: 'declined', happened: false }
    case 'failed':
      return { tone: 'failed', words: 'failed', happened: false }
    case 'inProgress':
      if (asked) return { tone: 'waiting', words: 'waits for you', happened: false }
      return live
        ? { tone: 'running', words: 'editing', happened: false }
        : { tone: 'waiting', words: 'not applied', happened: false }
    default:
      status satisfies never
      return { tone: 'quiet', words: String(status), happened: false }
  }
}

export function FileChange({ item, live, asked, root }: ItemViewProps<'fileChange'>) {
  const standing = standingOf({ item, live, asked })
  if (item.changes.length === 0) {
    return (
      <ToolRow
        id={item.id}
        icon={<FilePen size={14} />}
        tone={standing.tone}
        title="Editing files"
        facts={standing.words}
      />
    )
  }
  return item.changes.map((change, index) => (
    <FileRow
      key={`${index}/${change.path}`}
      id={`${item.id}/${index}`}
      change={change}
      standing={standing}
      root={root}
    />
  ))
}

interface FileRowProps {
  id: string
  change: FileUpdateChange
  standing: Standing
  root: string | null
}

function FileRow({ id, change, standing, root }: FileRowProps) {
  const kind = kindOf(change)
  const counts = countLines(change)
  const path = pathWithin(root, change.path)
  const target = change.kind.type === 'update' ? change.kind.move_path : null
  return (
    <ToolRow
      id={id}
      icon={
        kind === 'added' ? <FilePlus size={14} /> : kind === 'deleted' ? <FileX size={14} /> : <FilePen size={14} />
      }
      tone={standing.tone}
      title={
        <>
          {(standing.happened ? done : planned)[kind]}{' '}
          <code className="text-code text-text">
            <VisibleText text={path} />
          </code>
          {target && (
            <>
              {' to '}
              <code className="text-code text-text">
                <VisibleText text={pathWithin(root, target)} />
              </code>
            </>
          )}
        </>
      }
      facts={
        <>
          {standing.words !== '' && <span className="mr-2">{standing.words}</span>}
          <DiffCounts added={counts.added} removed={counts.removed} />
        </>
      }
      open={counts.added + counts.removed <= shownLines}
      actions={<CopyButton text={() => patchOf(change)} gutter label="Copy diff" />}
      renderBody={() => <FileDiff change={change} path={path} />}
    />
  )
}

/** Highest height of a diff in a chat, in px: it has a scroll of its own. */
const highest = 480

function FileDiff({ change, path }: { change: FileUpdateChange; path: string }) {
  const target = change.kind.type === 'update' ? change.kind.move_path : null
  const patch = withoutMoveNote(change.diff, target)
  if (patch.trim() === '') {
    const words = { add: 'An empty file.', delete: 'The file was empty.', update: 'No lines changed.' }
    return <div className="text-small text-faint">{words[change.kind.type] ?? words.update}</div>
  }
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <PatchView patch={patch} path={path} kind={change.kind.type} height={highest} />
    </div>
  )
}
