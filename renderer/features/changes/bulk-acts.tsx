// What may be done with all files of a view at once, and what is being done now.
import type { ChangeSource, ChangeView, Place, Selection } from '../../../preload/contract/changes'
import { Button, Spinner } from '../../kit'
import { useActs } from '../../stores/changes/acts'
import { placeKey } from '../../stores/changes/place'
import { Undo2 } from 'lucide-react'
import { actIcons, actOn } from './act-buttons'
import { bulkWords } from './words'

/** Every file of a view that may be acted on. Pure. */
export function wholeView(view: Pick<ChangeView, 'files'>): Selection {
  return view.files.flatMap(({ id, refused, status }) =>
    refused === null && status !== 'conflicted' ? [{ fileId: id, hunks: null }] : [],
  )
}

export function BulkActs({ place, source, view }: { place: Place; source: ChangeSource; view: ChangeView }) {
  const busy = useActs((state) => state.busy[placeKey(place)] ?? null)
  const undoable = useActs((state) => state.done[placeKey(place)]?.at(-1) ?? null)
  const what = wholeView(view)
  const offered = view.acts.flatMap((act) => {
    const words = bulkWords(source, act)
    return words === null ? [] : [{ act, words }]
  })
  if (offered.length === 0 && undoable === null && busy === null) return null
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-1 px-2 pb-1" data-testid="bulk-acts">
      {offered.map(({ act, words }) => (
        <Button
          key={act}
          size="sm"
          variant={act === 'stage' || act === 'unstage' ? 'quiet' : 'plain'}
          data-tip={act === 'apply' ? 'Make these changes to the files, again where they were taken back' : undefined}
          icon={actIcons[act]}
          disabled={busy !== null || what.length === 0}
          onClick={() => actOn(act, what)}
        >
          {words}
        </Button>
      ))}
      <span className="flex-1" />
      {busy !== null && <Spinner label={busy} className="text-small" />}
      {undoable !== null && busy === null && (
        <Button
          size="sm"
          variant="plain"
          icon={Undo2}
          data-tip={undoable.summary}
          data-tip-keys="Mod+Z"
          onClick={() => void useActs.getState().undo(place)}
        >
          Undo
        </Button>
      )}
    </div>
  )
}
