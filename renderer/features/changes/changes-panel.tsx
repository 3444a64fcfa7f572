// The Changes panel: what a turn, a chat, the working tree, the index, a commit or a branch changed, with what can be done about it.
// Puts its parts together; what is shown is in use-shown.ts, the lines are drawn by viewer/.
import { useEffect, useMemo, useRef, type KeyboardEvent, type RefObject } from 'react'
import { hasMod, Spinner } from '../../kit'
import { useActs } from '../../stores/changes/acts'
import { useChanges } from '../../stores/changes/open-view'
import { sourceKey } from '../../stores/changes/sources'
import { CommitBox } from './commit-box'
import { FactsLine } from './facts-line'
import { PanelHeader } from './panel-header'
import type { ChangesSlots } from './slots'
import { NoProject, Standing, standingOf } from './standing'
import { Toolbar } from './toolbar'
import { TroubleBox } from './trouble-box'
import type { ShownChanges } from './shown-changes'
import { useMarks } from './use-marks'
import { useShown, type Shown } from './use-shown'
import { ViewBody } from './view-body'
import type { DiffListHandle } from './viewer'

const fields = 'textarea, [contenteditable="true"], input:not([type="checkbox"], [type="radio"])'

export function ChangesPanel(slots: ChangesSlots) {
  const shown = useShown()
  const box = useRef<HTMLElement>(null)
  useKeepFocus(box)
  const undo = (event: KeyboardEvent): void => {
    const isUndo = hasMod(event) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z'
    // In a field the same keys take back what was typed.
    const inField = event.target instanceof Element && event.target.closest(fields) !== null
    if (!isUndo || inField || shown === null) return
    event.preventDefault()
    void useActs.getState().undo(shown.place)
  }
  return (
    <section
      aria-label="Changes"
      data-testid="changes"
      ref={box}
      tabIndex={-1}
      onKeyDown={undo}
      className="@container outline-none flex h-full min-h-0 min-w-0 flex-col bg-bg"
    >
      <PanelHeader />
      {shown === null ? <Waiting /> : <Content shown={shown} slots={slots} />}
    </section>
  )
}

function Waiting() {
  return (
    <div className="flex flex-1 flex-col">
      <Spinner label="Looking at the folder…" className="p-4" />
      <NoProject />
    </div>
  )
}

function Content({ shown, slots }: { shown: Shown; slots: ChangesSlots }) {
  const list = useRef<DiffListHandle>(null)
  const marks = useMarks(useShownChanges(shown))
  const view = useChanges((state) => state.view)
  const source = useChanges((state) => state.source)
  const problem = useChanges((state) => state.problem)
  const reading = useChanges((state) => state.reading)
  const standing = standingOf({ shown, source, view, problem, reading })
  const { facts, project } = shown
  return (
    <>
      <Toolbar shown={shown} list={list} onTasks={slots.onTasks} />
      <FactsLine shown={shown} onTrust={slots.onTrust} end={marks.bar} />
      <TroubleBox place={shown.place} />
      {standing === null && view !== null && source !== null ? (
        <ViewBody key={sourceKey(source)} shown={shown} source={source} view={view} marks={marks} list={list} />
      ) : (
        <Standing standing={standing} shown={shown} source={source} problem={problem} note={view?.note ?? null} />
      )}
      {facts?.state === 'repository' && project.trust === 'trusted' && <CommitBox shown={shown} facts={facts} />}
    </>
  )
}

function useShownChanges({ project, threadId, place }: Shown): ShownChanges | null {
  const view = useChanges((state) => state.view)
  const source = useChanges((state) => state.source)
  return useMemo(
    () => (view === null || source === null ? null : { projectId: project.id, threadId, place, source, view }),
    [project.id, threadId, place, source, view],
  )
}

/** A button may go with its file or hunk: the focus then stays in the panel, so that the keys for Undo do what they say. */
function useKeepFocus(box: RefObject<HTMLElement | null>): void {
  const view = useChanges((state) => state.view)
  const busy = useActs((state) => state.busy)
  const inside = useRef(false)
  useEffect(() => {
    const follow = ({ target }: FocusEvent): void => {
      inside.current = target instanceof Node && box.current?.contains(target) === true
    }
    document.addEventListener('focusin', follow)
    return () => document.removeEventListener('focusin', follow)
  }, [box])
  useEffect(() => {
    if (inside.current && document.activeElement === document.body) box.current?.focus({ preventScroll: true })
  }, [view, busy, box])
}
