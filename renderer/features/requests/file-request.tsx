// item/fileChange/requestApproval: every changed file with its diff. The diffs come from the item that it is about.
import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import type { PendingRequest } from '../../../preload/contract/model'
import { Badge, CopyButton, cx, IconButton } from '../../kit'
import { readChanges, fields, textIn } from '../../stores/threads/decode'
import { DiffCounts } from '../../text/diff'
import { diffCounts } from '../../text/diff-parse'
import { withoutMoveNote } from '../../text/moved'
import { PatchView } from '../../text/patch-view'
import { Fact, Literal } from '../../text/facts'
import { Reason } from './facts'

interface FileChangeView {
  path: string
  kind: 'add' | 'delete' | 'update'
  movedTo: string | null
  patch: string
}

/** The changes of a fileChange item, or of the older request's `fileChanges` map. */
function changesOf(request: PendingRequest): FileChangeView[] {
  const item = request.item
  if (item?.type === 'fileChange') {
    return readChanges(item.changes).map((change) => {
      const kind = fields(change['kind'])
      return view(textIn(change, 'path') ?? '', textIn(kind, 'type'), textIn(kind, 'move_path'), textIn(change, 'diff'))
    })
  }
  return Object.entries(fields(fields(request.params)['fileChanges'])).map(([path, change]) => {
    const read = fields(change)
    const patch = textIn(read, 'unified_diff') ?? textIn(read, 'content')
    return view(path, textIn(read, 'type'), textIn(read, 'move_path'), patch)
  })
}

function view(path: string, type: string | null, movedTo: string | null, patch: string | null): FileChangeView {
  const kind = type === 'add' || type === 'delete' ? type : 'update'
  const target = kind === 'update' && movedTo !== path ? movedTo : null
  return { path, kind, movedTo: target, patch: withoutMoveNote(patch ?? '', movedTo) }
}

const kinds = {
  add: { word: 'New', tone: 'added' },
  delete: { word: 'Deleted', tone: 'removed' },
  update: { word: 'Edited', tone: 'neutral' },
  move: { word: 'Moved', tone: 'neutral' },
} as const

/** So many files are open from the start: a card of hundreds would never end. */
const openFiles = 12
/** Heights of a file's diff, in px: as it comes, and once asked for more. */
const usualHeight = 288
const tallHeight = 560
/** Lines from which a diff can be made taller. */
const longLines = 16

export function FileRequest({ request }: { request: PendingRequest }) {
  const params = fields(request.params)
  const changes = changesOf(request)
  const root = textIn(params, 'grantRoot')
  return (
    <div className="flex flex-col gap-2">
      <Reason text={textIn(params, 'reason')} />
      {root !== null && (
        <Fact label="Also grants">
          writing anywhere under <Literal text={root} /> for the rest of the session
        </Fact>
      )}
      {changes.length === 0 && (
        <p className="text-waiting">Codex did not say which files this is about. Decline it unless you know.</p>
      )}
      {changes.map((change, index) => (
        <FileSection key={index} change={change} open={index < openFiles} />
      ))}
    </div>
  )
}

function FileSection({ change, open: initial }: { change: FileChangeView; open: boolean }) {
  const { path, kind, movedTo, patch } = change
  const [open, setOpen] = useState(initial)
  const [tall, setTall] = useState(false)
  const id = useId()
  const { word, tone } = kinds[movedTo === null ? kind : 'move']
  const counts = diffCounts(patch, kind)
  return (
    <section aria-label={path} className="shrink-0 overflow-hidden rounded-md border border-line">
      <div className={cx('flex items-center gap-2 bg-sunken py-1 pr-2 pl-1', open && 'border-b border-line')}>
        <IconButton
          label={open ? `Fold ${path}` : `Unfold ${path}`}
          icon={ChevronRight}
          size="sm"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className={open ? '[&>svg]:rotate-90' : undefined}
        />
        <Badge tone={tone}>{word}</Badge>
        <span className="min-w-0 flex-1">
          <Literal text={path} />
          {movedTo !== null && (
            <>
              {' → '}
              <Literal text={movedTo} />
            </>
          )}
        </span>
        <DiffCounts added={counts.added} removed={counts.removed} />
        <CopyButton text={patch} label="Copy the change" />
      </div>
      <div id={id}>
        {open && movedTo !== null && patch.trim() === '' ? (
          <p className="px-3 py-1.5 text-muted">Only its place changes.</p>
        ) : (
          open && (
            <PatchView patch={patch} path={movedTo ?? path} kind={kind} height={tall ? tallHeight : usualHeight} />
          )
        )}
        {open && counts.added + counts.removed > longLines && (
          <button
            type="button"
            onClick={() => setTall(!tall)}
            className="block h-6 w-full border-t border-line text-small text-accent hover:bg-hover"
          >
            {tall ? 'Show less at once' : 'Show more at once'}
          </button>
        )}
      </div>
    </section>
  )
}
