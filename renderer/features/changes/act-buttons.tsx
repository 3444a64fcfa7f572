// The buttons at the end of a file's header and of a hunk's: stage, unstage, revert, apply. They read the open view by themselves, so
// that the list's rows need not be drawn anew for them.
import { Ban, Minus, PackageCheck, Plus, Undo2, type LucideIcon } from 'lucide-react'
import type { ChangeAct, Selection, ViewFile } from '../../../preload/contract/changes'
import { IconButton, tip, type MenuEntry } from '../../kit'
import { useActs } from '../../stores/changes/acts'
import { useChanges } from '../../stores/changes/open-view'
import { placeKey } from '../../stores/changes/place'
import type { HunkRef } from './viewer'
import { actWords } from './words'

export const actIcons: Record<ChangeAct, LucideIcon> = {
  stage: Plus,
  unstage: Minus,
  revert: Undo2,
  apply: PackageCheck,
}

/** Does an act with a part of the view that is open now. */
export function actOn(act: ChangeAct, what: Selection): void {
  const { place, view } = useChanges.getState()
  if (place !== null && view !== null) void useActs.getState().act(place, view.viewId, act, what)
}

/** What is open can be acted on, and nothing is being done there just now. */
function useAllowed(): { acts: readonly ChangeAct[]; busy: boolean } {
  const acts = useChanges((state) => state.view?.acts)
  const key = useChanges((state) => (state.place === null ? null : placeKey(state.place)))
  const busy = useActs((state) => key !== null && state.busy[key] !== undefined)
  return { acts: acts ?? [], busy }
}

function FileButtons({ file }: { file: ViewFile }) {
  const { acts, busy } = useAllowed()
  if (acts.length === 0) return null
  if (file.refused !== null)
    return (
      <span
        role="img"
        aria-label={`Not to be acted on: ${file.refused}`}
        className="text-waiting"
        {...tip(file.refused)}
      >
        <Ban aria-hidden size={14} />
      </span>
    )
  return acts.map((act) => (
    <IconButton
      key={act}
      size="sm"
      label={act === 'stage' && file.status === 'conflicted' ? 'Stage: mark as resolved' : `${actWords[act]} this file`}
      icon={actIcons[act]}
      disabled={busy}
      onClick={() => actOn(act, [{ fileId: file.id, hunks: null }])}
    />
  ))
}

function HunkButtons({ file, hunk }: { file: ViewFile; hunk: HunkRef }) {
  const { acts, busy } = useAllowed()
  const { id } = hunk
  if (id === null || file.refused !== null || file.status === 'conflicted') return null
  return acts.map((act) => (
    <IconButton
      key={act}
      size="sm"
      label={`${actWords[act]} this hunk`}
      icon={actIcons[act]}
      disabled={busy}
      onClick={() => actOn(act, [{ fileId: file.id, hunks: [id] }])}
    />
  ))
}

/** For DiffList: the same functions for ever. */
export const fileActs = (file: ViewFile) => <FileButtons file={file} />
export const hunkActs = (file: ViewFile, hunk: HunkRef) => <HunkButtons file={file} hunk={hunk} />

/** The same acts as words, for the menu of a file. */
export function fileMenu(file: ViewFile): MenuEntry[] {
  const { view } = useChanges.getState()
  if (view === null || view.acts.length === 0 || file.refused !== null) return []
  return [
    { kind: 'separator' },
    ...view.acts.map((act): MenuEntry => ({
      kind: 'item',
      label: `${actWords[act]} this file`,
      icon: actIcons[act],
      onSelect: () => actOn(act, [{ fileId: file.id, hunks: null }]),
    })),
  ]
}
