// item/fileChange/requestApproval: every changed file with its diff. The diffs come from the item that it is about.
import type { PendingRequest } from '../../../preload/contract/model'
import { Badge, CopyButton } from '../../kit'
import { readChanges, fields, textIn } from '../../stores/threads/decode'
import { Diff } from '../../text/diff'
import { Fact, Literal, Reason } from './facts'

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
  return { path, kind: type === 'add' || type === 'delete' ? type : 'update', movedTo, patch: patch ?? '' }
}

const kinds = {
  add: { word: 'New', tone: 'added' },
  delete: { word: 'Deleted', tone: 'removed' },
  update: { word: 'Edited', tone: 'neutral' },
} as const

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
        <section key={index} aria-label={change.path} className="overflow-hidden rounded-md border border-line">
          <div className="flex items-center gap-2 border-b border-line bg-sunken px-3 py-1">
            <Badge tone={kinds[change.kind].tone}>{kinds[change.kind].word}</Badge>
            <span className="min-w-0 flex-1">
              <Literal text={change.path} />
              {change.movedTo !== null && (
                <>
                  {' → '}
                  <Literal text={change.movedTo} />
                </>
              )}
            </span>
            <CopyButton text={change.patch} label="Copy the change" />
          </div>
          <div
            tabIndex={0}
            aria-label={`Changes of ${change.path}`}
            className="max-h-72 overflow-auto [&_.deck-diff]:rounded-none! [&_.deck-diff]:border-0!"
          >
            <Diff bare patch={change.patch} path={change.path} kind={change.kind} />
          </div>
        </section>
      ))}
    </div>
  )
}
